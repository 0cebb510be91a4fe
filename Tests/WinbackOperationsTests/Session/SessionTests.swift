import Foundation
import Testing
import WinbackCore
import WinbackOperations
import WinbackStore
import WinbackTestSupport

struct SessionTests {
  private func session(
    _ folder: TemporaryFolder, _ settings: String = "name: 小店\n",
    environment: [String: String] = [:], readOnly: Bool = false
  ) throws -> Session {
    try folder.write(settings, to: "winback.yaml")
    return try Session(
      folder: WorkspaceFolder(root: folder.url),
      options: .init(isReadOnly: readOnly, environment: environment))
  }

  @Test func `finds the workspace above the current folder`() throws {
    let folder = try TemporaryFolder()
    try folder.write("name: x\n", to: "winback.yaml")
    try folder.write("", to: "a/b/c.txt")
    let session = try Session.open(
      given: nil, from: folder.url.appending(path: "a/b").path, options: .init(environment: [:]))
    #expect(session.folder.root.lastPathComponent == folder.url.lastPathComponent)
  }

  @Test func `says how to make a workspace where there is none`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: WorkspaceError.self) {
      try Session.open(given: nil, from: folder.url.path, options: .init(environment: [:]))
    }
    #expect(error?.words(.en).contains("winback init") == true)
    #expect(error?.words(.zh).contains("winback demo") == true)
    #expect(throws: WorkspaceError.notAWorkspace("nowhere")) {
      try Session.open(given: "nowhere", from: folder.url.path, options: .init(environment: [:]))
    }
  }

  @Test func `faulty settings stop it, with every place`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: WorkspaceError.self) {
      try session(folder, "nam: x\nnew_days: 0\n")
    }
    #expect(error?.words(.en).contains("winback.yaml:1:1") == true)
    #expect(error?.words(.en).contains("winback.yaml:2:11") == true)
  }

  @Test func `a faulty file leaves the others working and the last good one in use`() throws {
    let folder = try TemporaryFolder()
    try folder.write("where: r_days >= 90\n", to: "segments/a.yaml")
    try folder.write("where: vip = true\n", to: "segments/b.yaml")
    let session = try session(folder)
    #expect(session.playbook().faults == [])
    try folder.write("where: [\n", to: "segments/a.yaml")
    let broken = session.playbook()
    #expect(broken.faults.map(\.location.file) == ["segments/a.yaml"])
    #expect(broken.catalogue.definition(named: "a")?.predicateText == "r_days >= 90")
    #expect(broken.catalogue.definition(named: "b") != nil)
    try folder.write("where: r_days >= 120\n", to: "segments/a.yaml")
    #expect(session.playbook().catalogue.definition(named: "a")?.predicateText == "r_days >= 120")
    try FileManager.default.removeItem(at: folder.url.appending(path: "segments/a.yaml"))
    #expect(session.playbook().catalogue.definition(named: "a") == nil)
  }

  @Test func `a read-only session refuses a store that is not there`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.self) { try session(folder, readOnly: true) }
  }

  @Test(arguments: [
    ("demo: true\n", "2024-06-30T02:00:00Z", nil),
    ("demo: false\n", "2024-06-30T02:00:00Z", ClockError.onlyInDemo),
    (
      "demo: true\nchannels: {sms: {gateway: kannel}}\n", "2024-06-30T02:00:00Z",
      ClockError.onlyInDemo
    ),
    ("demo: true\n", "soon", ClockError.unreadable("soon")),
  ])
  func `shifts the clock in a demo only`(
    settings: String, now: String, refusal: ClockError?
  ) throws {
    let folder = try TemporaryFolder()
    if let refusal {
      #expect(throws: refusal) {
        try session(folder, settings, environment: ["WINBACK_NOW": now])
      }
    } else {
      let shifted = try session(folder, settings, environment: ["WINBACK_NOW": now])
      let start = try #require(Instant(rfc3339: now))
      #expect((start...start.adding(seconds: 60)).contains(shifted.clock.now()))
    }
  }

  @Test func `mends a template file in place and only if nobody changed it`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "# 到货提醒\nchannel: sms\nsignature: 小店\nbody: 尊敬的会员，到货了，戳https://h5.shop.cn/x看看，拒收请回复R\n",
      to: "templates/t.yaml")
    let session = try session(folder)
    let mending = try session.mending(of: "t", language: .zh)
    #expect(mending.after.contains("戳 https://h5.shop.cn/x 看看"))
    #expect(mending.changes.count == 2)
    #expect(throws: MendingError.changedMeanwhile("t")) {
      try session.apply(before: "other", after: mending.after, to: "t")
    }
    try session.apply(before: mending.before, after: mending.after, to: "t")
    #expect(try session.template("t").body == mending.after)
    let text = try String(
      contentsOf: folder.url.appending(path: "templates/t.yaml"), encoding: .utf8)
    #expect(text.hasPrefix("# 到货提醒\nchannel: sms\n"))
  }
}
