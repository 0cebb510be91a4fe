import TerminalUI
import WinbackCore
import WinbackOperations

/// One batch: everything an approver must see, and its progress while it is sent.
struct BatchScreen: Screen {
  let kind = Place.Kind.batch

  let bindings =
    BatchBindings.all + [
      Binding(
        [.character("]")], "next-sample", zh: "下一条样例", en: "next sample", pinyin: "xytyl",
        hint: 35,
        refusal: { state in
          (state.openBatch?.samples.count ?? 0) > state.list.sample + 1
            ? nil : Phrase(zh: "没有更多样例", en: "there are no more samples")
        }
      ) { state, _ in
        state.list.sample += 1
        return []
      },
      Binding(
        [.character("[")], "previous-sample", zh: "上一条样例", en: "previous sample", pinyin: "sytyl",
        refusal: {
          $0.list.sample == 0 ? Phrase(zh: "已是第一条样例", en: "this is the first sample") : nil
        }
      ) { state, _ in
        state.list.sample -= 1
        return []
      },
    ]

  func crumb(_ state: ConsoleState, _ place: Place) -> String { place.subject ?? "" }

  func needs(_ state: ConsoleState) -> [Request] { [.batch(state.place.subject ?? "")] }

  func lineCount(_ state: ConsoleState) -> Int { page(state)?.lines.count ?? 0 }

  func draw(_ state: ConsoleState, on frame: inout Frame) {
    let batch = state.batch(state.place.subject ?? "")
    guard ListView.explained(batch, state, in: state.body, on: &frame) != nil else { return }
    page(state)?.draw(on: &frame, in: state.body, top: state.list.top)
  }

  private func page(_ state: ConsoleState) -> Page? {
    state.batch(state.place.subject ?? "").value.map {
      BatchPage.make($0, sample: state.list.sample, state, width: state.body.width)
    }
  }
}
