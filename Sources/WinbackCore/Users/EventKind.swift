/// An event's type as the rules tell it apart, so that its text is looked at once.
enum EventKind: UInt8 {
  case session, viewItem, search, searchEmpty, addToCart, removeFromCart, cartClear, checkout
  case payFailed, coreValue, feature, feedback, complaint, onboardingDone, error, crash
  /// Activity that no rule names.
  case otherActivity
  case complaintResolved, reward
  /// push_disabled, unsubscribe or uninstall.
  case exitSignal
  /// Neither activity nor known; import lets none through.
  case other

  init(_ type: String) {
    self = Self.named[type] ?? (UserEvent.isActivity(type) ? .otherActivity : .other)
  }

  var isActivity: Bool { rawValue <= EventKind.otherActivity.rawValue }

  /// An obstacle in the product itself (易用性障碍).
  var isObstacle: Bool {
    switch self {
    case .error, .crash, .payFailed, .searchEmpty: true
    default: false
    }
  }

  private static let named: [String: EventKind] = [
    "session": .session, "view_item": .viewItem, "search": .search, "search_empty": .searchEmpty,
    "add_to_cart": .addToCart, "remove_from_cart": .removeFromCart, "cart_clear": .cartClear,
    "checkout": .checkout, "pay_failed": .payFailed, "core_value": .coreValue,
    "feature": .feature, "feedback": .feedback, "complaint": .complaint,
    "onboarding_step": .otherActivity, "onboarding_done": .onboardingDone,
    "checkin": .otherActivity, "error": .error, "crash": .crash,
    "complaint_resolved": .complaintResolved, "reward": .reward, "uninstall": .exitSignal,
    "push_disabled": .exitSignal, "unsubscribe": .exitSignal,
  ]
}
