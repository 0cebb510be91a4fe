import TerminalUI
import Testing
import WinbackCore

@testable import WinbackConsole

/// What the keys of the queue and of a batch lead to, by the batch under the cursor.
struct BatchKeyTests {
  /// Rows of the queue: 0 B-1187 and 1 B-1188 wait for me, 2 B-1185 sends, 3 B-1189 is mine,
  /// 4 B-1186 is scheduled, 5 B-1190 is a draft, 6 B-1183 rejected, 7 B-1184 completed.
  static let scripts: [(keys: String, acts: [String])] = [
    ("4 j j p y", ["pause B-1185"]),
    ("4 j j p Tab Enter", ["pause B-1185"]),
    ("4 j j p Enter", []),
    ("4 j j p n", []),
    ("4 j j p paste:y", []),
    ("4 j j Enter p y", ["pause B-1185"]),
    ("4 j j x Enter", []),
    ("4 j j x b a d Enter", ["cancel B-1185 'bad'"]),
    ("4 j j x b a d Esc", []),
    ("4 r n o Enter", ["reject B-1187 'no'"]),
    ("4 j j j j d y", ["dispatch B-1186"]),
    ("4 j j j j d Enter", []),
    ("4 j j j j j s Enter", []),
    ("4 j j j j j s o k Enter", ["submit B-1190 'ok'"]),
    ("4 W Enter", []),
    ("4 W w h y Enter", ["withdraw B-1187 'why'"]),
    ("4 j j j W Enter", ["withdraw B-1189 ''"]),
    ("4 n Enter", ["plan silent30_coupon"]),
    ("4 n j j Enter", []),
    ("4 j j j j j j p y", []),
    ("1 j Enter a 1 2 4 8 0 Enter", ["approve B-1187 12480 9c41e2aa07 7f22c1bb93 ''"]),
    ("3 Enter F y", ["fix sms_coupon"]),
    ("3 Enter F Enter", []),
    ("3 Enter n f y", []),
    ("3 Enter n n f y", ["fix sms_coupon"]),
  ]

  @Test(arguments: scripts)
  func `acts only after the question was answered`(keys: String, acts: [String]) {
    #expect(Bench().steps(keys).backend.acts == acts)
  }

  @Test(arguments: scripts.filter { !$0.acts.isEmpty })
  func `does nothing in a read-only session`(keys: String, acts: [String]) {
    let bench = Bench(80, 24, .en, isReadOnly: true).steps(keys)
    #expect(bench.backend.acts.isEmpty)
  }

  @Test
  func `names the numbers before it cancels, pauses or sends`() {
    #expect(Bench().steps("4 j j x").frame.text.contains("已发出 7,900 条不能收回；其余 4,180 条不再发送"))
    #expect(Bench().steps("4 j j p").frame.text.contains("已处理 8,300 条，4,180 条等待"))
    #expect(Bench(80, 24, .en).steps("4 j j j j d").frame.text.contains("3,004 users"))
  }

  @Test
  func `says why a key does nothing here`() {
    #expect(Bench().steps("4 p").message.contains("B-1187 现在是「待审批」"))
    #expect(Bench().steps("4 z").message.contains("没有批准过"))
    #expect(Bench(80, 24, .en).steps("3 Enter n f").message.contains("only a person can mend"))
  }
}
