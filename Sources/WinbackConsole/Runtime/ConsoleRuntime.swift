import TerminalUI
public import WinbackCore

/// Runs the console on one thread: reads all input, takes all answers, draws once, waits.
///
/// There is no timer but the one that moves the clock on at each full minute.
public final class ConsoleRuntime {
  private let surface: any TerminalSurface
  private let mailbox: Mailbox
  private let worker: Worker
  private let clock: @Sendable () -> Instant
  private var state: ConsoleState
  private var painted: Frame?
  private var isRunning = true

  /// - Parameters:
  ///   - asOf: The instant of the data until the operator refreshes; nil takes the clock's.
  ///   - clock: The process clock; read at the start and whenever the loop wakes.
  public init(
    session: ConsoleSession, backend: any ConsoleBackend, surface: any TerminalSurface,
    asOf: Instant? = nil, clock: @escaping @Sendable () -> Instant
  ) {
    self.surface = surface
    self.clock = clock
    mailbox = Mailbox(wake: surface.wake)
    worker = Worker(backend: backend, mailbox: mailbox)
    state = ConsoleState(session: session, size: surface.size, now: clock())
    if let asOf { state.asOf = asOf }
  }

  /// Shows the console until the operator leaves it or the terminal is gone.
  public func run() {
    perform(state.start())
    while isRunning {
      show()
      let inputs = surface.poll(timeout: timeToNextMinute())
      let now = clock()
      if now.seconds / 60 != state.now.seconds / 60 { handle(.ticked(now)) }
      for input in inputs where isRunning { take(input) }
      for message in mailbox.drain() where isRunning { handle(message) }
    }
  }

  private func take(_ input: TerminalInput) {
    switch input {
    case .key(let key): handle(.key(key))
    case .resized(let size): handle(.resized(size))
    case .exposed: painted = nil
    case .glyphs(let glyphs): handle(.glyphs(glyphs))
    case .filesChanged: handle(.filesChanged)
    case .hangup: isRunning = false
    }
  }

  private func handle(_ message: Message) {
    perform(update(&state, message))
  }

  /// Draws once for everything that happened since the last time.
  private func show() {
    let frame = draw(state)
    guard frame != painted else { return }
    surface.paint(frame)
    painted = frame
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .fetch(let request, let number, let context):
        worker.fetch(request, number: number, context)
      case .drop(let number): worker.drop(number: number)
      case .act(let act, let number, let context):
        worker.perform(act, number: number, context)
      case .use(let theme):
        surface.use(theme)
        painted = nil
      case .copy(let text): surface.copy(text)
      case .suspend:
        surface.suspend()
        painted = nil
      case .quit: isRunning = false
      }
    }
  }

  private func timeToNextMinute() -> Duration {
    let into = ((clock().seconds % 60) + 60) % 60
    return .seconds(60 - into)
  }
}
