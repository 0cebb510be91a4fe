import Foundation

/// What lint needs beside the texts themselves.
public struct LintLibrary: Sendable {
  /// By id; a text that names none is judged by ``ProviderProfile/general``.
  public var providers: [String: ProviderProfile]
  /// Makes what finds words: the workspace's lexicon, with the terms or the phrases that are given in
  /// place of its own.
  public var finder:
    @Sendable (_ terms: [LintCase.Term]?, _ allow: [String]?) throws -> any TermFinder

  public init(
    providers: [String: ProviderProfile] = [:],
    finder: @escaping @Sendable ([LintCase.Term]?, [String]?) throws -> any TermFinder = { _, _ in
      NoTerms()
    }
  ) {
    self.providers = providers
    self.finder = finder
  }

  /// The profile of that name; without a name the one that holds for the whole market.
  ///
  /// - Throws: ``LintCaseFault`` when there is no such provider.
  public func provider(_ name: String?, market: SMSMarket) throws(LintCaseFault) -> ProviderProfile
  {
    // Abroad the mainland's rules of a provider do not apply.
    guard let name, !name.isEmpty, market == .cn else {
      return market == .cn ? .general : .international
    }
    if let profile = providers[name] ?? providers[name.lowercased()] { return profile }
    let names = providers.keys.sorted()
    let nearest = NearestName.find(name, in: names)
    throw LintCaseFault(
      path: "input.provider",
      zh: "没有平台 `\(name)`"
        + (nearest.map { "；是否想写 `\($0)`？" } ?? "；可用：\(names.joined(separator: "、"))"),
      en: "no provider is called `\(name)`"
        + (nearest.map { "; did you mean `\($0)`?" }
          ?? "; known are \(names.joined(separator: ", "))"))
  }
}

/// One line in, one line out.
public enum LintLine {
  /// What a line came to.
  public struct Outcome: Sendable {
    /// One JSON document without line break; a faulty line gives `{"id":…,"error":{…}}`.
    public let json: String
    /// Whether lint found an error.
    public let hasError: Bool
    /// Why the line could not be linted.
    public let fault: LintCaseFault?
  }

  /// Answers one line.
  ///
  /// - Parameter number: 1-based, for faults.
  public static func answer(
    _ line: String, number: Int, library: LintLibrary, language: Language
  ) -> Outcome {
    do {
      let item = try read(line)
      let provider = try library.provider(item.input.provider, market: item.input.profile)
      let words = try library.finder(item.input.lexicon, item.input.allow)
      let answer = LintAnswer(for: item, provider: provider, words: words, language: language)
      return Outcome(json: try encoded(answer), hasError: answer.hasError, fault: nil)
    } catch {
      var fault = fault(error)
      fault.line = number
      let reply = Refusal(
        id: (try? decoded(Identity.self, from: line))?.id,
        error: .init(line: number, path: fault.path, message: fault.words(language)))
      // Strings and numbers always encode.
      return Outcome(json: (try? encoded(reply)) ?? "{}", hasError: true, fault: fault)
    }
  }

  /// The case that a line states.
  ///
  /// - Throws: ``LintCaseFault`` with the place inside the line.
  public static func read(_ line: String) throws(LintCaseFault) -> LintCase {
    do {
      return try decoded(LintCase.self, from: line)
    } catch {
      throw fault(error)
    }
  }

  private static func decoded<Value: Decodable>(
    _ type: Value.Type, from line: String
  ) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(line.utf8))
    } catch {
      guard let mended = LoneSurrogates.replaced(in: line) else { throw error }
      return try JSONDecoder().decode(type, from: Data(mended.utf8))
    }
  }

  private static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func fault(_ error: any Error) -> LintCaseFault {
    if let fault = error as? LintCaseFault { return fault }
    if let worded = error as? any Worded {
      return LintCaseFault(path: "", zh: worded.words(.zh), en: worded.words(.en))
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      return LintCaseFault(
        path: LintCase.path(context.codingPath + [key]), zh: "缺少这一项", en: "is missing")
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      let name = name(of: type)
      return LintCaseFault(
        path: LintCase.path(context.codingPath), zh: "应是\(name.zh)", en: "must be \(name.en)")
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return LintCaseFault(
        path: LintCase.path(context.codingPath), zh: "值无法读取", en: "cannot be read")
    default:
      return LintCaseFault(
        path: "", zh: "不是一行完整的 JSON；每行写一个对象，如 {\"id\":\"1\",\"input\":{\"text\":\"…\"}}",
        en: "is not one whole JSON object; write one a line, "
          + "such as {\"id\":\"1\",\"input\":{\"text\":\"…\"}}")
    }
  }

  private static func name(of type: any Any.Type) -> Wording {
    switch type {
    case is String.Type: Wording(zh: "文字", en: "a text")
    case is Int.Type: Wording(zh: "整数", en: "a whole number")
    case is Bool.Type: Wording(zh: "true 或 false", en: "true or false")
    case is [Any].Type: Wording(zh: "列表", en: "a list")
    default: Wording(zh: "对象", en: "an object")
    }
  }

  private struct Identity: Decodable {
    let id: LintID?
  }

  private struct Refusal: Encodable {
    struct Fault: Encodable {
      let line: Int
      let path: String
      let message: String
    }

    let id: LintID?
    let error: Fault
  }
}
