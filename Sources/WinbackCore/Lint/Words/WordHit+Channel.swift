extension WordHit {
  /// The severity on `channel`: lists are written for SMS, other channels are milder
  /// (MESSAGES.md section 5).
  ///
  /// Push, WeChat and what is shown inside the app take carrier and prize terms one level lower; e-mail
  /// only warns, except of absolute claims and medical terms. An evasive spelling still weighs one more.
  public func severity(on channel: Channel) -> Finding.Severity {
    switch channel {
    case .sms, .h5SMS, .callAI, .callHuman, .multiScene: return severity
    case .push, .popup, .oneToOne, .wecom, .officialAccount, .assistant, .miniPopup:
      guard category == "carrier" || category == "prize" else { return severity }
      return isEvasive ? listedSeverity.lowered.raised : listedSeverity.lowered
    case .email:
      let isStrict = category == "ad_absolute" || category == "medical"
      return isStrict ? severity : min(severity, .warning)
    }
  }
}

extension Finding.Severity {
  /// One level more severe; an error stays one.
  var raised: Finding.Severity { self == .note ? .warning : .error }

  /// One level milder; a note stays one.
  var lowered: Finding.Severity { self == .error ? .warning : .note }
}
