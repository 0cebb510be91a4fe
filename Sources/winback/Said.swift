import Foundation
import WinbackCore

/// The language of this run, known before the command line is parsed so that help is worded in it.
enum Said {
  /// `--lang` wherever it stands, else the environment's.
  static let language: Language = {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", arguments.indices.contains(index + 1),
        let language = Language(rawValue: arguments[index + 1])
      {
        return language
      }
      if argument.hasPrefix("--lang="),
        let language = Language(rawValue: String(argument.dropFirst(7)))
      {
        return language
      }
    }
    return Language.preferred(in: ProcessInfo.processInfo.environment)
  }()

  /// The wording of this run's language.
  static func words(zh: String, en: String) -> String { language.pick(zh: zh, en: en) }
}

/// Where progress and messages go, so that results can be piped.
enum StandardError {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
