/// Reads the links of one text from left to right.
struct LinkReader {
  /// Lives as long as the call that reads.
  let scalars: UnsafeBufferPointer<Unicode.Scalar>
  let slots: [Placeholder]
  var found = LinkScan.nothing

  init(scalars: UnsafeBufferPointer<Unicode.Scalar>, slots: [Placeholder]) {
    self.scalars = scalars
    self.slots = slots
  }

  mutating func readAll(linkVariables: Set<String>) {
    var nextSlot = 0
    var index = 0
    while index < scalars.count {
      while nextSlot < slots.count, slots[nextSlot].range.upperBound <= index { nextSlot += 1 }
      if nextSlot < slots.count, slots[nextSlot].range.lowerBound == index {
        let slot = slots[nextSlot]
        if LinkScan.holdsLink(slot.name, declared: linkVariables) {
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
    guard let name = nameEnd(at: index) else { return index + 1 }
    if name.end < scalars.count, scalars[name.end] == "@" { return index + 1 }
    return append(from: index, bodyStart: name.end, form: name.form, slot: slot)
  }

  /// The end of `http://` or `https://` at `index`, in any case; nil when neither stands there.
  func schemeEnd(at index: Int, folding: Bool = false) -> Int? {
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
  private func nameEnd(at start: Int) -> (end: Int, form: Link.Form)? {
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
      if end - labelStart <= 3, isNumber(labelStart..<end) {
        numbers += 1
      }
      guard end + 1 < scalars.count, scalars[end] == "." else { break }
      if labels == 1, isWWW(start..<end), startsSlot(at: end + 1) {
        return (end + 1, .name)
      }
      guard LinkCharacters.isAlphanumeric(scalars[end + 1]) else { break }
      labelStart = end + 1
      end = labelStart
    }
    guard labels > 1 else { return nil }
    if labels == 4, numbers == 4 {
      guard end < scalars.count, LinkScan.isIPv4(lowercased(start..<end)) else { return nil }
      let hasPort =
        scalars[end] == ":" && end + 1 < scalars.count && LinkCharacters.isDigit(scalars[end + 1])
      return hasPort || scalars[end] == "/" ? (end, .address) : nil
    }
    guard
      isWWW(start..<min(start + 3, end)) && scalars[start + 3] == "."
        || LinkHosts.topLevel.contains(lowercased(labelStart..<end))
    else { return nil }
    return (end, .name)
  }

  private func isWWW(_ range: Range<Int>) -> Bool {
    guard range.count == 3 else { return false }
    for index in range where scalars[index].value | 0x20 != 0x77 { return false }
    return true
  }

  private func isNumber(_ range: Range<Int>) -> Bool {
    for index in range where !LinkCharacters.isDigit(scalars[index]) { return false }
    return true
  }

  /// The ASCII text at `range` in lower case.
  func lowercased(_ range: Range<Int>) -> String {
    String(unsafeUninitializedCapacity: range.count) { bytes in
      var count = 0
      for index in range {
        bytes.initializeElement(
          at: count, to: UInt8(truncatingIfNeeded: scalars[index].asciiLowercased.value))
        count += 1
      }
      return count
    }
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
      found.foreignHosts.append(start..<continuation.range.upperBound)
      return continuation.range.upperBound
    }
    found.links.append(
      Link(
        range: start..<end, form: form, hasVariable: hasVariable,
        host: host(in: (isScheme ? bodyStart : start)..<end, form: form),
        continuation: continuation))
    return max(end, continuation?.range.upperBound ?? 0)
  }

  /// Drops trailing punctuation and closing brackets that nothing in the link opens.
  func trimmed(_ range: Range<Int>, notBelow limit: Int) -> Int {
    var end = range.upperBound
    // More opening than closing ones; counted when a bracket first matters, then kept in step.
    var depths: (round: Int, square: Int)?
    while end > limit {
      let last = scalars[end - 1]
      if last == ")" || last == "]" {
        let depth = depths ?? bracketDepths(range.lowerBound..<end)
        depths = depth
        guard (last == ")" ? depth.round : depth.square) < 0 else { break }
      } else if !LinkCharacters.isTrailing(last) {
        break
      }
      switch last {
      case "(": depths?.round -= 1
      case ")": depths?.round += 1
      case "[": depths?.square -= 1
      case "]": depths?.square += 1
      default: break
      }
      end -= 1
    }
    return end
  }

  /// Opening less closing brackets at `range`, those inside slots left out.
  private func bracketDepths(_ range: Range<Int>) -> (round: Int, square: Int) {
    var depths = (round: 0, square: 0)
    var slot = firstSlot(endingAfter: range.lowerBound)
    var index = range.lowerBound
    while index < range.upperBound {
      if slot < slots.count, slots[slot].range.lowerBound <= index {
        index = slots[slot].range.upperBound
        slot += 1
        continue
      }
      switch scalars[index] {
      case "(": depths.round += 1
      case ")": depths.round -= 1
      case "[": depths.square += 1
      case "]": depths.square -= 1
      default: break
      }
      index += 1
    }
    return depths
  }

  /// The first slot that ends after `index`; the number of slots when none does.
  private func firstSlot(endingAfter index: Int) -> Int {
    var low = 0
    var high = slots.count
    while low < high {
      let middle = (low + high) / 2
      if slots[middle].range.upperBound <= index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func startsSlot(at index: Int) -> Bool {
    let slot = firstSlot(endingAfter: index)
    return slot < slots.count && slots[slot].range.lowerBound == index
  }

  private func host(in range: Range<Int>, form: Link.Form) -> String? {
    guard form != .variable else { return nil }
    var end = range.lowerBound
    while end < range.upperBound, !LinkCharacters.endsAuthority(scalars[end]) { end += 1 }
    let authority = range.lowerBound..<end
    let next = firstSlot(endingAfter: authority.lowerBound)
    if next < slots.count, slots[next].range.lowerBound < authority.upperBound { return nil }
    var user = authority.lowerBound
    for index in authority where scalars[index] == "@" { user = index + 1 }
    var port = user
    while port < end, scalars[port] != ":" { port += 1 }
    return user < port ? lowercased(user..<port) : nil
  }
}
