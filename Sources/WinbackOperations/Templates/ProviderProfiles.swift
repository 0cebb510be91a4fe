import Foundation
public import WinbackCore
public import WinbackStore

/// The provider profiles that are shipped, as files that `init` writes out and operators change.
public enum ProviderProfiles {
  /// File name and text of every shipped profile, sorted by name.
  public static let files: [(name: String, text: String)] = [
    ("aliyun.yaml", PackageResources.aliyun_yaml),
    ("baidu.yaml", PackageResources.baidu_yaml),
    ("cloudbase.yaml", PackageResources.cloudbase_yaml),
    ("huawei.yaml", PackageResources.huawei_yaml),
    ("jiguang.yaml", PackageResources.jiguang_yaml),
    ("qiniu.yaml", PackageResources.qiniu_yaml),
    ("tencent.yaml", PackageResources.tencent_yaml),
    ("volcengine.yaml", PackageResources.volcengine_yaml),
  ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }

  /// The shipped profiles by id, for texts that are linted outside a workspace.
  public static let shipped: [String: ProviderProfile] = {
    var profiles: [String: ProviderProfile] = [:]
    for file in files {
      let id = String(file.name.dropLast(".yaml".count))
      // The files are part of the program, and a test reads every one without fault.
      guard let value = try? YAMLFile.read(file.text, file: file.name) else { continue }
      profiles[id] = ProviderProfile.read(value, named: id).profile
    }
    return profiles
  }()

  /// The profiles of a workspace by id; shipped ones stand in for files it does not have.
  ///
  /// - Returns: Also every fault of its files; a faulty file leaves the shipped profile in use.
  public static func all(
    in folder: WorkspaceFolder
  ) -> (profiles: [String: ProviderProfile], faults: [SettingsFault]) {
    var profiles = shipped
    var faults: [SettingsFault] = []
    for url in folder.files(.providers) {
      let id = url.deletingPathExtension().lastPathComponent
      do {
        let read = ProviderProfile.read(try folder.read(url), named: id)
        if read.faults.isEmpty { profiles[id] = read.profile }
        faults += read.faults
      } catch {
        faults.append(error)
      }
    }
    return (profiles, faults)
  }
}
