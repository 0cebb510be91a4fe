import CNcurses
import Glibc
import TerminalUI

extension Terminal {
  /// Sleeps until something happens and gives back all that happened, in order.
  ///
  /// A burst of resizes is one; keys that are typed while frames are painted come together. Ctrl-Z
  /// stops the program here and is reported when it is continued.
  ///
  /// - Parameter timeout: How long to sleep at most; nil sleeps without a limit.
  /// - Returns: Empty when the time is over.
  public func poll(timeout: Duration? = nil) -> [Input] {
    assertOwner()
    let clock = ContinuousClock()
    let end = timeout.map { clock.now + $0 }
    var inputs: [Input] = []
    while inputs.isEmpty {
      var wait = end.map { max(.zero, $0 - clock.now) }
      // An unfinished paste is given a second: its end may be far away.
      let patience: Duration = parser.isPasting ? .seconds(1) : escapeDelay
      let flushes = parser.isWaiting && (wait.map { patience <= $0 } ?? true)
      if flushes { wait = patience }
      var descriptors = ([input, signals.readEnd, waker.pipe.readEnd] + watched).map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      let count = Glibc.poll(&descriptors, nfds_t(descriptors.count), Self.milliseconds(wait))
      if count < 0 {
        guard errno == EINTR else { return [.terminate(signal: SIGHUP)] }
        continue
      }
      if count == 0 {
        guard flushes else { return [] }
        take(parser.flush(), into: &inputs)
        continue
      }
      if descriptors[1].revents != 0 { takeSignals(into: &inputs) }
      if descriptors[0].revents != 0 { takeBytes(into: &inputs) }
      if descriptors[2].revents != 0 {
        _ = waker.pipe.drain()
        inputs.append(.wake)
      }
      for descriptor in descriptors[3...] where descriptor.revents != 0 {
        inputs.append(.fileDescriptorReady(descriptor.fd))
      }
    }
    return inputs
  }

  private static func milliseconds(_ duration: Duration?) -> Int32 {
    guard let duration else { return -1 }
    let parts = duration.components
    // Rounded up, so that a wait is never shorter than asked for.
    let milliseconds =
      parts.seconds * 1_000 + (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: milliseconds)
  }

  private func takeBytes(into inputs: inout [Input]) {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(input, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return }
      guard count > 0 else {
        inputs.append(.terminate(signal: SIGHUP))
        return
      }
      take(parser.feed(buffer[..<count]), into: &inputs)
      // More may be there already: a frame for each key of a burst would be wasted.
      var more = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      guard Glibc.poll(&more, 1, 0) > 0, more.revents & Int16(POLLIN) != 0 else { return }
    }
  }

  private func take(_ events: [InputParser.Event], into inputs: inout [Input]) {
    for event in events {
      switch event {
      case .key(.control("z")):
        report(stop, into: &inputs)
      case .key(let key):
        inputs.append(.key(key))
      case .mode(let mode, let state):
        if mode == 2026 { hasSynchronizedOutput = state == 1 || state == 2 }
      case .cursorColumn(let column):
        ambiguousIsWide = column == 3
        if ambiguousIsWide { inputs.append(.ambiguousIsWide) }
      }
    }
  }

  private func takeSignals(into inputs: inout [Input]) {
    var seen: Set<Int32> = []
    for byte in signals.drain() {
      let signal = Int32(byte)
      guard seen.insert(signal).inserted else { continue }
      switch signal {
      case SIGTERM, SIGHUP, SIGINT, SIGQUIT:
        inputs.append(.terminate(signal: signal))
      case SIGTSTP:
        report(stop, into: &inputs)
      case SIGCONT where ignoresContinue:
        ignoresContinue = false
      case SIGCONT:
        // Stopped by a signal that cannot be caught: whoever had the terminal meanwhile changed it.
        report(takeBack, into: &inputs)
      default: break
      }
    }
    if let now = takeSize() { inputs.append(.resize(now)) }
  }

  /// Reports an interruption, and the size where it is another one afterwards.
  private func report(_ interruption: () -> Void, into inputs: inout [Input]) {
    let before = size
    interruption()
    inputs.append(.suspendResumed)
    if size != before { inputs.append(.resize(size)) }
  }
}
