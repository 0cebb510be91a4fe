#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An sRGB colour.
public struct RGB: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour of an index of the 256-colour palette, with xterm's values for the first sixteen.
  public init(palette index: UInt8) {
    switch index {
    case 0..<16:
      self = RGB.named[Int(index)]
    case 16..<232:
      let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
      let cube = Int(index) - 16
      self.init(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
    default:
      let gray = 8 + 10 * (index - 232)
      self.init(gray, gray, gray)
    }
  }

  static let named: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238),
    RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0),
    RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255),
    RGB(255, 255, 255),
  ]

  /// The three channels as light, each from 0 to 1.
  var linear: (red: Double, green: Double, blue: Double) {
    func light(_ channel: UInt8) -> Double {
      let share = Double(channel) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return (light(red), light(green), light(blue))
  }

  /// Relative luminance from 0 to 1 (WCAG 2.2).
  public var luminance: Double {
    let light = linear
    return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
  }

  /// The contrast ratio of two colours, from 1 to 21 (WCAG 2.2).
  public static func contrast(_ one: RGB, _ other: RGB) -> Double {
    let (light, dark) = (
      max(one.luminance, other.luminance), min(one.luminance, other.luminance)
    )
    return (light + 0.05) / (dark + 0.05)
  }

  /// How different two colours look: the distance in Oklab (Ottosson 2020), 1 from black to white.
  public static func distance(_ one: RGB, _ other: RGB) -> Double {
    let (left, right) = (one.oklab, other.oklab)
    let (dl, da, db) = (left.l - right.l, left.a - right.a, left.b - right.b)
    return (dl * dl + da * da + db * db).squareRoot()
  }

  private var oklab: (l: Double, a: Double, b: Double) {
    let light = linear
    let long = cbrt(
      0.4122214708 * light.red + 0.5363325363 * light.green + 0.0514459929 * light.blue)
    let middle = cbrt(
      0.2119034982 * light.red + 0.6806995451 * light.green + 0.1073969566 * light.blue)
    let short = cbrt(
      0.0883024619 * light.red + 0.2817188376 * light.green + 0.6299787005 * light.blue)
    return (
      0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
      1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
      0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    )
  }
}

extension RGB {
  /// A kind of colour vision without one sort of cone.
  public enum Deficiency: Hashable, Sendable, CaseIterable {
    case protanopia, deuteranopia, tritanopia
  }

  /// The colour as seen with a deficiency (Machado, Oliveira and Fernandes 2009, full severity).
  public func seen(with deficiency: Deficiency) -> RGB {
    let rows: [[Double]] =
      switch deficiency {
      case .protanopia:
        [
          [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
          [-0.003882, -0.048116, 1.051998],
        ]
      case .deuteranopia:
        [
          [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
          [-0.011820, 0.042940, 0.968881],
        ]
      case .tritanopia:
        [
          [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
          [0.004733, 0.691367, 0.303900],
        ]
      }
    let light = linear
    let seen = rows.map { row -> UInt8 in
      let value = min(1, max(0, row[0] * light.red + row[1] * light.green + row[2] * light.blue))
      let share = value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055
      return UInt8((share * 255).rounded())
    }
    return RGB(seen[0], seen[1], seen[2])
  }
}
