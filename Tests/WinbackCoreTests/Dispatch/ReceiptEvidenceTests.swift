import Testing
import WinbackCore

struct ReceiptEvidenceTests {
  @Test(arguments: [
    ([Receipt.Kind](), RecipientState.unknown, RecipientState.unknown),
    ([.accepted], .unknown, .sent), ([.failedTemporarily], .unknown, .sent),
    ([.noAnswer], .unknown, .sent), ([.failedPermanently], .unknown, .failed),
    ([.failedPermanently], .sent, .failed), ([.accepted, .failedPermanently], .sent, .failed),
    ([.failedPermanently, .opened], .sent, .sent), ([.opened], .failed, .sent),
    ([.accepted], .failed, .failed), ([.delivered], .inFlight, .sent),
    ([.delivered], .pending, .pending), ([.delivered], .skipped, .skipped),
    ([.delivered], .cancelled, .cancelled), ([.delivered], .control, .control),
  ])
  func `moves a message forward only`(
    kinds: [Receipt.Kind], state: RecipientState, after: RecipientState
  ) {
    #expect(ReceiptEvidence(kinds).state(after: state) == after)
  }

  @Test(arguments: Receipt.Kind.allCases, Receipt.Kind.allCases)
  func `asks not for the order`(one: Receipt.Kind, other: Receipt.Kind) {
    for state in RecipientState.allCases {
      let together = ReceiptEvidence([one, other]).state(after: state)
      let first = ReceiptEvidence([one]).state(after: state)
      #expect(ReceiptEvidence([one, other]).state(after: first) == together)
      #expect(ReceiptEvidence([other, one]).state(after: state) == together)
    }
  }
}
