import Foundation
public import WinbackCore
import WinbackGateways
import WinbackStore

/// Sending what was approved.
extension Session {
  /// Sends batches that are due.
  ///
  /// - Parameters:
  ///   - batch: The only batch to send; nil takes every one that is due. One that another dispatcher
  ///     has in hand is then left to it.
  ///   - once: Goes over what is due once and returns; false goes on until `shouldStop`.
  ///   - rate: The most messages a second; nil for as fast as the gateway goes.
  ///   - progress: Told of what happens, on the calling thread.
  ///   - shouldStop: Asked between groups of at most 256 messages.
  /// - Throws: ``IdentityError``; for a named batch also why it was refused.
  public func dispatch(
    batch: Batch.ID? = nil, once: Bool = true, rate: Int? = nil,
    progress: (DispatchEvent) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws -> DispatchReport {
    let data = folder.data
    return try dispatch(
      batch: batch, once: once, rate: rate, gateway: { Gateways.make($0, data: data) },
      progress: progress, shouldStop: shouldStop)
  }

  /// The same through given gateways.
  func dispatch(
    batch: Batch.ID? = nil, once: Bool = true, rate: Int? = nil,
    gateway: @escaping (String) -> (any Gateway)?,
    progress: (DispatchEvent) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws -> DispatchReport {
    try requireWritable()
    let dispatcher = Dispatcher(
      session: self, sender: try actor(.sender), rate: rate, gateway: gateway)
    var report = DispatchReport()
    while true {
      try expireOverdueBatches(except: batch)
      for id in try batch.map({ [$0] }) ?? dispatcher.due() where !shouldStop() {
        do {
          report.add(
            try dispatcher.send(id, progress: progress, shouldStop: shouldStop))
        } catch BatchError.inOtherHands where batch == nil {
          continue
        } catch {
          if batch != nil, once { throw error }
          report.add(error, of: id)
          progress(.refused(id, error))
        }
      }
      if once || shouldStop() { return report }
      for _ in 0..<10 where !shouldStop() { Thread.sleep(forTimeInterval: 0.1) }
      if shouldStop() { return report }
    }
  }

  /// Settles a message in doubt as somebody found out.
  ///
  /// - Parameters:
  ///   - key: The message's idempotency key, or the id of its user where the batch has one message each.
  ///   - wasSent: False ends it as failed; it is never sent again.
  @discardableResult
  public func resolve(
    _ id: Batch.ID, touch key: String, wasSent: Bool, reason: String
  ) throws -> BatchReply {
    try requireWritable()
    let actor = try actor(anyOf: [.sender, .approver, .author, .admin])
    let (batch, _) = try storedBatch(id)
    let reason = reason.trimmed
    guard !reason.isEmpty else { throw BatchError.reasonMissing(.finish) }
    let byUser = IdempotencyKey.of(
      batch: id.text, user: User.ID(key), step: 1, channel: batch.channel)
    let message = try store.message(key: key) ?? store.message(key: byUser)
    guard let message, message.batch == id, message.state == .unknown else {
      throw BatchError.notInDoubt(key)
    }
    let state: RecipientState = wasSent ? .sent : .failed
    let outcome = MessageOutcome(key: message.key, state: state, reason: "resolved: \(reason)")
    let done = try store.resolve(
      outcome, of: id,
      act: act(
        named: "resolve", of: batch, by: actor.person.id, at: clock.now(), note: reason,
        more: ["message": .text(message.key), "outcome": .text(state.rawValue)]))
    guard done else { throw BatchError.notInDoubt(key) }
    return .resolved(key: message.key, state)
  }
}
