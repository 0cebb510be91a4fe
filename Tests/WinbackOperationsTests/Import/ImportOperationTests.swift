import Foundation
import Testing
import WinbackCore
import WinbackOperations
import WinbackStore

struct ImportOperationTests {
  /// A store and files in a folder that is removed at the end of the test.
  private final class Desk {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let store: WorkspaceStore

    init() throws {
      store = try WorkspaceStore(folder: folder.appending(path: "data"))
    }

    deinit {
      try? FileManager.default.removeItem(at: folder)
    }

    func file(_ name: String, _ lines: String...) throws -> String {
      let url = folder.appending(path: name)
      try Data(lines.joined(separator: "\n").utf8).write(to: url)
      return url.path
    }

    func run(
      _ operation: ImportOperation, progress: (ImportProgress) throws -> Void = { _ in }
    ) throws -> ImportReport {
      let now = Instant(seconds: 1_719_712_800)
      return try operation.run(
        in: store,
        rules: ImportRules(now: now, currency: "CNY", rejectLimit: operation.rejectLimit),
        progress: progress)
    }
  }

  private let users = ["user_id,registered_at,note", "a,2024-01-01T00:00:00Z,", ",,", " b,,"]

  @Test func `reads files, pipes and memory and tells how far it is`() throws {
    let desk = try Desk()
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(
      Data("event_id,user_id,ts,type\ne,a,2024-01-02T00:00:00Z,session".utf8))
    try pipe.fileHandleForWriting.close()
    var heard: [ImportProgress] = []
    let path = try desk.file("users.csv", "user_id,registered_at", "a,2024-01-01T00:00:00Z")
    let report = try desk.run(
      ImportOperation(inputs: [
        .stream(pipe.fileHandleForReading, named: "-", kind: .events),
        .bytes(Array("number,owner\n1,x\n".utf8), named: "numbers", kind: .numbers),
        .file(path, kind: .users),
      ])
    ) { heard.append($0) }
    #expect(report.isStored)
    #expect(report.files.map(\.file) == ["-", "numbers", path])
    #expect(report.files.map(\.inserted) == [1, 1, 1])
    #expect(heard.map(\.kind) == [.users, .events, .numbers])
    #expect(heard.map(\.totalBytes) == [44, nil, 17])
    #expect(heard.map(\.share) == [1, nil, 1])
    #expect(try desk.store.userCount() == 1)
  }

  @Test func `says the report as JSON and in both languages`() throws {
    let desk = try Desk()
    let path = try desk.file("users.csv", users[0], users[1], users[2], users[3])
    let report = try desk.run(
      ImportOperation(inputs: [
        .file(path, kind: .users),
        .bytes(Array("note\n".utf8), named: "numbers.csv", kind: .numbers),
      ]))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = String(decoding: try encoder.encode(report), as: UTF8.self)
    #expect(
      json == #"{"files":[{"error":null,"file":"\#(path)","ignored_columns":["note"],"inserted":1,"#
        + #""kind":"users","missing":[],"rejected":2,"rejects":[{"code":"E_MISSING","column":"user_id","#
        + #""line":3},{"code":"E_ID","column":"user_id","line":4}],"rows":3,"same":0,"updated":0,"#
        + #""warnings":[]},{"error":"E_HEADER","file":"numbers.csv","ignored_columns":["note"],"#
        + #""inserted":0,"kind":"numbers","missing":["number"],"rejected":0,"rejects":[],"rows":0,"#
        + #""same":0,"updated":0,"warnings":[]}],"stored":false}"#)
    for (language, words) in [
      (Language.zh, ["3 行，新增 1", "第 3 行 user_id：E_MISSING", "缺少 number", "超过上限 1%", "未保存任何内容"]),
      (
        .en,
        [
          "3 rows, 1 inserted", "line 3 user_id: E_MISSING", "lacks number", "limit of 1%",
          "Nothing was stored",
        ]
      ),
    ] {
      let text = report.words(language)
      for part in words { #expect(text.contains(part), "\(part) in \(text)") }
    }
  }

  @Test func `lists every rejected row in a file`() throws {
    let desk = try Desk()
    let path = try desk.file("users, new.csv", users[0], users[1], users[2], users[3])
    let rejects = desk.folder.appending(path: "rejects.csv")
    let report = try desk.run(
      ImportOperation(
        inputs: [.file(path, kind: .users)], rejectLimit: .none, rejectsFile: rejects))
    #expect(report.isStored)
    #expect(
      try String(contentsOf: rejects, encoding: .utf8) == """
        file,line,code,column
        "\(path)",3,E_MISSING,user_id
        "\(path)",4,E_ID,user_id

        """)
  }

  @Test func `says what cannot be read or written`() throws {
    let desk = try Desk()
    let missing = desk.folder.appending(path: "none.csv").path
    #expect(
      throws: ImportError.cannotRead(missing, reason: "No such file or directory")
    ) {
      try desk.run(ImportOperation(inputs: [.file(missing, kind: .users)]))
    }
    #expect(throws: ImportError.cannotRead(desk.folder.path, reason: "Is a directory")) {
      try desk.run(ImportOperation(inputs: [.file(desk.folder.path, kind: .users)]))
    }
    #expect(throws: ImportError.twoFromStandardInput) {
      try desk.run(
        ImportOperation(inputs: [.file("-", kind: .users), .file("-", kind: .orders)]))
    }
    let path = try desk.file("users.csv", users[0], users[1])
    #expect(throws: ImportError.self) {
      try desk.run(
        ImportOperation(
          inputs: [.file(path, kind: .users)],
          rejectsFile: desk.folder.appending(path: "none/rejects.csv")))
    }
    #expect(try desk.store.userCount() == 0)
  }

  @Test(arguments: [
    ImportError.cannotRead("f", reason: "r"), .twoFromStandardInput,
    .cannotWriteRejects("f", reason: "r"),
  ])
  func `every error has words in both languages`(error: ImportError) {
    #expect(!error.words(.zh).isEmpty && error.words(.zh) != error.words(.en))
  }

  @Test func `a dry run says so`() throws {
    let desk = try Desk()
    let path = try desk.file("users.csv", users[0], users[1])
    let report = try desk.run(
      ImportOperation(inputs: [.file(path, kind: .users)], isDryRun: true))
    #expect(report.words(.en).hasSuffix("A dry run: nothing was stored."))
    #expect(try desk.store.userCount() == 0)
  }

  @Test func `shows pace and time left`() {
    let progress = ImportProgress(
      kind: .orders, file: "o.csv", rows: 1_200_000, bytes: 25, totalBytes: 100)
    #expect(
      progress.words(.en, elapsed: .seconds(3))
        == "orders  1,200,000 rows  400,000 rows/s  0:09 left")
    #expect(progress.words(.zh, elapsed: .seconds(3)) == "订单  1,200,000 行  400,000 行/秒  剩余 0:09")
    #expect(progress.words(.en, elapsed: .zero) == "orders  1,200,000 rows")
  }
}
