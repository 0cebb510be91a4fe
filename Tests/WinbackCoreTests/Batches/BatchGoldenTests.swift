import Foundation
import Testing
import WinbackCore
import WinbackTestSupport

struct BatchGoldenTests {
  @Test(
    .enabled(if: Golden.has("cases/batch.json")), arguments: Golden.cases("batch"))
  func `agrees with the worked cases`(golden: Golden.Case) throws {
    if let matrix = golden.expected["matrix"] as? [String: [String: String]] {
      try check(matrix)
    } else if let level = golden.expected["level"] as? String {
      let risk = BatchRisk(
        recipients: try #require(golden.input["recipients"] as? Int),
        exposure: Money(minor: Int64(try #require(golden.input["max_exposure_minor"] as? Int))),
        isNewTemplate: golden.input["new_template"] as? Bool ?? false,
        overridesGate: golden.input["gate_override"] as? Bool ?? false)
      #expect(risk.name == level)
      #expect(risk.approvalsNeeded == golden.expected["approvals"] as? Int)
    } else {
      try replay(golden)
    }
  }

  private func check(_ matrix: [String: [String: String]]) throws {
    for (state, row) in matrix {
      let state = try #require(BatchState(rawValue: state))
      for (action, expected) in row {
        let action = try #require(BatchAction(rawValue: action))
        let after = state.after(action)?.rawValue ?? "E_STATE"
        #expect(expected.split(separator: "|").last.map(String.init) == after, "\(state) \(action)")
      }
    }
  }

  /// Plays approvals, edits and starts against the rules, as the store would.
  private func replay(_ golden: Golden.Case) throws {
    let batch = try #require(golden.input["batch"] as? [String: Any])
    let steps = try #require(golden.input["steps"] as? [[String: Any]])
    let expected = try #require(golden.expected["results"] as? [[String: Any]])
    var hash = try #require(batch["hash"] as? String)
    let need = try #require(batch["need"] as? Int)
    var authors = Set(try #require(batch["authors"] as? [String]).map { Operator.ID($0) })
    var state = BatchState.submitted
    var approvals: [Approval] = []
    for (step, wanted) in zip(steps, expected) {
      let person = Operator.ID(try #require(step["by"] as? String))
      let now = try #require(Instant(rfc3339: step["at"] as? String ?? ""))
      let action = try #require(BatchAction(rawValue: step["do"] as? String ?? ""))
      var result = "ok"
      if let after = state.after(action) {
        switch action {
        case .approve:
          let named = try #require(step["hash"] as? String)
          let approver = Operator(
            id: person, name: "",
            roles: step["role"].map { [Operator.Role(rawValue: "\($0)")!] } ?? [.approver],
            publicKey: "")
          let refusal = ApprovalRules.refusal(
            by: approver, authors: authors, present: hash, named: named, earlier: approvals, at: now
          )
          if let refusal {
            result = refusal.rawValue
          } else {
            approvals.append(
              Approval(
                batch: "b", version: 1, operatorID: person, at: now, contentHash: named,
                messagesHash: "", recipients: 1))
            if ApprovalRules.valid(approvals, for: hash, at: now).count >= need { state = after }
          }
        case .edit, .withdraw:
          if let changed = step["hash"] as? String { hash = changed }
          if action == .edit { authors.insert(person) }
          approvals = []
          state = after
        case .submit:
          authors.insert(person)
          state = after
        case .start:
          if ApprovalRules.valid(approvals, for: hash, at: now).count >= need {
            state = after
          } else {
            result = "AP_EXPIRED"
            state = .expired
          }
        default: state = after
        }
      } else {
        result = "E_STATE"
      }
      #expect(result == wanted["result"] as? String, "\(golden.id) \(step)")
      #expect(state.rawValue == wanted["state"] as? String)
      #expect(
        ApprovalRules.valid(approvals, for: hash, at: now).count == wanted["live"] as? Int,
        "\(golden.id) \(step)")
    }
  }
}

struct BatchHashGoldenTests {
  @Test(
    .enabled(if: Golden.has("cases/hash_canonical.json")), arguments: Golden.cases("hash_canonical")
  )
  func `writes canonical JSON`(golden: Golden.Case) throws {
    let data = try JSONSerialization.data(
      withJSONObject: golden.input["value"] as Any, options: [.fragmentsAllowed])
    let value = try #require(CanonicalJSON(json: String(decoding: data, as: UTF8.self)))
    #expect(value.string == golden.expected["canonical"] as? String)
    #expect(value.sha256 == golden.expected["sha256"] as? String)
  }

  @Test(
    .enabled(if: Golden.has("cases/hash_audience.json")), arguments: Golden.cases("hash_audience"))
  func `hashes an audience`(golden: Golden.Case) throws {
    let rows = try #require(golden.input["rows"] as? [[String]])
    var hash = AudienceHash()
    for row in rows.sorted(by: { $0[0].utf8.lexicographicallyPrecedes($1[0].utf8) }) {
      hash.add(user: User.ID(row[0]), arm: row[1], channel: row[2], plan: row[3])
    }
    #expect(hash.finish() == golden.expected["audience_sha256"] as? String)
  }

  @Test(
    .enabled(if: Golden.has("cases/hash_content.json")), arguments: Golden.cases("hash_content"))
  func `hashes the content and keys each message`(golden: Golden.Case) throws {
    if let key = golden.expected["idempotency_key"] as? String {
      let made = IdempotencyKey.of(
        batch: try #require(golden.input["batch_id"] as? String),
        user: User.ID(try #require(golden.input["user_id"] as? String)),
        step: try #require(golden.input["step_no"] as? Int),
        channel: try #require(Channel(rawValue: golden.input["channel"] as? String ?? "")))
      #expect(made == key)
      return
    }
    func json(_ value: Any?) throws -> CanonicalJSON {
      let data = try JSONSerialization.data(
        withJSONObject: value ?? NSNull(), options: [.fragmentsAllowed])
      return try #require(CanonicalJSON(json: String(decoding: data, as: UTF8.self)))
    }
    let content = try json(golden.input["content"])
    if let documents = golden.input["documents"] as? [String: Any] {
      for (name, document) in documents {
        #expect(try json(document).sha256 == content[name]?.asText)
      }
    }
    let batch = BatchContent(
      audience: try #require(content["audience"]?.asText),
      budget: content["budget_minor"]?.asInteger.map { Money(minor: $0) },
      experiment: content["experiment"] ?? .null, flow: content["flow"] ?? .null,
      plan: content["plan"] ?? .null, policy: content["policy"] ?? .null,
      schedule: content["schedule"] ?? .null, template: content["template"] ?? .null)
    #expect(batch.hash == golden.expected["content_hash"] as? String)
  }
}

struct AuditChainGoldenTests {
  @Test(
    .enabled(if: Golden.has("cases/audit_chain.json")), arguments: Golden.cases("audit_chain"))
  func `finds the first bad entry`(golden: Golden.Case) throws {
    var chain = AuditChain()
    for entry in try #require(golden.input["entries"] as? [[String: Any]]) {
      let detail = try JSONSerialization.data(withJSONObject: entry["detail"] ?? [String: Any]())
      chain.check(
        AuditEntry(
          seq: Int64(try #require(entry["seq"] as? Int)),
          at: try #require(Instant(rfc3339: entry["ts"] as? String ?? "")),
          actor: entry["actor"] as? String ?? "", action: entry["action"] as? String ?? "",
          object: entry["object"] as? String ?? "",
          detail: try #require(CanonicalJSON(json: String(decoding: detail, as: UTF8.self))),
          prevHash: entry["prev_hash"] as? String ?? "", hash: entry["hash"] as? String ?? ""))
    }
    let result = chain.finish(anchoredHead: golden.input["anchored_head"] as? String)
    #expect(result.isIntact == golden.expected["ok"] as? Bool)
    #expect(result.firstBadSeq.map(Int.init) == golden.expected["first_bad_seq"] as? Int)
    if let reason = golden.expected["reason"] as? String {
      #expect(result.fault?.rawValue == reason)
    }
  }
}
