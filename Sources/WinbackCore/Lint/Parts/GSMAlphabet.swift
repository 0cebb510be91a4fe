/// The 7-bit default alphabet of GSM 03.38 with its extension table.
public enum GSMAlphabet {
  /// Septets that `scalar` takes: 1, 2 for the extension table, nil when it is not in the alphabet.
  public static func septets(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "^", "{", "}", "\\", "[", "~", "]", "|", "€", "\u{0C}": 2
    case "`": nil
    case " "..."~", "\n", "\r": 1
    default: scalar.value > 0x7F && beyondASCII.contains(scalar) ? 1 : nil
    }
  }

  private static let beyondASCII = Set("£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà".unicodeScalars)
}
