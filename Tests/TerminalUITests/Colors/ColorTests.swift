import Testing

@testable import TerminalUI

struct ColorTests {
  @Test(arguments: [
    (RGB(0, 0, 0), RGB(255, 255, 255), 21.0), (RGB(119, 119, 119), RGB(255, 255, 255), 4.48),
    (RGB(255, 0, 0), RGB(255, 255, 255), 4.0), (RGB(0, 0, 255), RGB(0, 0, 255), 1.0),
  ])
  func `has the contrast that WCAG says`(one: RGB, other: RGB, ratio: Double) {
    #expect(abs(RGB.contrast(one, other) - ratio) < 0.005)
    #expect(RGB.contrast(one, other) == RGB.contrast(other, one))
  }

  @Test
  func `counts black to white as one in Oklab`() {
    #expect(abs(RGB.distance(RGB(0, 0, 0), RGB(255, 255, 255)) - 1) < 0.001)
  }

  @Test(arguments: [
    (RGB(255, 0, 0), ColorDepth.palette, UInt8(196)), (RGB(0x5F, 0x87, 0xAF), .palette, 67),
    (RGB(8, 8, 8), .palette, 232), (RGB(250, 10, 10), .sixteen, 9), (RGB(0, 200, 0), .eight, 2),
    (RGB(250, 250, 250), .eight, 7),
  ])
  func `finds the nearest colour of a palette`(color: RGB, depth: ColorDepth, index: UInt8) {
    let own = Color.rgb(red: color.red, green: color.green, blue: color.blue)
    #expect(own.nearest(at: depth) == .indexed(index))
  }

  @Test(arguments: ColorDepth.allCases)
  func `never lets text vanish into its background`(depth: ColorDepth) {
    for gray in stride(from: UInt8(0), through: 250, by: 10) {
      let style = Style(
        foreground: .rgb(red: gray, green: gray, blue: gray),
        background: .rgb(red: 20, green: 20, blue: 30)
      ).mapped(to: depth)
      guard depth != .none else {
        #expect(style == Style())
        continue
      }
      if depth <= .sixteen, let fore = style.foreground.rgb, let back = style.background.rgb {
        #expect(RGB.contrast(fore, back) >= 3)
      }
    }
  }

  private struct Choice {
    var noColor: String?
    var wanted: ColorDepth?
    var terminal: ColorDepth
    var chosen: ColorDepth
  }

  @Test(arguments: [
    Choice(noColor: "1", wanted: .trueColor, terminal: .palette, chosen: .none),
    Choice(noColor: "", terminal: .palette, chosen: .palette),
    Choice(wanted: .eight, terminal: .palette, chosen: .eight),
    Choice(wanted: .trueColor, terminal: .palette, chosen: .palette),
    Choice(terminal: .none, chosen: .none),
  ])
  private func `draws with what is wanted and there`(choice: Choice) {
    let chosen = ColorDepth.choose(
      noColor: choice.noColor, wanted: choice.wanted, terminal: choice.terminal)
    #expect(chosen == choice.chosen)
  }

  @Test(arguments: [
    (-1, ColorDepth.none), (8, .eight), (16, .sixteen), (256, .palette), (16_777_216, .trueColor),
  ])
  func `reads the depth from a number of colours and from its name`(colors: Int, depth: ColorDepth)
  {
    #expect(ColorDepth(colors: colors) == depth)
    #expect(ColorDepth(name: depth.name) == depth)
  }

  @Test
  func `leaves grays as they are for every colour vision`() {
    for deficiency in RGB.Deficiency.allCases {
      let seen = RGB(120, 120, 120).seen(with: deficiency)
      #expect(RGB.distance(seen, RGB(120, 120, 120)) < 0.02)
    }
    #expect(
      RGB.distance(
        RGB(205, 60, 60).seen(with: .deuteranopia), RGB(120, 130, 40).seen(with: .deuteranopia))
        < RGB.distance(RGB(205, 60, 60), RGB(120, 130, 40)))
  }
}
