public import Foundation
import Synchronization
public import WinbackCore
public import WinbackStore

/// One opened workspace: what console and command line both work through.
///
/// It may be used from several threads. What it computes is kept until the stored facts, the files or
/// the instant change.
public final class Session: Sendable {
  /// How a workspace is opened.
  public struct Options: Sendable {
    /// The operator who acts; nil takes the one the workspace names.
    public var operatorID: String?
    public var isReadOnly: Bool
    public var environment: [String: String]

    public init(
      operatorID: String? = nil, isReadOnly: Bool = false,
      environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
      self.operatorID = operatorID
      self.isReadOnly = isReadOnly
      self.environment = environment
    }
  }

  public let folder: WorkspaceFolder
  public let store: WorkspaceStore
  public let isReadOnly: Bool
  public let environment: [String: String]
  public let clock: WorkClock
  /// What views of batches were worked out from their rows.
  let digests = BatchDigestCache()
  private let state: Mutex<State>
  /// Derivations happen one at a time: two screens that ask at once share one pass over the store.
  private let deriving = NSLock()

  private struct State: Sendable {
    var loader: PlaybookLoader
    var operatorID: String?
    var snapshot: (key: SnapshotKey, value: AudienceSnapshot)?
    var browser: (key: BrowserKey, value: SegmentBrowser)?
    var leaves = LeafCache()
    var words: (stamps: [FileStamp], value: WordLists)?
  }

  struct SnapshotKey: Hashable, Sendable {
    var asOf: Instant
    var settings: Settings
    var factsVersion: Int64
    var ledgerVersion: Int64
  }

  private struct BrowserKey: Hashable, Sendable {
    var snapshot: SnapshotKey
    var definitions: [String]
  }

  /// Opens the workspace in `folder`.
  ///
  /// - Throws: ``WorkspaceError/faulty(_:)`` when `winback.yaml` cannot be used, ``StoreError``,
  ///   ``ClockError``.
  public convenience init(folder: WorkspaceFolder, options: Options = Options()) throws {
    try self.init(folder: folder, options: options) { settings in
      try WorkClock(environment: options.environment, settings: settings)
    }
  }

  /// The same with a clock of the caller's.
  init(folder: WorkspaceFolder, options: Options, clock: (Settings) throws -> WorkClock) throws {
    var loader = PlaybookLoader(folder: folder)
    let playbook = loader.load()
    let settingsFaults = playbook.faults.filter { $0.location.file == WorkspaceFolder.settingsName }
    guard settingsFaults.isEmpty else { throw WorkspaceError.faulty(settingsFaults) }
    self.folder = folder
    isReadOnly = options.isReadOnly
    environment = options.environment
    self.clock = try clock(playbook.settings)
    store = try WorkspaceStore(folder: folder.data, isReadOnly: options.isReadOnly)
    let named = options.operatorID ?? options.environment["WINBACK_OPERATOR"]
    state = Mutex(
      State(
        loader: loader, operatorID: named ?? playbook.settings.workspace.defaultOperator))
  }

  /// Finds the workspace to work on and opens it.
  ///
  /// - Parameters:
  ///   - given: The folder the operator named; nil searches upward from `current`.
  /// - Throws: As ``init(folder:options:)``; ``WorkspaceError`` when there is none.
  public static func open(given: String?, from current: String, options: Options) throws -> Session
  {
    try Session(
      folder: WorkspaceFolder.find(given: given, from: URL(fileURLWithPath: current)),
      options: options)
  }

  /// The files as they are now.
  public func playbook() -> Playbook { state.withLock { $0.loader.load() } }

  public var settings: Settings { playbook().settings }

  /// The id of the acting operator; nil when none is named.
  public var operatorID: String? { state.withLock { $0.operatorID } }

  /// Lets another operator act from now on.
  public func setOperatorID(_ id: String) { state.withLock { $0.operatorID = id } }

  /// The instant of computations when none is given: that of `winback.yaml`, else now.
  public func defaultInstant() -> Instant { settings.asOf ?? clock.now() }

  /// Refuses when this session may change nothing.
  public func requireWritable() throws(StoreError) {
    if isReadOnly { throw .readOnly }
  }

  /// The word lists as the files are now.
  public func wordLists() -> WordLists {
    let stamps = folder.files(.lexicons).map(FileStamp.init)
    if let known = state.withLock({ $0.words }), known.stamps == stamps { return known.value }
    let made = WordLists.all(in: folder).lists
    state.withLock { $0.words = (stamps, made) }
    return made
  }

  /// All users as of `asOf`.
  public func snapshot(asOf: Instant) throws -> AudienceSnapshot {
    try current(asOf: asOf).snapshot
  }

  /// All users as of `asOf` if just that was derived last; does not derive anything.
  func knownSnapshot(asOf: Instant) throws -> AudienceSnapshot? {
    let key = try snapshotKey(asOf: asOf, settings: settings)
    return state.withLock { $0.snapshot }.flatMap { $0.key == key ? $0.value : nil }
  }

  private func snapshotKey(asOf: Instant, settings: Settings) throws -> SnapshotKey {
    SnapshotKey(
      asOf: asOf, settings: settings, factsVersion: try store.factsVersion(),
      ledgerVersion: try store.touchVersion())
  }

  private func current(asOf: Instant) throws -> (key: SnapshotKey, snapshot: AudienceSnapshot) {
    let settings = settings
    deriving.lock()
    defer { deriving.unlock() }
    let key = try snapshotKey(asOf: asOf, settings: settings)
    if let known = state.withLock({ $0.snapshot }), known.key == key { return (key, known.value) }
    let made = try AudienceSnapshot.derive(from: store, settings: settings, asOf: asOf)
    state.withLock { $0.snapshot = (key, made) }
    return (key, made)
  }

  /// The segments over the users as of `asOf`.
  public func browser(asOf: Instant, language: Language) throws -> SegmentBrowser {
    let (key, snapshot) = try current(asOf: asOf)
    let catalogue = playbook().catalogue
    let browserKey = BrowserKey(
      snapshot: key,
      definitions: catalogue.definitions.map {
        "\($0.name)\n\($0.titleZh)\n\($0.titleEn)\n\($0.predicateText)"
      })
    if let known = state.withLock({ $0.browser }), known.key == browserKey {
      return known.value.speaking(language)
    }
    let made = SegmentBrowser(
      population: snapshot.population, columns: snapshot.columns, catalogue: catalogue,
      language: language)
    state.withLock {
      $0.browser = (browserKey, made)
      $0.leaves = LeafCache()
    }
    return made
  }

  /// The users that a typed predicate matches; tests answered before are not evaluated again.
  ///
  /// - Throws: ``SegmentError`` with the leftmost fault.
  public func members(where text: String, asOf: Instant, language: Language) throws -> Bitmap {
    let browser = try browser(asOf: asOf, language: language)
    var leaves = state.withLock { $0.leaves }
    let rows = try browser.rows(where: text, cache: &leaves)
    state.withLock { [leaves] in $0.leaves = leaves }
    return rows
  }
}
