import Foundation
import Synchronization
import WinbackCore

/// Reads and checks a file on a thread of its own while its rows are stored.
final class ImportFeed: Sendable {
  enum Item: Sendable {
    case header(ImportHeader)
    /// Rows, and the order in which to store them: by key, so that neighbours share pages.
    case batch(ImportBatch, order: [Int32])
  }

  private struct State {
    var waiting: [Item] = []
    var isFinished = false
    var failure: (any Error)?
    var isCancelled = false
  }

  private let state = Mutex(State())
  private let room: DispatchSemaphore
  private let items = DispatchSemaphore(value: 0)

  /// Begins to read `source`, at most `depth` items ahead.
  init(_ source: ImportSource, rules: ImportRules, rowsPerBatch: Int, depth: Int = 2) {
    room = DispatchSemaphore(value: depth)
    let thread = Thread { [self] in
      do {
        var parser = try ImportParser(source.kind, rules: rules) { try source.read($0) }
        guard put(.header(parser.header)), parser.header.missing.isEmpty else {
          return finish(nil)
        }
        while let batch = try parser.nextBatch(limit: rowsPerBatch) {
          guard put(.batch(batch, order: batch.keyOrder(width: source.kind.width))) else { break }
        }
        finish(nil)
      } catch {
        finish(error)
      }
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// The next item, waiting for it; nil at the end.
  ///
  /// - Throws: What the source threw.
  func next() throws -> Item? {
    items.wait()
    return try state.withLock { state in
      if state.waiting.isEmpty {
        // The end is found again by whoever asks again.
        items.signal()
        if let failure = state.failure { throw failure }
        return nil
      }
      room.signal()
      return state.waiting.removeFirst()
    }
  }

  /// Lets the thread end at its next item; what it has read is dropped.
  func cancel() {
    state.withLock {
      $0.isCancelled = true
      $0.waiting = []
    }
    room.signal()
  }

  private func put(_ item: sending Item) -> Bool {
    room.wait()
    let isTaken = state.withLock { state in
      guard !state.isCancelled else { return false }
      state.waiting.append(item)
      return true
    }
    if isTaken { items.signal() }
    return isTaken
  }

  private func finish(_ failure: (any Error)?) {
    state.withLock {
      $0.isFinished = true
      $0.failure = failure
    }
    items.signal()
  }
}

extension ImportBatch {
  /// The places of the rows by their first cell in byte order, equal ones in file order.
  func keyOrder(width: Int) -> [Int32] {
    let rows = Array(0..<Int32(count))
    return text.withUnsafeBufferPointer { text in
      cells.withUnsafeBufferPointer { cells in
        func key(_ row: Int32) -> UnsafeRawBufferPointer {
          guard case .text(let start, let count) = cells[Int(row) * width] else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
          }
          return UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(text)[Int(start)..<Int(start + count)])
        }
        func precedes(_ left: Int32, _ right: Int32) -> Bool {
          let (first, second) = (key(left), key(right))
          if let one = first.baseAddress, let other = second.baseAddress {
            let order = memcmp(one, other, min(first.count, second.count))
            if order != 0 { return order < 0 }
          }
          return first.count == second.count ? left < right : first.count < second.count
        }
        let isSorted = rows.indices.dropFirst().allSatisfy { precedes(rows[$0 - 1], rows[$0]) }
        return isSorted ? rows : rows.sorted(by: precedes)
      }
    }
  }
}
