/// The links of a text.
///
/// A link starts with `http://` or `https://` anywhere, with a name whose last label is a listed
/// top-level domain (or that starts `www.`), with an IPv4 address that has a port or a path, or with
/// a slot that holds a link. It goes on over ASCII and slots, and ends before trailing punctuation.
/// Handsets differ in all else (Android takes ideographs into links, others do not), so a link that is
/// safe ends where the strictest of them ends it.
public struct LinkScan: Hashable, Sendable {
  /// In text order, never overlapping.
  public private(set) var links: [Link] = []
  /// Half-open ranges of links typed with a full-width scheme or `www.`; no handset opens them.
  public private(set) var fullWidth: [Range<Int>] = []
  /// Half-open ranges of links whose host begins outside ASCII, scheme included.
  public private(set) var foreignHosts: [Range<Int>] = []

  private let scalars: [Unicode.Scalar]
  private let slots: [Placeholder]

  public init(_ text: String, linkVariables: Set<String> = []) {
    let scalars = Array(text.unicodeScalars)
    self.init(
      scalars, placeholders: TemplateScan(scalars).placeholders, linkVariables: linkVariables)
  }

  /// - Parameter linkVariables: Names declared as links; `link`, `url`, `href` and `短链` are by name.
  public init(
    _ scalars: [Unicode.Scalar], placeholders: [Placeholder], linkVariables: Set<String> = []
  ) {
    self.scalars = scalars
    slots = placeholders
    var nextSlot = 0
    var index = 0
    while index < scalars.count {
      while nextSlot < slots.count, slots[nextSlot].range.upperBound <= index { nextSlot += 1 }
      if nextSlot < slots.count, slots[nextSlot].range.lowerBound == index {
        let slot = slots[nextSlot]
        if Self.holdsLink(slot.name, declared: linkVariables) {
          index = append(
            from: index, bodyStart: slot.range.upperBound, form: .variable, slot: nextSlot)
        } else {
          index = slot.range.upperBound
        }
        continue
      }
      index = read(at: index, slot: nextSlot)
    }
  }

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
    let parts = host.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.count) && part.allSatisfy { (0x30...0x39).contains($0) }
          && part.reduce(0) { $0 * 10 + Int($1) - 0x30 } <= 255
      }
  }

  // MARK: - Starts

  /// Reads a link that starts at `index`, if one does; returns where to go on.
  private mutating func read(at index: Int, slot: Int) -> Int {
    let scalar = scalars[index]
    if scalar.value > 0x7F {
      return LinkCharacters.folded(scalar) == nil ? index + 1 : readFullWidth(at: index)
    }
    guard LinkCharacters.isAlphanumeric(scalar) else { return index + 1 }
    if scalar == "h" || scalar == "H" {
      if let end = schemeEnd(at: index) {
        let form: Link.Form = end - index == 8 ? .https : .http
        return append(from: index, bodyStart: end, form: form, slot: slot)
      }
      let next = readFullWidth(at: index)
      if next > index + 1 { return next }
    }
    if index > 0, LinkCharacters.continuesName(scalars[index - 1]) { return index + 1 }
    if scalar == "w" || scalar == "W" {
      let next = readFullWidth(at: index)
      if next > index + 1 { return next }
    }
    guard let name = nameEnd(at: index, slot: slot) else { return index + 1 }
    if name.end < scalars.count, scalars[name.end] == "@" { return index + 1 }
    return append(from: index, bodyStart: name.end, form: name.form, slot: slot)
  }

  /// The end of `http://` or `https://` at `index`, in any case; nil when neither stands there.
  private func schemeEnd(at index: Int, folding: Bool = false) -> Int? {
    func matches(_ position: Int, _ wanted: Unicode.Scalar) -> Bool {
      guard position < scalars.count else { return false }
      let found = folding ? scalars[position].foldedIfFullWidth : scalars[position]
      return found == wanted
        || (LinkCharacters.isLetter(found) && found.value | 0x20 == wanted.value)
    }
    guard matches(index, "h"), matches(index + 1, "t"), matches(index + 2, "t"),
      matches(index + 3, "p")
    else { return nil }
    let colon = matches(index + 4, "s") ? index + 5 : index + 4
    guard matches(colon, ":"), matches(colon + 1, "/"), matches(colon + 2, "/") else { return nil }
    return colon + 3
  }

  /// The end of a host name or IPv4 address that counts as a link without scheme.
  private func nameEnd(at start: Int, slot: Int) -> (end: Int, form: Link.Form)? {
    var labels = 0
    var labelStart = start
    var end = start
    var numbers = 0
    while true {
      while end < scalars.count, LinkCharacters.isAlphanumeric(scalars[end]) || scalars[end] == "-"
      {
        end += 1
      }
      guard end > labelStart, scalars[labelStart] != "-", scalars[end - 1] != "-" else {
        return nil
      }
      labels += 1
      if end - labelStart <= 3, scalars[labelStart..<end].allSatisfy(LinkCharacters.isDigit) {
        numbers += 1
      }
      guard end + 1 < scalars.count, scalars[end] == "." else { break }
      if labels == 1, isWWW(start..<end),
        slots[slot...].contains(where: { $0.range.lowerBound == end + 1 })
      {
        return (end + 1, .name)
      }
      guard LinkCharacters.isAlphanumeric(scalars[end + 1]) else { break }
      labelStart = end + 1
      end = labelStart
    }
    guard labels > 1 else { return nil }
    if labels == 4, numbers == 4 {
      guard end < scalars.count, Self.isIPv4(text(start..<end)) else { return nil }
      let hasPort =
        scalars[end] == ":" && end + 1 < scalars.count && LinkCharacters.isDigit(scalars[end + 1])
      return hasPort || scalars[end] == "/" ? (end, .address) : nil
    }
    let firstLabel = start..<(scalars[start..<end].firstIndex(of: ".") ?? end)
    guard isWWW(firstLabel) || LinkHosts.topLevel.contains(text(labelStart..<end).lowercased())
    else { return nil }
    return (end, .name)
  }

  private func isWWW(_ range: Range<Int>) -> Bool {
    range.count == 3 && scalars[range].allSatisfy { $0.value | 0x20 == 0x77 }
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  // MARK: - Extent

  /// Adds the link from `start` whose beginning ends at `bodyStart`; returns where to go on.
  private mutating func append(
    from start: Int, bodyStart: Int, form: Link.Form, slot firstSlot: Int
  ) -> Int {
    var slot = firstSlot
    var end = bodyStart
    var hasVariable = form == .variable
    var lastSlotEnd = form == .variable ? bodyStart : 0
    while end < scalars.count {
      while slot < slots.count, slots[slot].range.lowerBound < end { slot += 1 }
      if slot < slots.count, slots[slot].range.lowerBound == end {
        end = slots[slot].range.upperBound
        lastSlotEnd = end
        hasVariable = true
        continue
      }
      guard LinkCharacters.isURL(scalars[end]) else { break }
      if scalars[end].value | 0x20 == 0x68, schemeEnd(at: end) != nil,
        scalars[end - 1] != "=", scalars[end - 1] != "/"
      {
        break
      }
      end += 1
    }
    let stop = end
    end = trimmed(start..<end, notBelow: max(bodyStart, lastSlotEnd))
    let isScheme = form == .http || form == .https
    let isBare = isScheme && end == bodyStart
    let continuation = self.continuation(
      atEndOf: start..<stop, hostStart: isScheme ? bodyStart : start)
    if isBare {
      // A scheme alone is no link, but one whose host is not ASCII was meant to be.
      guard let continuation else { return bodyStart }
      foreignHosts.append(start..<continuation.range.upperBound)
      return continuation.range.upperBound
    }
    links.append(
      Link(
        range: start..<end, form: form, hasVariable: hasVariable,
        host: host(in: (isScheme ? bodyStart : start)..<end, form: form, slot: firstSlot),
        continuation: continuation))
    return max(end, continuation?.range.upperBound ?? 0)
  }

  /// Drops trailing punctuation and closing brackets that nothing in the link opens.
  private func trimmed(_ range: Range<Int>, notBelow limit: Int) -> Int {
    var end = range.upperBound
    while end > limit {
      let last = scalars[end - 1]
      if LinkCharacters.isTrailing(last)
        || (last == ")" && isUnbalanced("(", ")", range.lowerBound..<end))
        || (last == "]" && isUnbalanced("[", "]", range.lowerBound..<end))
      {
        end -= 1
      } else {
        break
      }
    }
    return end
  }

  private func isUnbalanced(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ range: Range<Int>
  ) -> Bool {
    var depth = 0
    for index in range where !slots.contains(where: { $0.range.contains(index) }) {
      if scalars[index] == open { depth += 1 }
      if scalars[index] == close { depth -= 1 }
    }
    return depth < 0
  }

  private func host(in range: Range<Int>, form: Link.Form, slot: Int) -> String? {
    guard form != .variable else { return nil }
    var end = range.lowerBound
    while end < range.upperBound, !"/?#".unicodeScalars.contains(scalars[end]) { end += 1 }
    let authority = range.lowerBound..<end
    if slots.contains(where: { $0.range.overlaps(authority) }) { return nil }
    let user = scalars[authority].lastIndex(of: "@").map { $0 + 1 } ?? authority.lowerBound
    let port = scalars[user..<end].firstIndex(of: ":") ?? end
    return user < port ? text(user..<port).lowercased() : nil
  }
}

extension LinkScan {
  // MARK: - Links that go on outside ASCII

  /// What the author went on with after the end of a link, if that was meant to belong to it.
  private func continuation(atEndOf link: Range<Int>, hostStart: Int) -> Link.Continuation? {
    let stop = link.upperBound
    guard stop < scalars.count else { return nil }
    let path = scalars[min(hostStart, stop)..<stop]
    let isInHost = !path.contains { $0 == "/" || $0 == "?" || $0 == "#" }
    if LinkCharacters.folded(scalars[stop]) != nil {
      guard goesOnInFullWidth(at: stop, isInHost: isInHost) else { return nil }
      return .fullWidth(stop..<fullWidthEnd(from: stop))
    }
    guard LinkCharacters.isForeignLetter(scalars[stop]) else { return nil }
    var run = stop
    while run < scalars.count,
      LinkCharacters.isForeignLetter(scalars[run]) || LinkCharacters.isAlphanumeric(scalars[run])
    {
      run += 1
    }
    guard goesOn(at: run, after: scalars[stop - 1], isInHost: isInHost, path: path) else {
      return nil
    }
    var end = run
    while end < scalars.count,
      LinkCharacters.isURL(scalars[end]) || LinkCharacters.isForeignLetter(scalars[end])
    {
      end += 1
    }
    return .nonASCII(stop..<trimmed(stop..<end, notBelow: run))
  }

  /// Tells whether an address goes on at `run` after letters that ought to be percent-encoded.
  private func goesOn(
    at run: Int, after previous: Unicode.Scalar, isInHost: Bool, path: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard run + 1 < scalars.count else { return false }
    let delimiter = scalars[run]
    let next = scalars[run + 1]
    if isInHost {
      // `https://m` + `ü` + `nchen.de`: the host so far has no dot, so it cannot be complete.
      return delimiter == "." && !path.contains(".")
        && (LinkCharacters.isAlphanumeric(next) || LinkCharacters.isForeignLetter(next))
    }
    let isEscape = delimiter == "%" && LinkCharacters.isAlphanumeric(next)
    let isPair = delimiter == "&" && path.contains("?") && pairFollows(run + 1)
    if isEscape || isPair { return true }
    guard "/=?&#-_+".unicodeScalars.contains(previous) else { return false }
    return "&=/#?+.-_".unicodeScalars.contains(delimiter) && LinkCharacters.isAlphanumeric(next)
  }

  /// Tells whether `name=` stands at `index`, in ASCII or full-width.
  private func pairFollows(_ index: Int) -> Bool {
    var end = index
    while end < scalars.count,
      LinkCharacters.isAlphanumeric(scalars[end].foldedIfFullWidth)
        || scalars[end].foldedIfFullWidth == "_"
    {
      end += 1
    }
    return end > index && end < scalars.count && scalars[end].foldedIfFullWidth == "="
  }

  /// Full-width punctuation of addresses goes on; that of sentences (，。！) and digits do not.
  private func goesOnInFullWidth(at stop: Int, isInHost: Bool) -> Bool {
    guard stop + 1 < scalars.count else { return false }
    let next = scalars[stop + 1].foldedIfFullWidth
    switch scalars[stop].foldedIfFullWidth {
    case ".", "/", "=", "&", "_", "#", "%": return LinkCharacters.isAlphanumeric(next)
    case ":": return isInHost && LinkCharacters.isDigit(next)
    case "?": return pairFollows(stop + 1)
    default: return false
    }
  }

  /// Reads a link whose scheme or `www.` is typed, wholly or in part, in full-width forms.
  private mutating func readFullWidth(at index: Int) -> Int {
    let start: Int
    if let end = schemeEnd(at: index, folding: true) {
      start = end
    } else if index + 4 < scalars.count,
      scalars[index..<index + 3].allSatisfy({ $0.foldedIfFullWidth.value | 0x20 == 0x77 }),
      scalars[index + 3].foldedIfFullWidth == ".",
      index == 0 || !LinkCharacters.continuesName(scalars[index - 1].foldedIfFullWidth)
    {
      start = index + 4
    } else {
      return index + 1
    }
    let end = fullWidthEnd(from: start)
    guard end > start, scalars[index..<start].contains(where: { LinkCharacters.folded($0) != nil })
    else { return index + 1 }
    fullWidth.append(index..<end)
    return end
  }

  /// The end of a run of link characters in ASCII or full-width form, trailing punctuation off.
  private func fullWidthEnd(from start: Int) -> Int {
    var end = start
    while end < scalars.count {
      let plain = scalars[end].foldedIfFullWidth
      if plain == scalars[end] {
        guard LinkCharacters.isURL(plain) else { break }
      } else {
        let isAddress = "./=&_#%?:-~".unicodeScalars.contains(plain)
        guard isAddress || LinkCharacters.isAlphanumeric(plain) else { break }
      }
      end += 1
    }
    while end > start {
      let last = scalars[end - 1].foldedIfFullWidth
      guard LinkCharacters.isTrailing(last) || last == ")" || last == "]" else { break }
      end -= 1
    }
    return end
  }
}

extension Unicode.Scalar {
  /// The ASCII form of a full-width scalar, else the scalar itself.
  var foldedIfFullWidth: Unicode.Scalar { LinkCharacters.folded(self) ?? self }
}
