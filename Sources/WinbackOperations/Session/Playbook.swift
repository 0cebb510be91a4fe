public import Foundation
public import WinbackCore
import WinbackStore

/// The files of a workspace as they stand: settings, segments, templates and strategies.
///
/// A faulty file leaves the others working; its faults are listed with their places.
public struct Playbook: Sendable {
  public var settings: Settings
  public var catalogue: SegmentCatalogue
  /// By id.
  public var templates: [MessageTemplate]
  /// By priority, then id.
  public var strategies: [Strategy]
  /// Of all files, in file order.
  public var faults: [SettingsFault]
  /// Where the file of each template and strategy stands, by id.
  public var templateFiles: [MessageTemplate.ID: URL]
  /// What is wrong with template and strategy files that gave nothing, by file name.
  public var brokenTemplates: [String: SettingsFault]
  public var brokenStrategies: [String: SettingsFault]

  public func template(_ id: MessageTemplate.ID) -> MessageTemplate? {
    templates.first { $0.id == id }
  }

  public func strategy(_ id: Strategy.ID) -> Strategy? {
    strategies.first { $0.id == id }
  }
}
