/// The links of a text.
///
/// A link starts with `http://` or `https://` anywhere, with a name whose last label is a listed
/// top-level domain (or that starts `www.`), with an IPv4 address that has a port or a path, or with
/// a slot that holds a link. It goes on over ASCII and slots, and ends before trailing punctuation.
/// Handsets differ in all else (Android takes ideographs into links, others do not), so a link that is
/// safe ends where the strictest of them ends it.
public struct LinkScan: Hashable, Sendable {
  /// In text order, never overlapping.
  public internal(set) var links: [Link] = []
  /// Half-open ranges of links typed with a full-width scheme or `www.`; no handset opens them.
  public internal(set) var fullWidth: [Range<Int>] = []
  /// Half-open ranges of links whose host begins outside ASCII, scheme included.
  public internal(set) var foreignHosts: [Range<Int>] = []

  public init(_ text: String, linkVariables: Set<String> = []) {
    let scalars = Array(text.unicodeScalars)
    self.init(
      scalars, placeholders: TemplateScan(scalars).placeholders, linkVariables: linkVariables)
  }

  /// - Parameter linkVariables: Names declared as links; `link`, `url`, `href` and `短链` are by name.
  public init(
    _ scalars: [Unicode.Scalar], placeholders: [Placeholder], linkVariables: Set<String> = []
  ) {
    self = scalars.withUnsafeBufferPointer { buffer in
      var reader = LinkReader(scalars: buffer, slots: placeholders)
      reader.readAll(linkVariables: linkVariables)
      return reader.found
    }
  }

  fileprivate init() {}

  static var nothing: LinkScan { LinkScan() }

  /// Tells whether a slot of this name holds a link, declared so or by its name.
  public static func holdsLink(_ name: String, declared: Set<String> = []) -> Bool {
    if declared.contains(name) { return true }
    let lower = name.lowercased()
    if ["短链", "链接", "网址"].contains(where: { lower.contains($0) }) { return true }
    return lower.split(whereSeparator: { $0 == "_" || $0 == "-" || $0 == "." }).contains { part in
      ["link", "url", "href"].contains { part.hasPrefix($0) || part.hasSuffix($0) }
    }
  }

  /// Tells whether `host` is four numbers of 0 to 255.
  static func isIPv4(_ host: String) -> Bool {
    guard let first = host.utf8.first, (0x30...0x39).contains(first) else { return false }
    let parts = host.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
          && part.reduce(0) { $0 * 10 + Int($1) - 0x30 } <= 255
      }
  }
}
