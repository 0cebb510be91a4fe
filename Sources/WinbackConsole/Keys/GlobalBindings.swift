import TerminalUI
import WinbackCore

/// The keys that mean the same on every screen.
enum GlobalBindings {
  static let all: [Binding] = moving + lists + places + session

  private static let moving: [Binding] = [
    Binding(
      [.character("j"), .down], "down", zh: "下一行", en: "next row", pinyin: "xyh"
    ) { state, _ in state.moveCursor(by: 1) },
    Binding(
      [.character("k"), .up], "up", zh: "上一行", en: "previous row", pinyin: "syh"
    ) { state, _ in state.moveCursor(by: -1) },
    Binding(
      [.home], shown: "gg Home", "top", zh: "到开头", en: "first row", pinyin: "dkt"
    ) { state, _ in state.moveCursor(to: 0) },
    Binding(
      [.character("G"), .end], "bottom", zh: "到末尾", en: "last row", pinyin: "dmw"
    ) { state, _ in
      state.moveCursor(to: (state.screen.rowCount(state) ?? state.screen.lineCount(state)) - 1)
    },
    Binding(
      [.control("d")], "half-down", zh: "下半页", en: "half a page down", pinyin: "xby"
    ) { state, _ in state.moveCursor(by: max(1, state.pageHeight / 2)) },
    Binding(
      [.control("u")], "half-up", zh: "上半页", en: "half a page up", pinyin: "sby"
    ) { state, _ in state.moveCursor(by: -max(1, state.pageHeight / 2)) },
    Binding(
      [.pageDown, .control("f")], "page-down", zh: "下一页", en: "a page down", pinyin: "xyy"
    ) { state, _ in state.moveCursor(by: state.pageHeight) },
    Binding(
      [.pageUp, .control("b")], "page-up", zh: "上一页", en: "a page up", pinyin: "syy"
    ) { state, _ in state.moveCursor(by: -state.pageHeight) },
  ]

  private static let lists: [Binding] = [
    Binding(
      [.character("/")], "filter", zh: "过滤", en: "filter", pinyin: "gl", hint: 40,
      refusal: { state in
        state.screen.unfilteredCount(state) == nil
          ? Phrase(zh: "这里没有可过滤的列表", en: "there is no list to filter here") : nil
      }
    ) { state, _ in
      state.beginPrompt(.filter)
      return []
    },
    Binding(
      [.character("o")], "sort", zh: "排序", en: "sort", pinyin: "px", refusal: cannotSort
    ) { state, _ in
      state.dialog = .sort(Picker(cursor: state.list.sort?.column ?? 0))
      return []
    },
    Binding(
      [.character("O")], "sort-reverse", zh: "反向排序", en: "reverse the order", pinyin: "fxpx",
      refusal: cannotSort
    ) { state, _ in
      var sort = state.list.sort ?? ListState.Sort(column: 0, isDescending: false)
      sort.isDescending.toggle()
      state.list.sort = sort
      return []
    },
    Binding(
      [.character(" ")], "mark", zh: "选中", en: "mark", pinyin: "xz", refusal: noRows
    ) { state, _ in state.toggleMark() },
    Binding(
      [.character("V")], "mark-all", zh: "全选匹配", en: "mark all shown", pinyin: "qxpp",
      refusal: noRows
    ) { state, _ in state.markAll() },
    Binding(
      [.character("U")], "unmark", zh: "清除选中", en: "clear marks", pinyin: "qcxz", refusal: noRows
    ) { state, _ in
      state.list.marks = []
      return []
    },
    Binding(
      [.character("y")], "copy", zh: "复制编号", en: "copy the id", pinyin: "fzbh"
    ) { state, _ in state.copyID() },
  ]

  private static let places: [Binding] =
    Tab.allCases.map { tab in
      Binding(
        [.character(Character("\(tab.rawValue)"))], tab.title.en.lowercased(), zh: tab.title.zh,
        en: tab.title.en, pinyin: pinyin(of: tab)
      ) { state, _ in
        state.show(tab)
        return []
      }
    } + [
      Binding(
        [.character("[")], "back", zh: "上一处", en: "back in history", pinyin: "syc",
        refusal: { state in
          state.past.isEmpty ? Phrase(zh: "没有更早的页面", en: "nothing was open before") : nil
        }
      ) { state, _ in
        _ = state.goBack()
        return []
      },
      Binding(
        [.character("]")], "forward", zh: "下一处", en: "forward in history", pinyin: "xyc",
        refusal: { state in
          state.future.isEmpty ? Phrase(zh: "没有更新的页面", en: "nothing to go forward to") : nil
        }
      ) { state, _ in
        _ = state.goForward()
        return []
      },
      Binding(
        [], "strategies", zh: "策略列表", en: "strategies", pinyin: "cllb"
      ) { state, _ in
        state.open(.strategies)
        return []
      },
      opening("batch", .batch, zh: "打开批次", en: "open a batch", "dkpc") { .batch($0) },
      opening("user", .user, zh: "打开用户", en: "open a user", "dkyh") { .user(User.ID($0)) },
      opening("segment", .segment, zh: "打开分群", en: "open a segment", "dkfq") { .segment($0) },
      opening("template", .template, zh: "打开模板", en: "open a template", "dkmb") {
        .template($0)
      },
      opening("where", .predicate, zh: "按条件列出用户", en: "list users by a predicate", "atjlcyh") {
        .members(.predicate($0))
      },
    ]

  private static let session: [Binding] = [
    Binding(
      [.character(":")], "", zh: "命令", en: "command", pinyin: "ml", hint: 50
    ) { state, _ in
      state.beginPrompt(.command)
      return []
    },
    Binding(
      [.control("p")], "palette", zh: "命令面板", en: "palette", pinyin: "mlmb"
    ) { state, _ in
      state.dialog = .palette(Picker())
      return []
    },
    Binding(
      [.character("R")], "refresh", zh: "刷新", en: "refresh", pinyin: "sx", hint: 60
    ) { state, _ in
      state.asOf = state.now
      state.outdate()
      state.tell(
        .info, zh: "已按 \(state.time(state.now)) 重新计算",
        en: "computed anew as of \(state.time(state.now))")
      return []
    },
    Binding(
      [], "operator", zh: "切换操作员", en: "change operator", pinyin: "qhczy", argument: .operatorID
    ) { state, id in state.begin(.setOperator(id)) },
    Binding(
      [], "theme", zh: "切换主题", en: "change theme", pinyin: "qhzt", argument: .theme
    ) { state, name in state.begin(.loadTheme(name)) },
    Binding(
      [], "lang", zh: "切换语言", en: "change language", pinyin: "qhyy", argument: .language
    ) { state, name in
      guard let language = Language(rawValue: name) else {
        state.tell(.error, zh: "没有语言「\(name)」: 可用 zh 或 en", en: "no language \"\(name)\": zh or en")
        return []
      }
      state.session.language = language
      state.outdate()
      return []
    },
    Binding(
      [.control("z")], "suspend", zh: "挂起", en: "suspend", pinyin: "gq"
    ) { _, _ in [.suspend] },
    Binding([.escape], "cancel", zh: "退一步", en: "step back", pinyin: "tyb") { state, _ in
      state.stepOut()
    },
    Binding(
      [.character("?")], "help", zh: "帮助", en: "help", pinyin: "bz", hint: 90
    ) { state, _ in
      state.dialog = .help(Picker())
      return []
    },
    Binding(
      [.character("q")], "up-or-quit", zh: "返回", en: "back", pinyin: "fh", hint: 91
    ) { state, _ in
      if !state.goUp() { state.askToQuit() }
      return []
    },
    Binding([], "q", zh: "退出", en: "quit", pinyin: "tc") { _, _ in [.quit] },
  ]

  private static let cannotSort: @Sendable (ConsoleState) -> Phrase? = { state in
    state.screen.sortColumns(state).isEmpty
      ? Phrase(zh: "这里没有可排序的列", en: "nothing can be sorted here") : nil
  }

  private static let noRows: @Sendable (ConsoleState) -> Phrase? = { state in
    state.screen.rowCount(state) == nil
      ? Phrase(zh: "这里没有可选的行", en: "there are no rows to mark here") : nil
  }

  private static func opening(
    _ name: String, _ argument: Binding.Argument, zh: String, en: String, _ pinyin: String,
    place: @escaping @Sendable (String) -> Place
  ) -> Binding {
    Binding([], name, zh: zh, en: en, pinyin: pinyin, argument: argument) { state, text in
      state.open(place(text))
      return []
    }
  }

  private static func pinyin(of tab: Tab) -> String {
    switch tab {
    case .overview: "gl"
    case .segments: "fq"
    case .templates: "mb"
    case .batches: "pc"
    case .users: "yh"
    case .results: "jg"
    }
  }
}

extension ConsoleState {
  mutating func askToQuit() {
    dialog = .confirm(
      Confirmation(
        title: Phrase(zh: "退出", en: "Quit"),
        lines: [
          Phrase(
            zh: "退出控制台。正在发送的批次由发送进程继续，不受影响。",
            en: "Leave the console. A dispatcher that is sending goes on by itself.")
        ],
        button: Phrase(zh: "退出 y", en: "Quit y"), deed: .quit))
  }

  /// Copies the marked ids, else the one under the cursor or of the place, to the clipboard.
  mutating func copyID() -> [Effect] {
    let marks = list.marks.sorted()
    if !marks.isEmpty {
      tell(
        .ok, zh: "已复制 \(marks.count) 个编号 (终端剪贴板)",
        en: "copied \(marks.count) ids (terminal clipboard)")
      return [.copy(marks.joined(separator: "\n"))]
    }
    guard let id = screen.rowID(self, at: list.cursor) ?? place.subject else {
      tell(.warning, zh: "这里没有编号可复制", en: "there is no id to copy here")
      return []
    }
    tell(.ok, zh: "已复制 \(id) (终端剪贴板)", en: "copied \(id) (terminal clipboard)")
    return [.copy(id)]
  }
}

extension Place {
  /// The name or id of what is open here; nil for a list.
  var subject: String? {
    switch self {
    case .segment(let name), .template(let name), .batch(let name): name
    case .user(let id): id.text
    case .members(.segment(let name)), .members(.predicate(let name)): name
    case .overview, .segments, .templates, .batches, .strategies, .users, .results: nil
    }
  }
}
