import Dispatch
import Synchronization
import WinbackOperations

/// Asks the backend on its own threads, so that no key ever waits for data.
///
/// Questions and what is typed have a queue each, so a count is never stuck behind a slow page; acts
/// are done one after another. A question dropped before its turn is not asked at all.
final class Worker: Sendable {
  private let backend: any ConsoleBackend
  private let mailbox: Mailbox
  private let dropped = Mutex<Set<Int>>([])
  private let pages = DispatchQueue(label: "winback.console.pages")
  private let typing = DispatchQueue(label: "winback.console.typing")
  private let acts = DispatchQueue(label: "winback.console.acts")

  init(backend: any ConsoleBackend, mailbox: Mailbox) {
    self.backend = backend
    self.mailbox = mailbox
  }

  func fetch(_ request: Request, number: Int, _ context: ConsoleContext) {
    let queue =
      switch request {
      case .count, .completions, .users: typing
      default: pages
      }
    queue.async { [self] in
      guard dropped.withLock({ $0.remove(number) }) == nil else { return }
      let result = Result<Reply, any Error> { try backend.answer(request, context) }
      dropped.withLock { _ = $0.remove(number) }
      mailbox.post(.answered(number, request, result.worded))
    }
  }

  func drop(number: Int) {
    dropped.withLock { _ = $0.insert(number) }
  }

  func perform(_ act: Act, number: Int, _ context: ConsoleContext) {
    acts.async { [self] in
      let result = Result<Outcome, any Error> { try backend.outcome(of: act, context) }
      mailbox.post(.acted(number, act, result.worded))
    }
  }
}

extension Result where Failure == any Error {
  /// The error in words for the operator.
  var worded: Result<Success, ConsoleFailure> { mapError { ConsoleFailure(phrase: Phrase($0)) } }
}
