import Foundation
import WinbackCore
import WinbackStore

/// What tells two states of a file apart.
struct FileStamp: Equatable, Sendable {
  private let path: String
  private let modified: Date
  private let size: Int

  init(_ url: URL) {
    path = url.path
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    modified = attributes?[.modificationDate] as? Date ?? .distantPast
    size = (attributes?[.size] as? Int) ?? -1
  }
}

/// Reads the files of a workspace and keeps what was last good of each.
struct PlaybookLoader: Sendable {
  private let folder: WorkspaceFolder
  private var stamps: [URL: FileStamp] = [:]
  private var settings = Settings()
  private var segments: [URL: SegmentDefinition] = [:]
  private var templates: [URL: MessageTemplate] = [:]
  private var strategies: [URL: Strategy] = [:]
  private var faults: [URL: [SettingsFault]] = [:]
  private var current: Playbook?

  init(folder: WorkspaceFolder) {
    self.folder = folder
  }

  /// The playbook of the files as they are now; files that did not change are not read again.
  ///
  /// A file that became faulty keeps its last good content, and its faults are listed.
  mutating func load() -> Playbook {
    var present: [URL] = [folder.settings]
    for section in [WorkspaceFolder.Section.segments, .templates, .strategies] {
      present += folder.files(section)
    }
    let now = Dictionary(uniqueKeysWithValues: present.map { ($0, FileStamp($0)) })
    if let current, now == stamps { return current }
    for url in stamps.keys where now[url] == nil { forget(url) }
    for url in present where stamps[url] != now[url] { read(url) }
    stamps = now
    let playbook = assemble(present)
    current = playbook
    return playbook
  }

  private mutating func forget(_ url: URL) {
    segments[url] = nil
    templates[url] = nil
    strategies[url] = nil
    faults[url] = nil
  }

  private mutating func read(_ url: URL) {
    faults[url] = nil
    let value: LocatedValue
    do {
      value = try folder.read(url)
    } catch {
      faults[url] = [error]
      return
    }
    let name = url.deletingPathExtension().lastPathComponent
    var found: [SettingsFault] = []
    switch url.deletingLastPathComponent().lastPathComponent {
    case _ where url == folder.settings:
      let (read, faults) = Settings.read(value)
      // Settings with a fault would silently fall back to defaults, so the last good ones stay.
      if faults.isEmpty { settings = read }
      found = faults
    case WorkspaceFolder.Section.segments.rawValue:
      let (segment, faults) = SegmentDefinition.read(value, named: name)
      if let segment { segments[url] = segment }
      found = faults
    case WorkspaceFolder.Section.templates.rawValue:
      let (template, faults) = MessageTemplate.read(value, named: name)
      if let template { templates[url] = template }
      found = faults
    default:
      let (strategy, faults) = Strategy.read(value, named: name)
      if let strategy { strategies[url] = strategy }
      found = faults
    }
    if !found.isEmpty { faults[url] = found }
  }

  private func assemble(_ present: [URL]) -> Playbook {
    let catalogue = SegmentCatalogue(present.compactMap { segments[$0] })
    var all = present.flatMap { faults[$0] ?? [] } + catalogue.faults
    var templateFiles: [MessageTemplate.ID: URL] = [:]
    var kept: [MessageTemplate] = []
    // A template's id is its file's name, so no two are alike.
    for url in present {
      guard let template = templates[url] else { continue }
      templateFiles[template.id] = url
      kept.append(template)
    }
    var strategyNames: Set<Strategy.ID> = []
    var plans: [Strategy] = []
    for strategy in present.compactMap({ strategies[$0] }) {
      if strategyNames.insert(strategy.id).inserted {
        plans.append(strategy)
      } else if let place = strategy.location {
        all.append(
          SettingsFault(
            place, zh: "策略名 \(strategy.id) 已被使用", en: "the strategy name \(strategy.id) is taken"))
      }
    }
    return Playbook(
      settings: settings, catalogue: catalogue,
      templates: kept.sorted { $0.id < $1.id },
      strategies: plans.sorted { ($0.priority, $0.id) < ($1.priority, $1.id) },
      faults: all, templateFiles: templateFiles,
      brokenTemplates: broken(.templates, present) { templates[$0] == nil },
      brokenStrategies: broken(.strategies, present) { strategies[$0] == nil })
  }

  private func broken(
    _ section: WorkspaceFolder.Section, _ present: [URL], _ gaveNothing: (URL) -> Bool
  ) -> [String: SettingsFault] {
    var result: [String: SettingsFault] = [:]
    for url in present
    where url.deletingLastPathComponent().lastPathComponent == section.rawValue && gaveNothing(url)
    {
      result[url.deletingPathExtension().lastPathComponent] = faults[url]?.first
    }
    return result
  }
}
