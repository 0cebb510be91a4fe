import Testing
import WinbackCore

struct CartTests {
  @Test
  func `keeps the latest add of each item`() {
    let cart = cart {
      $0.event("add_to_cart", noon.before(hours: 9), object: "a", value: 100)
      $0.event("add_to_cart", noon.before(hours: 7), object: "a", value: 300)
      $0.event("add_to_cart", noon.before(hours: 8, seconds: 1), object: "b")
      $0.event("remove_from_cart", noon.before(hours: 6), object: "c")
    }
    #expect(cart.items == 2)
    #expect(cart.value.minor == 300)
    #expect(cart.ageHours == 7)
  }

  @Test
  func `takes the latest add that is still in for the age`() {
    let cart = cart {
      $0.event("add_to_cart", noon.before(hours: 47, seconds: 3599), object: "a", value: 100)
      $0.event("add_to_cart", noon.before(hours: 2), object: "b", value: 50)
      $0.event("remove_from_cart", noon.before(hours: 1), object: "b")
    }
    #expect(cart.items == 1)
    #expect(cart.ageHours == 47)
  }

  @Test(arguments: [(-1, 1), (0, 1), (1, 0)] as [(Int64, Int)])
  func `is emptied by an order paid after the add, not at the same instant`(
    paidAfter: Int64, items: Int
  ) {
    let add = noon.before(hours: 5)
    let cart = cart {
      $0.event("add_to_cart", add, object: "a", value: 100)
      $0.order(add.before(hours: 1), paid: add.adding(seconds: paidAfter))
    }
    #expect(cart.items == items)
  }

  @Test
  func `is emptied by a clear and not by an order that is not valid`() {
    let add = noon.before(hours: 5)
    let cleared = cart {
      $0.event("add_to_cart", add, object: "a")
      $0.event("cart_clear", add.adding(seconds: 1))
    }
    #expect(cleared == Cart())
    let kept = cart {
      $0.event("add_to_cart", add, object: "a")
      $0.order(add.adding(seconds: 1), status: .cancelled)
    }
    #expect(kept.items == 1)
  }

  private func cart(_ fill: (inout SampleHistory) -> Void) -> Cart {
    var sample = SampleHistory()
    fill(&sample)
    return Cart(of: sample.history, settings: Settings(), asOf: noon)
  }
}
