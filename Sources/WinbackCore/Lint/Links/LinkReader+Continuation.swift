extension LinkReader {
  /// What the author went on with after the end of a link, if that was meant to belong to it.
  func continuation(atEndOf link: Range<Int>, hostStart: Int) -> Link.Continuation? {
    let stop = link.upperBound
    guard stop < scalars.count else { return nil }
    let path = scalars[min(hostStart, stop)..<stop]
    let isInHost = !path.contains(where: LinkCharacters.endsAuthority)
    if LinkCharacters.folded(scalars[stop]) != nil {
      guard goesOnInFullWidth(at: stop, isInHost: isInHost) else { return nil }
      return .fullWidth(stop..<fullWidthEnd(from: stop))
    }
    guard LinkCharacters.isForeignLetter(scalars[stop]),
      let run = continuedRun(from: stop, path, isInHost)
    else { return nil }
    var end = run
    while end < scalars.count,
      LinkCharacters.isURL(scalars[end]) || LinkCharacters.isForeignLetter(scalars[end])
    {
      end += 1
    }
    return .nonASCII(stop..<trimmed(stop..<end, notBelow: run))
  }

  /// Where letters that ought to be percent-encoded end, if the address goes on there; nil when what
  /// follows them is text.
  ///
  /// - Parameter path: The link so far, from its host on.
  private func continuedRun(
    from stop: Int, _ path: Slice<UnsafeBufferPointer<Unicode.Scalar>>, _ isInHost: Bool
  ) -> Int? {
    var run = stop
    while true {
      while run < scalars.count,
        LinkCharacters.isForeignLetter(scalars[run]) || LinkCharacters.isAlphanumeric(scalars[run])
      {
        run += 1
      }
      guard run + 1 < scalars.count else { return nil }
      if goesOn(at: run, after: scalars[stop - 1], isInHost: isInHost, path: path) { return run }
      let next = scalars[run + 1]
      let isJoint = isInHost ? scalars[run] == "-" : "/-_.+".unicodeScalars.contains(scalars[run])
      let joins =
        LinkCharacters.isForeignLetter(next)
        || (isInHost && LinkCharacters.isAlphanumeric(next))
      guard isJoint, joins else { return nil }
      run += 1
    }
  }

  /// Tells whether an address goes on at `run` after letters that ought to be percent-encoded.
  private func goesOn(
    at run: Int, after previous: Unicode.Scalar, isInHost: Bool,
    path: Slice<UnsafeBufferPointer<Unicode.Scalar>>
  ) -> Bool {
    let delimiter = scalars[run]
    let next = scalars[run + 1]
    if isInHost {
      // `https://www.b` + `ü` + `cher.de`: a host that does not end in a top-level domain is not whole.
      return delimiter == "." && !endsInTopLevel(path)
        && (LinkCharacters.isAlphanumeric(next) || LinkCharacters.isForeignLetter(next))
    }
    let isEscape = delimiter == "%" && LinkCharacters.isAlphanumeric(next)
    let isPair = delimiter == "&" && path.contains("?") && pairFollows(run + 1)
    if isEscape || isPair { return true }
    guard "/=?&#-_+".unicodeScalars.contains(previous), LinkCharacters.isAlphanumeric(next) else {
      return false
    }
    // After letters a name such as `shop.cn` is a link of its own, not the end of this one.
    if delimiter == "." { return LinkCharacters.isForeignLetter(scalars[run - 1]) }
    return "&=/#?+-_".unicodeScalars.contains(delimiter)
  }

  private func endsInTopLevel(_ host: Slice<UnsafeBufferPointer<Unicode.Scalar>>) -> Bool {
    guard let dot = host.lastIndex(of: ".") else { return false }
    return LinkHosts.topLevel.contains(lowercased((dot + 1)..<host.endIndex))
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
  mutating func readFullWidth(at index: Int) -> Int {
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
    found.fullWidth.append(index..<end)
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
