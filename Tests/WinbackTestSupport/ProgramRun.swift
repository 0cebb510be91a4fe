public import Foundation

/// One run of the built program, as a user starts it.
public struct ProgramRun: Sendable {
  public var status: Int32
  public var output: String
  public var errors: String

  /// Runs `winback` to its end.
  public init(
    _ arguments: [String], environment: [String: String] = [:], input: String = "",
    folder: URL? = nil
  ) throws {
    let process = try Self.process(arguments, environment: environment, folder: folder)
    let (output, errors, stdin) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = stdin
    try process.run()
    let collected = Collected()
    let reader = Thread { collected.set(errors.fileHandleForReading.readDataToEndOfFile()) }
    reader.start()
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? stdin.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    status = process.terminationStatus
    self.output = String(decoding: data, as: UTF8.self)
    self.errors = String(decoding: collected.wait(), as: UTF8.self)
  }

  /// The output as a JSON value.
  public func json() throws -> Any {
    try JSONSerialization.jsonObject(with: Data(output.utf8), options: [.fragmentsAllowed])
  }

  /// Starts `winback` and leaves it running, its output thrown away.
  public static func start(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Process {
    let process = try process(arguments, environment: environment, folder: nil)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }

  public struct NotBuilt: Error {}

  private static func process(
    _ arguments: [String], environment: [String: String], folder: URL?
  ) throws -> Process {
    guard let path = BuiltProgram.path("winback") else { throw NotBuilt() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    var all = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("WINBACK") && !$0.key.hasPrefix("LC_") && $0.key != "LANG"
    }
    all.merge(environment) { $1 }
    process.environment = all
    if let folder { process.currentDirectoryURL = folder }
    return process
  }

  /// What another thread read.
  private final class Collected: @unchecked Sendable {
    // Safe: the value is set once, before the semaphore lets the reader on.
    private var data = Data()
    private let done = DispatchSemaphore(value: 0)

    func set(_ data: Data) {
      self.data = data
      done.signal()
    }

    func wait() -> Data {
      done.wait()
      return data
    }
  }
}
