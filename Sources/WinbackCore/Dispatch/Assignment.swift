import Crypto

/// One arm of an experiment and the share of users it takes.
public struct ExperimentArm: Hashable, Sendable {
  public var name: String
  /// Basis points; the arms of an experiment sum to 10000.
  public var weightBP: Int
  /// Kept back to measure the effect.
  public var isControl: Bool

  public init(name: String, weightBP: Int, isControl: Bool = false) {
    self.name = name
    self.weightBP = weightBP
    self.isControl = isControl
  }
}

/// Draws users into arms by a salted hash: the same user always falls into the same bucket.
public struct Assignment: Hashable, Sendable {
  public let salt: String
  public let experiment: String
  public let arms: [ExperimentArm]

  /// - Precondition: `salt` and `experiment` hold no colon.
  public init(salt: String, experiment: String, arms: [ExperimentArm]) {
    precondition(!salt.contains(":") && !experiment.contains(":"))
    self.salt = salt
    self.experiment = experiment
    self.arms = arms
  }

  /// 0 to 9999: the first 8 bytes, big-endian, of SHA-256(`salt:experiment:user_id`) mod 10000.
  public static func bucket(salt: String, experiment: String, user: User.ID) -> Int {
    let digest = SHA256.hash(data: Array("\(salt):\(experiment):\(user.text)".utf8))
    let number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(number % 10_000)
  }

  /// The arm whose range, in declared order, holds the user's bucket; the last one for what is left.
  public func arm(of user: User.ID) -> ExperimentArm? {
    let bucket = Self.bucket(salt: salt, experiment: experiment, user: user)
    var end = 0
    for arm in arms {
      end += arm.weightBP
      if bucket < end { return arm }
    }
    return arms.last
  }

  /// Tells whether a user is kept out of all recalls, to measure them all together.
  public static func isHeldOut(_ user: User.ID, salt: String, holdoutBP: Int) -> Bool {
    bucket(salt: salt, experiment: "_global", user: user) < holdoutBP
  }

  public var json: CanonicalJSON {
    .object([
      "id": .text(experiment), "salt": .text(salt),
      "arms": .list(
        arms.map {
          .object(["name": .text($0.name), "weight_bp": .integer(Int64($0.weightBP))])
        }),
    ])
  }
}
