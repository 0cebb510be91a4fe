/// A link as it stands in a message.
public struct Link: Hashable, Sendable {
  /// How the link begins.
  public enum Form: Hashable, Sendable {
    case http, https
    /// A name without scheme, such as `shop.cn/x`.
    case name
    /// Four numbers with a port or a path, without scheme.
    case address
    /// A slot that is filled with a link.
    case variable
  }

  /// Why the text beside the link's end must not be spaced but mended by hand or folded.
  public enum Continuation: Hashable, Sendable {
    /// The author went on with unencoded letters; the range is all that he meant to be link.
    case nonASCII(Range<Int>)
    /// The author went on with full-width forms; folding the range mends it.
    case fullWidth(Range<Int>)

    public var range: Range<Int> {
      switch self {
      case .nonASCII(let range), .fullWidth(let range): range
      }
    }
  }

  /// Code points of the scanned text; half-open.
  public let range: Range<Int>
  public let form: Form
  /// Whether a slot is the link or a part of it.
  public let hasVariable: Bool
  /// Lower case, without user and port; nil when a slot decides it.
  public let host: String?
  public let continuation: Continuation?

  /// Whether the host is an IPv4 address.
  public var isAddress: Bool { host.map(LinkScan.isIPv4) ?? false }
  /// Whether the link says no scheme though it could.
  public var lacksScheme: Bool { form == .name || form == .address }
  /// The link with everything the author meant to belong to it.
  public var intent: Range<Int> {
    range.lowerBound..<max(range.upperBound, continuation?.range.upperBound ?? 0)
  }
}
