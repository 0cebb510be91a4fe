import Synchronization
import TerminalUI
import Testing
import WinbackCore
import WinbackOperations

@testable import WinbackConsole

/// Nothing is approved but by the exact number of recipients, typed by hand, for the plan seen.
struct ApprovalTests {
  private static let approved = "approve B-1187 12480 9c41e2aa07 7f22c1bb93 ''"

  /// Scripts from the queue with the cursor on B-1187 (12,480 recipients), and the acts they lead to.
  static let scripts: [(keys: String, acts: [String])] = [
    ("a 1 2 4 8 0 Enter", [approved]),
    ("a 1 2 , 4 8 0 Enter", [approved]),
    ("a Tab 1 2 4 8 0 Tab Tab Enter", [approved]),
    ("a 1 2 4 8 0 Tab o k Enter", ["approve B-1187 12480 9c41e2aa07 7f22c1bb93 'ok'"]),
    ("a 1 2 4 8 Enter", []),
    ("a 1 2 4 8 1 Enter", []),
    ("a Enter", []),
    ("a Esc", []),
    ("a Tab Tab Tab Enter", []),
    ("a 1 2 4 8 0 Esc", []),
    ("a 1 2 4 8 0 Tab Tab Tab Enter", []),
    ("a paste:12480 Enter", []),
    ("a 1 paste:2480 Enter", []),
    ("a y", []),
    ("a 1 2 4 8 0 Backspace Enter", []),
    ("a 0 1 2 4 8 0 Enter", [approved]),
    ("a 1 2 4 8 0 Enter Enter", [approved]),
  ]

  @Test(arguments: scripts)
  func `approves by the exact number only`(keys: String, acts: [String]) {
    let bench = Bench().steps("4").steps(keys)
    #expect(bench.backend.acts == acts)
  }

  @Test
  func `starts with the focus on cancel`() {
    let bench = Bench().steps("4 a")
    #expect(bench.approval?.focus == .cancel)
    #expect(bench.frame.text.contains("[ 取消 Esc ]"))
  }

  @Test
  func `says on the button what happens and enables it by the number`() {
    let bench = Bench(80, 24, .en).steps("4 a")
    #expect(bench.frame.text.contains("( Send 12,480 messages )"))
    #expect(role(of: "Send 12,480", in: bench.frame) == "button.disabled")
    bench.steps("1 2 4 8 0")
    #expect(role(of: "Send 12,480", in: bench.frame) != "button.disabled")
    // One vote of two does not send anything.
    bench.backend.batchEdit.withLock { edit in edit = { $0.summary.approvalsGiven = 0 } }
    bench.send(.filesChanged)
    #expect(bench.frame.text.contains("Approve 12,480 messages (vote 1 of 2)"))
  }

  @Test
  func `refuses a pasted number and says why`() {
    let bench = Bench().steps("4 a paste:12480")
    #expect(bench.frame.text.contains("不能粘贴"))
    #expect(bench.approval?.count.isEmpty == true)
  }

  static let changes: [@Sendable (inout BatchView) -> Void] = [
    { $0.contentHash = "0" }, { $0.messagesHash = "0" }, { $0.version = 3 },
    { $0.summary.recipients = 12_481 }, { $0.stale = "超过 20% 的人已被剔除" },
    { $0.approvalRefusal = "已批准过" },
  ]

  @Test(arguments: changes.indices)
  func `clears the number and approves nothing when the plan changes under it`(index: Int) {
    let bench = Bench().steps("4 a 1 2 4 8 0")
    bench.backend.batchEdit.withLock { $0 = Self.changes[index] }
    bench.send(.filesChanged)
    #expect(bench.frame.text.contains("方案已变，重新查看"))
    bench.steps("1 2 4 8 0")
    #expect(bench.approval?.isOutdated == true)
    #expect(bench.approval?.count.isEmpty == true)
    bench.steps("Enter")
    #expect(bench.state.dialog == nil)
    #expect(bench.backend.acts.isEmpty)
  }

  @Test
  func `keeps an approval under way apart from the view that counts it`() {
    let bench = Bench().steps("4 a 1 2 4 8 0")
    bench.isHeld = true
    bench.steps("Enter Enter 1 Enter")
    #expect(bench.held.count == 1, "no second act beside the first")
    bench.isHeld = false
    bench.backend.batchEdit.withLock { edit in edit = { $0.approvalRefusal = "已批准过" } }
    bench.send(.filesChanged)
    #expect(bench.approval?.isOutdated == false)
    bench.release()
    #expect(bench.state.dialog == nil)
    #expect(bench.backend.acts == [Self.approved])
  }

  @Test
  func `refuses one's own batch, others' states and a read-only session with the reason`() {
    #expect(Bench().steps("4 j j j a").message.contains("不能批准自己提交的批次"))
    #expect(Bench().steps("4 j j a").message.contains("B-1185 现在不需要批准"))
    #expect(Bench(80, 24, .zh, isReadOnly: true).steps("4 a").message.contains("只读"))
  }

  @Test
  func `cannot approve a batch that is still loading`() {
    let bench = Bench()
    bench.isHeld = true
    bench.steps("4 a")
    #expect(bench.state.dialog == nil)
    #expect(bench.message.contains("仍在加载"))
  }

  @Test
  func `takes r in the approval to the reason of a rejection`() {
    let bench = Bench().steps("4 a r Enter")
    #expect(bench.backend.acts.isEmpty, "a reason is required")
    bench.type("no").steps("Enter")
    #expect(bench.backend.acts == ["reject B-1187 'no'"])
  }
}

extension Bench {
  /// The approval that is open.
  var approval: ApprovalForm? {
    if case .approve(let form) = state.dialog { form } else { nil }
  }
}
