/// A run of fixed-width values that does not change, wherever its memory lies.
///
/// The values are owned by an array here, or by somebody else, such as a file mapped into memory.
/// They are reached only through ``withSpan(_:)``, so that no reader depends on which it is.
public struct ColumnStorage<Element: BitwiseCopyable & Sendable>: Sendable {
  private enum Backing: Sendable {
    case array([Element])
    case borrowed(BorrowedMemory<Element>)
  }

  private let backing: Backing
  public let count: Int

  /// Keeps the values of `array`.
  public init(_ array: [Element]) {
    backing = .array(array)
    count = array.count
  }

  /// Reads from memory that `owner` keeps alive and unchanged for as long as it lives itself.
  public init(
    borrowing memory: UnsafeBufferPointer<Element>, ownedBy owner: any AnyObject & Sendable
  ) {
    backing = .borrowed(BorrowedMemory(memory: memory, owner: owner))
    count = memory.count
  }

  /// Calls `body` with all values.
  @inline(__always)
  public func withSpan<Result>(_ body: (Span<Element>) -> Result) -> Result {
    switch backing {
    case .array(let array):
      return body(array.span)
    case .borrowed(let borrowed):
      let result = body(borrowed.memory.span)
      withExtendedLifetime(borrowed) {}
      return result
    }
  }

  public subscript(index: Int) -> Element {
    switch backing {
    case .array(let array): array[index]
    case .borrowed(let borrowed): borrowed.memory[index]
    }
  }
}

/// A pointer together with what keeps its memory alive.
private final class BorrowedMemory<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  // Safe: the memory is only ever read, and its owner promises that it does not change.
  let memory: UnsafeBufferPointer<Element>
  private let owner: any AnyObject & Sendable

  init(memory: UnsafeBufferPointer<Element>, owner: any AnyObject & Sendable) {
    self.memory = memory
    self.owner = owner
  }
}
