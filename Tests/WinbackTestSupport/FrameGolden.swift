import Foundation
public import TerminalUI
public import Testing

/// Compares `frame` with the golden file `Frames/<name>.frame` beside the calling tests.
///
/// Also proves that every row is whole and exactly as wide as the frame. With `UPDATE_FRAMES=1` in
/// the environment the file is written anew; the change is then reviewed like code.
///
/// - Parameter name: The file's name without extension, such as `overview-80x24-zh`.
public func checkFrame(
  _ frame: Frame, _ name: String, filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let faults = FrameText.faults(of: frame)
  #expect(faults.isEmpty, sourceLocation: sourceLocation)
  let actual = FrameText.describe(frame)
  let file = try goldenFrame(name, testFile: filePath)
  if ProcessInfo.processInfo.environment["UPDATE_FRAMES"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: file)
    return
  }
  guard let data = try? Data(contentsOf: file) else {
    Issue.record(
      "\(file.lastPathComponent) is missing; draw it with UPDATE_FRAMES=1 and review it",
      sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard expected != actual else { return }
  Issue.record(
    "\(file.lastPathComponent) differs:\n\(changedLines(from: expected, to: actual))",
    sourceLocation: sourceLocation)
}

/// `Tests/<target>/Frames/<name>.frame` for a test file anywhere under `Tests/<target>`.
private func goldenFrame(_ name: String, testFile: String) throws -> URL {
  var folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
  while folder.deletingLastPathComponent().lastPathComponent != "Tests" {
    guard folder.path != "/" else { throw CocoaError(.fileNoSuchFile) }
    folder = folder.deletingLastPathComponent()
  }
  return folder.appending(path: "Frames/\(name).frame")
}

/// The lines that differ, each as it was and as it is.
private func changedLines(from old: String, to new: String) -> String {
  let old = old.components(separatedBy: "\n")
  let new = new.components(separatedBy: "\n")
  var lines: [String] = []
  for index in 0..<max(old.count, new.count) {
    let before = index < old.count ? old[index] : nil
    let after = index < new.count ? new[index] : nil
    guard before != after else { continue }
    if let before { lines.append("- \(before)") }
    if let after { lines.append("+ \(after)") }
  }
  return lines.joined(separator: "\n")
}
