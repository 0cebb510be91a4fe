/// The points of each cause for one user, before what only the whole workspace can decide.
///
/// An absence ("no onboarding_done") counts only if the workspace records that event type at all,
/// which is known when the last user has been read: such points wait in `absences`.
struct CausePoints: Sendable {
  struct Absences: OptionSet, Sendable {
    let rawValue: UInt8
    /// 30 for first_experience.
    static let coreValue = Absences(rawValue: 1)
    /// 60 for onboarding.
    static let onboardingDone = Absences(rawValue: 2)
    /// 20 for falling_activity.
    static let reward = Absences(rawValue: 4)
  }

  var serviceFailure: Int16 = 0
  var overContact: Int16 = 0
  var usability: Int16 = 0
  var firstExperience: Int16 = 0
  var onboarding: Int16 = 0
  var productChange: Int16 = 0
  var competitor: Int16 = 0
  var fallingActivity: Int16 = 0
  var natural: Int16 = 0
  var absences: Absences = []

  /// The scores, each at most 100.
  ///
  /// - Parameter recorded: The event types that the workspace records.
  func profile(recorded: Absences) -> CauseProfile {
    let counted = absences.intersection(recorded)
    let first = firstExperience + (counted.contains(.coreValue) ? 30 : 0)
    let guidance = onboarding + (counted.contains(.onboardingDone) ? 60 : 0)
    let falling = fallingActivity + (counted.contains(.reward) ? 20 : 0)
    let points = [
      serviceFailure, overContact, usability, first, guidance, productChange, competitor, falling,
      natural,
    ]
    return CauseProfile(scores: points.map { Int(min($0, 100)) })
  }
}
