/// The segments, templates and strategies of the demo shop, as `demo` writes them out.
///
/// One template is faulty on purpose, so that the check has something to mark: ``faultyTemplate``.
public enum DemoPlaybook {
  /// A file of the playbook.
  public struct File: Sendable {
    /// Relative to the workspace, such as `templates/cart-price-sms.yaml`.
    public let path: String
    public let text: String
  }

  public static let faultyTemplate = "old-blast-sms"

  /// Every file, segments before templates before strategies, each group by name.
  public static var files: [File] {
    group(
      "segments",
      [
        ("cart-waiting", PackageResources.cart_waiting_yaml),
        ("first-cup", PackageResources.first_cup_yaml),
        ("good-guests-gone", PackageResources.good_guests_gone_yaml),
        ("let-down", PackageResources.let_down_yaml),
        ("rights-ending", PackageResources.rights_ending_yaml),
        ("tea-regulars-late", PackageResources.tea_regulars_late_yaml),
      ])
      + group(
        "templates",
        [
          ("cart-price-sms", PackageResources.cart_price_sms_yaml),
          ("first-cup-push", PackageResources.first_cup_push_yaml),
          ("free-shipping-push", PackageResources.free_shipping_push_yaml),
          ("mended-sms", PackageResources.mended_sms_yaml),
          ("old-blast-sms", PackageResources.old_blast_sms_yaml),
          ("regular-guest-call", PackageResources.regular_guest_call_yaml),
          ("season-letter-email", PackageResources.season_letter_email_yaml),
          ("tea-restock-sms", PackageResources.tea_restock_sms_yaml),
        ])
      + group(
        "strategies",
        [
          ("first-order", PackageResources.first_order_yaml),
          ("make-good", PackageResources.make_good_yaml),
          ("refill-tea", PackageResources.refill_tea_yaml),
          ("restock-everyone", PackageResources.restock_everyone_yaml),
          ("rights-before-end", PackageResources.rights_before_end_yaml),
          ("season-letter", PackageResources.season_letter_yaml),
          ("win-cart", PackageResources.win_cart_yaml),
        ])
  }

  private static func group(_ folder: String, _ files: [(String, [UInt8])]) -> [File] {
    files.map { name, bytes in
      File(path: "\(folder)/\(name).yaml", text: String(decoding: bytes, as: UTF8.self))
    }
  }
}
