import Testing
import WinbackCore
import WinbackOperations
import WinbackStore

struct DemoPlaybookTests {
  private func value(_ file: DemoPlaybook.File) throws -> LocatedValue {
    try YAMLFile.read(file.text, file: file.path)
  }

  private func name(_ file: DemoPlaybook.File) -> String {
    String(file.path.split(separator: "/")[1].dropLast(5))
  }

  private func files(_ folder: String) -> [DemoPlaybook.File] {
    DemoPlaybook.files.filter { $0.path.hasPrefix(folder + "/") }
  }

  private func templates() throws -> [MessageTemplate] {
    try files("templates").map { file in
      let read = MessageTemplate.read(try value(file), named: name(file))
      #expect(read.faults.map(\.en) == [])
      return try #require(read.template)
    }
  }

  @Test func `has segments that can be evaluated`() throws {
    let segments = try files("segments").map { file in
      let read = SegmentDefinition.read(try value(file), named: name(file))
      #expect(read.faults.map(\.en) == [])
      return try #require(read.definition)
    }
    let catalogue = SegmentCatalogue(segments)
    #expect(catalogue.faults.map(\.en) == [])
    #expect(segments.count == 6)
  }

  @Test func `has strategies whose parts are there and agree`() throws {
    let segments = Set(files("segments").map(name) + SegmentDefinition.builtIn.map(\.name))
    let templates = try templates()
    for file in files("strategies") {
      let read = Strategy.read(try value(file), named: name(file))
      #expect(read.faults.map(\.en) == [])
      let strategy = try #require(read.strategy)
      #expect(segments.contains(strategy.segment))
      let template = templates.first { $0.id == strategy.template }
      #expect(template?.channel == strategy.channel)
      #expect(strategy.template.text != DemoPlaybook.faultyTemplate)
    }
  }

  @Test func `has copy that passes every rule but one that fails many`() throws {
    let linter = TemplateLinter(words: WordLists.shipped.scanner)
    for template in try templates() {
      let findings = linter.findings(template)
      if template.id.text == DemoPlaybook.faultyTemplate {
        let rules = Set(findings.filter { $0.severity == .error }.map(\.rule))
        #expect(
          rules.isSuperset(of: [
            "word-blocked", "link-space-before", "link-space-after", "opt-out-missing",
            "signature-missing",
          ]))
      } else {
        #expect(
          findings.filter { $0.severity > .note }.map { "\(template.id) \($0.rule) \($0.en)" } == []
        )
      }
    }
  }
}
