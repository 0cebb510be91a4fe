public import Foundation

/// The worked cases with exact answers.
///
/// `WINBACK_GOLDEN` names a folder of the same form to test against instead of the copy beside the
/// tests, so that cases nobody here has seen can be run.
public enum Golden {
  /// The folder in use.
  public static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["WINBACK_GOLDEN"], !path.isEmpty {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return tests.appending(path: "Golden")
  }()

  /// The folder `Tests` of this checkout.
  public static let tests = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The CDNOW purchases: beside the golden folder if they are there, else the copy in Tests.
  public static let cdnow: URL = {
    let beside = folder.deletingLastPathComponent().appending(path: "data/cdnow")
    return FileManager.default.fileExists(atPath: beside.path)
      ? beside : tests.appending(path: "Data/cdnow")
  }()

  /// Tells whether a golden family is present, for `.enabled(if:)`, so that a missing one is skipped.
  public static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// The bytes of one file of the folder.
  public static func data(_ path: String) throws -> Data {
    try Data(contentsOf: folder.appending(path: path))
  }

  /// One case of a case file, its parts as JSON objects.
  public struct Case: @unchecked Sendable, CustomStringConvertible {
    // Safe: the values are immutable Foundation property lists, only ever read.
    public let id: String
    public let input: [String: Any]
    public let expected: [String: Any]
    public var description: String { id }
  }

  /// The cases of `cases/<name>.json`; empty when the file is absent.
  public static func cases(_ name: String) -> [Case] {
    guard let data = try? data("cases/\(name).json"),
      let file = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let list = file["cases"] as? [[String: Any]]
    else { return [] }
    return list.compactMap { item in
      guard let id = item["id"] as? String, let input = item["input"] as? [String: Any],
        let expected = item["expected"] as? [String: Any]
      else { return nil }
      return Case(id: id, input: input, expected: expected)
    }
  }
}
