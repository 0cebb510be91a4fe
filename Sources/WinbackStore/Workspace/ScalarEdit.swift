import Foundation
import Yams

/// Replaces one text of a YAML file in place and leaves everything else, comments included, as it is.
public enum ScalarEdit {
  /// `source` with the value of the top-level `key` replaced by `text`.
  ///
  /// The new value is written as a double-quoted scalar of one line, which holds any text.
  ///
  /// - Returns: nil when `source` is no mapping with a scalar at `key`, or when the value could not
  ///   be replaced alone (an anchor elsewhere in the file refers to it).
  public static func replace(_ key: String, with text: String, in source: String) -> String? {
    guard let root = try? Yams.compose(yaml: source), case .mapping(let mapping) = root,
      let place = mapping.firstIndex(where: { $0.key.scalar?.string == key })
    else { return nil }
    let entry = mapping[place]
    guard case .scalar(let scalar) = entry.value, let keyMark = entry.key.mark else { return nil }
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = keyMark.line - 1
    guard lines.indices.contains(first) else { return nil }
    // The value ends where the next entry begins, or with the file; trailing comments and blank lines
    // before the next key stay.
    let following = mapping.compactMap { $0.key.mark?.line }.filter { $0 > keyMark.line }.min()
    let end = lastContentLine(lines, from: first, before: (following ?? lines.count + 1) - 1)
    let prefix = String(lines[first].prefix(keyMark.column - 1))
    let keyText = String(lines[first].dropFirst(keyMark.column - 1).prefix { $0 != ":" })
    let comment = isBlock(scalar.style) ? "" : trailingComment(lines[first])
    lines.replaceSubrange(first..<end, with: ["\(prefix)\(keyText): \(quoted(text))\(comment)"])
    let edited = lines.joined(separator: "\n")
    // What is written must read back as exactly the same file with one text changed.
    guard let check = try? Yams.compose(yaml: edited), case .mapping(let after) = check,
      after.count == mapping.count,
      zip(mapping, after).allSatisfy({ old, new in
        old.key == new.key
          && (old.key.scalar?.string == key
            ? new.value.scalar?.string == text : old.value == new.value)
      })
    else { return nil }
    return edited
  }

  private static func isBlock(_ style: Node.Scalar.Style) -> Bool {
    style == .literal || style == .folded
  }

  /// One past the last line of the value: lines after it that are blank or comments at the margin stay.
  private static func lastContentLine(_ lines: [String], from first: Int, before end: Int) -> Int {
    var last = end
    while last > first + 1 {
      let line = lines[last - 1]
      let isOutside = line.allSatisfy(\.isWhitespace) || line.hasPrefix("#")
      guard isOutside else { break }
      last -= 1
    }
    return last
  }

  /// A comment behind a plain or quoted one-line value, with the blanks before it.
  private static func trailingComment(_ line: String) -> String {
    var quote: Character?
    var previous: Character = " "
    for index in line.indices {
      let character = line[index]
      if let open = quote {
        if character == open && previous != "\\" { quote = nil }
      } else if (character == "\"" || character == "'") && (previous == " " || previous == ":") {
        quote = character
      } else if character == "#" && previous == " " {
        return "  " + line[index...]
      }
      previous = character
    }
    return ""
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        let mustEscape =
          scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value)
          || (0x2028...0x2029).contains(scalar.value) || scalar.value == 0xFEFF
        if mustEscape {
          let hex = String(scalar.value, radix: 16, uppercase: true)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
