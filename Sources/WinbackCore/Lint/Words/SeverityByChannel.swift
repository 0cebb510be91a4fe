extension Finding.Severity {
  /// What a listed severity weighs on `channel`: lists are written for SMS, other channels are milder.
  ///
  /// Push, WeChat and what is shown inside the app take carrier and prize terms one level lower; e-mail
  /// only warns, except of absolute claims and medical terms. An evasive spelling weighs one level more
  /// wherever it stands, but e-mail still only warns of it.
  static func weighed(
    _ listed: Finding.Severity, category: String, isEvasive: Bool, on channel: Channel
  ) -> Finding.Severity {
    let plain = isEvasive ? listed.raised : listed
    switch channel {
    case .sms, .h5SMS, .callAI, .callHuman, .multiScene: return plain
    case .push, .popup, .oneToOne, .wecom, .officialAccount, .assistant, .miniPopup:
      guard category == "carrier" || category == "prize" else { return plain }
      return isEvasive ? listed.lowered.raised : listed.lowered
    case .email:
      let isStrict = category == "ad_absolute" || category == "medical"
      return isStrict ? plain : min(plain, .warning)
    }
  }

  /// One level more severe; an error stays one.
  private var raised: Finding.Severity { self == .note ? .warning : .error }

  /// One level milder; a note stays one.
  private var lowered: Finding.Severity { self == .error ? .warning : .note }
}
