import Foundation
import Testing
import WinbackCore
import WinbackStore
import WinbackTestSupport

@testable import WinbackOperations

struct WorkspaceMakerTests {
  private static let now = Instant(seconds: 1_790_042_400)

  /// Lives as long as a test.
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private struct Made {
    let environment: [String: String]
    let workspace: NewWorkspace
  }

  private func make(
    _ language: Language = .zh, in name: String = "My-Shop", appType: AppType = .ecommerce,
    user: String = "lin"
  ) throws -> Made {
    let environment = [
      "XDG_CONFIG_HOME": home.url.appending(path: "config").path, "USER": user,
    ]
    return Made(
      environment: environment,
      workspace: try WorkspaceMaker.initialise(
        folder: home.url.appending(path: name), appType: appType, environment: environment,
        language: language, now: Self.now))
  }

  private func session(_ made: Made) throws -> Session {
    try Session(folder: made.workspace.folder, options: .init(environment: made.environment))
  }

  @Test(arguments: Language.allCases, AppType.allCases)
  func `opens without a fault`(language: Language, appType: AppType) throws {
    let made = try make(language, appType: appType)
    let session = try session(made)
    #expect(session.playbook().faults.map(\.en) == [])
    #expect(WordLists.all(in: session.folder).faults.map(\.en) == [])
    #expect(ProviderProfiles.all(in: session.folder).faults.map(\.en) == [])
    var expected = Settings(appType: appType)
    expected.name = "My-Shop"
    expected.workspace = session.settings.workspace
    for channel in Channel.allCases {
      expected.channels[channel] = .init(costPerThousand: channel.costPerThousand)
    }
    #expect(session.settings == expected)
    #expect(!session.settings.workspace.isDemo)
    #expect(try session.snapshot(asOf: Self.now).population.profiles.isEmpty)
  }

  @Test(arguments: Language.allCases)
  func `shows keys that could be set in a form that is read`(language: Language) throws {
    let made = try make(language)
    let text = try String(contentsOf: made.workspace.folder.settings, encoding: .utf8)
    let lines = text.split(separator: "\n").map { line in
      line.hasPrefix("#") && !line.hasPrefix("# ") ? String(line.dropFirst()) : String(line)
    }
    let (settings, faults) = Settings.read(
      try YAMLFile.read(lines.joined(separator: "\n"), file: "winback.yaml"))
    #expect(faults.map(\.en) == [])
    #expect(settings.asOf != nil && settings.marginBP != nil && !settings.releases.isEmpty)
  }

  @Test(arguments: Language.allCases)
  func `has examples that work once they are taken in`(language: Language) throws {
    let made = try make(language)
    let folder = made.workspace.folder
    for example in PlaybookExamples.files(language) {
      let url = folder.root.appending(path: example.path)
      try FileManager.default.moveItem(at: url, to: url.deletingPathExtension())
    }
    let session = try session(made)
    let playbook = session.playbook()
    #expect(playbook.faults.map(\.en) == [])
    #expect(playbook.templates.count == 1 && playbook.strategies.count == 1)
    #expect(playbook.catalogue.faults.isEmpty)
    let findings = session.linter(language).findings(playbook.templates[0])
    #expect(findings.filter { $0.severity > .note }.map(\.rule) == [])
  }

  @Test func `makes a first admin whose key is the root of trust`() throws {
    let made = try make()
    let session = try session(made)
    #expect(try session.actor(.admin).person.id == "lin")
    #expect(try session.localOperators().map(\.id) == ["lin"])
    #expect(try session.verifyAudit().isIntact)
    let key = made.workspace.keyFolder.appending(path: "lin.key")
    let mode = try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let keys = KeyFolder(environment: made.environment)
    #expect(keys.pinnedRoot(of: made.workspace.id) == session.settings.workspace.trustRoot)
  }

  @Test func `keeps data out of git and out of others' sight`() throws {
    let folder = try make().workspace.folder
    let ignored = try String(contentsOf: folder.root.appending(path: ".gitignore"), encoding: .utf8)
    #expect(ignored == "data/\n")
    let mode = try FileManager.default.attributesOfItem(atPath: folder.data.path)
    #expect(mode[.posixPermissions] as? Int == 0o700)
  }

  @Test(arguments: [
    ("My-Shop", "myshop-"), ("山岚茶事", "shop-"), ("a \"b\": #c", "abc-"), ("x\\ 'y", "xy-"),
  ])
  func `takes any folder name`(name: String, id: String) throws {
    let made = try make(in: name)
    #expect(made.workspace.id.hasPrefix(id))
    #expect(try session(made).settings.name == name)
  }

  @Test(arguments: [("lin", "lin"), ("", "admin"), (" x ", "admin"), ("李 雷", "李 雷")])
  func `names the admin after the user`(user: String, admin: String) throws {
    #expect(try make(user: user).workspace.admin.text == admin)
  }

  @Test func `refuses a folder that holds something`() throws {
    let made = try make()
    let root = made.workspace.folder.root
    #expect(throws: WorkspaceError.notEmpty(root.path)) {
      _ = try WorkspaceMaker.initialise(
        folder: root, environment: made.environment, language: .zh, now: Self.now)
    }
  }

  @Test func `writes nothing when the clock is set`() throws {
    let folder = home.url.appending(path: "shop")
    #expect(throws: ClockError.onlyInDemo) {
      _ = try WorkspaceMaker.initialise(
        folder: folder, environment: ["WINBACK_NOW": "2026-09-22T02:00:00Z"], language: .zh,
        now: Self.now)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test(arguments: ["yuan", "cny", "CN"])
  func `writes nothing for what is no currency`(currency: String) throws {
    let folder = home.url.appending(path: "shop")
    #expect(throws: (any Error).self) {
      _ = try WorkspaceMaker.initialise(
        folder: folder, currency: currency,
        environment: ["XDG_CONFIG_HOME": home.url.appending(path: "config").path], language: .zh,
        now: Self.now)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    #expect(!FileManager.default.fileExists(atPath: home.url.appending(path: "config").path))
  }

  @Test func `takes a folder that is a git repository and nothing else`() throws {
    try home.write("ref: refs/heads/main", to: "shop/.git/HEAD")
    let made = try WorkspaceMaker.initialise(
      folder: home.url.appending(path: "shop"),
      environment: ["XDG_CONFIG_HOME": home.url.appending(path: "config").path],
      language: .en, now: Self.now)
    #expect(made.folder.exists)
  }

  @Test(arguments: Language.allCases)
  func `says what it made`(language: Language) throws {
    let workspace = try make(language).workspace
    let words = workspace.words(language)
    #expect(words.contains(workspace.folder.root.path) && words.contains("lin"))
  }
}
