public import Foundation
public import WinbackCore
import WinbackStore

/// The audit trail, and settings files outside the playbook.
extension Session {
  /// Checks the whole audit trail, and its head against the one kept beside the store.
  public func verifyAudit() throws -> AuditChain.Result { try store.verifyAudit() }

  /// The entries of the audit trail in order, of one object (such as `batch/B-1`) or of all.
  public func auditEntries(of object: String? = nil) throws -> [AuditEntry] {
    var entries: [AuditEntry] = []
    try store.forEachAuditEntry(of: object) { entries.append($0) }
    return entries
  }

  /// The name of the business, or of its folder where it has none.
  public var workspaceName: String {
    let name = settings.name
    return name.isEmpty ? folder.root.lastPathComponent : name
  }

  /// The folders whose changes a console shows at once.
  public var watchedFolders: [URL] {
    [folder.root, folder.data] + WorkspaceFolder.Section.allCases.map { folder.folder($0) }
  }

  /// Reads a YAML file that is no part of a workspace, such as a theme.
  public static func readSettingsFile(_ url: URL) throws -> LocatedValue {
    try YAMLFile.read(contentsOf: url, named: url.lastPathComponent)
  }
}
