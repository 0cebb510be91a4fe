/// What a case of `winback lint --jsonl` calls itself; its answer says it back as it was written.
public enum LintID: Hashable, Sendable, Codable {
  case text(String)
  case whole(Int)
  case fraction(Double)

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let number = try? value.decode(Int.self) {
      self = .whole(number)
    } else if let number = try? value.decode(Double.self) {
      self = .fraction(number)
    } else {
      self = .text(try value.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .text(let text): try value.encode(text)
    case .whole(let number): try value.encode(number)
    case .fraction(let number): try value.encode(number)
    }
  }
}
