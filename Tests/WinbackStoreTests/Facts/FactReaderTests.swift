import Testing
import WinbackCore

@testable import WinbackStore

/// What is read back of imported facts and contacts.
struct FactReaderTests {
  private let fixture: ImportFixture
  private var store: WorkspaceStore { fixture.store }

  init() throws {
    fixture = try ImportFixture()
    try fixture.importing([
      (
        .users,
        [
          "user_id,registered_at,phone,name,tz,vip,attr_city",
          "b_1,2024-01-01T00:00:00Z,13800000001,"
            + "王小明,Europe/Paris,1,\"a\"\"b\"", "B%2,2024-01-02T00:00:00Z,,李 100%,,0,",
          "a,2024-01-03T00:00:00Z,+14155550100,Ann_Lee,,,", "ü,2024-01-04T00:00:00Z,,,,,",
        ]
      ),
      (
        .orders,
        [
          "order_id,user_id,created_at,status,amount_minor,paid_at,refund_minor,kind,touch_id",
          "o1,b_1,2024-02-01T00:00:00Z,completed,100,2024-02-02T00:00:00Z,5,membership,t1",
          "o2,a,2024-02-01T00:00:00Z,created,7,,,,",
          "o3,b_1,2024-06-29T00:00:00Z,paid,8,2024-06-29T01:00:00Z,,,",
        ]
      ),
      (
        .events,
        [
          "event_id,user_id,ts,type,value", "e1,b_1,2024-02-01T00:00:00Z,session,",
          "e2,ü,2024-06-29T00:00:00Z,x_deal,9",
        ]
      ),
      (
        .touches,
        [
          "touch_id,user_id,channel,sent_at,purpose,status,step_no,cost_minor",
          "t1,b_1,sms,2024-06-20T00:00:00Z,recall,,2,5",
          "t2,b_1,email,2024-06-21T00:00:00Z,marketing,failed,,",
          "t3,b_1,push,2024-06-22T00:00:00Z,marketing,sent,,",
          "t4,a,sms,2024-06-22T00:00:00Z,recall,unknown,,",
          "t5,a,sms,2024-06-22T00:00:00Z,service,sent,,", "t6,a,sms,2024-01-22T00:00:00Z,recall,,,",
        ]
      ),
      (
        .receipts,
        [
          "receipt_id,touch_id,ts,type,detail", "r2,t1,2024-06-20T02:00:00Z,opened,",
          "r1,t1,2024-06-20T01:00:00Z,delivered,ok", "r3,t4,2024-06-22T01:00:00Z,failed_perm,",
        ]
      ),
      (
        .numbers,
        ["number,owner,last_checked_at,result", "2,,,", "1,me,2024-06-01T00:00:00Z,clean"]
      ),
      (
        .consents,
        [
          "user_id,channel,state,ts,source,evidence", "a,sms,granted,2024-01-04T00:00:00Z,app,f",
          "a,sms,withdrawn,2024-02-04T00:00:00Z,,", "a,sms,granted,2024-03-04T00:00:00Z,,",
          "a,email,denied,2024-01-04T00:00:00Z,,",
        ]
      ),
      (
        .suppressions,
        [
          "user_id,scope,from,until,reason",
          "a,all,2024-01-01T00:00:00Z,2024-02-01T00:00:00Z,complaint",
          "b_1,sms,2024-01-01T00:00:00Z,,legal", "b_1,all,2030-01-01T00:00:00Z,,",
        ]
      ),
    ])
  }

  private func instant(_ text: String) throws -> Instant {
    try #require(Instant(rfc3339: text))
  }

  @Test func `a history holds the user's own records and nobody else's`() throws {
    let history = try #require(try store.history(of: "b_1"))
    #expect(
      history.user
        == User(
          id: "b_1", registeredAt: try instant("2024-01-01T00:00:00Z"), phone: "+8613800000001",
          zone: "Europe/Paris", isVIP: true, name: "王小明", attributes: ["city": "a\"b"]))
    #expect(
      history.orders.first { $0.id == "o1" }
        == Order(
          id: "o1", userID: "b_1", createdAt: try instant("2024-02-01T00:00:00Z"),
          status: .completed, amount: Money(minor: 100),
          paidAt: try instant("2024-02-02T00:00:00Z"),
          refund: Money(minor: 5), kind: .membership, touchID: "t1"))
    #expect(Set(history.orders.map(\.id)) == ["o1", "o3"])
    #expect(history.events.map(\.id) == ["e1"])
    #expect(
      history.touches.first { $0.id == "t1" }
        == Touch(
          id: "t1", userID: "b_1", channel: .sms, sentAt: try instant("2024-06-20T00:00:00Z"),
          purpose: .recall, stepNo: 2, status: .sent, cost: Money(minor: 5)))
    #expect(Set(history.touches.map(\.id)) == ["t1", "t2", "t3"])
    #expect(try store.history(of: "nobody") == nil)
  }

  @Test func `the stream of histories has each user once, as he is read alone`() throws {
    let own = Touch(
      id: "own", userID: "a", channel: .sms, sentAt: try instant("2024-06-25T00:00:00Z"),
      purpose: .recall)
    var seen: [User.ID: UserHistory] = [:]
    try store.forEachHistory(ownTouches: ["a": [own]]) { history in
      #expect(seen.updateValue(history, forKey: history.user.id) == nil)
    }
    #expect(Set(seen.keys) == ["a", "b_1", "B%2", "ü"])
    for (id, history) in seen {
      let alone = try #require(try store.history(of: id, ownTouches: id == "a" ? [own] : []))
      #expect(alone.user == history.user)
      #expect(Set(alone.orders) == Set(history.orders))
      #expect(Set(alone.events) == Set(history.events))
      #expect(Set(alone.touches) == Set(history.touches))
    }
  }

  @Test(arguments: [
    ("", ["B%2", "a", "b_1", "ü"]), ("b_", ["b_1"]), ("b", ["B%2", "b_1"]), ("B%", ["B%2"]),
    ("_", ["a"]), ("138", ["b_1"]), ("+86138", ["b_1"]), ("+1415", ["a"]), ("小明", ["b_1"]),
    ("王小明", ["b_1"]), ("100%", ["B%2"]), ("\\", []), (" ü ", ["ü"]), ("'; DROP TABLE user", []),
  ])
  func `finds users by id, number and name`(text: String, expected: [String]) throws {
    #expect(try store.searchUsers(text, limit: 10).map(\.id.text) == expected)
    #expect(try store.searchUsers(text, limit: 1).map(\.id.text) == Array(expected.prefix(1)))
  }

  @Test func `receipts come in time order, numbers by number`() throws {
    #expect(try store.importedReceipts(of: "b_1").map(\.id) == ["r1", "r2"])
    #expect(try store.importedReceipts(of: "b_1").map(\.detail) == ["ok", nil])
    #expect(try store.importedReceipts(of: "ü") == [])
    #expect(
      try store.numbers() == [
        OutboundNumber(
          id: "1", owner: "me", lastCheckedAt: try instant("2024-06-01T00:00:00Z"), result: .clean),
        OutboundNumber(id: "2"),
      ])
    #expect(try store.userCount() == 4)
  }

  @Test func `what happened lately leaves older records out`() throws {
    let after = try instant("2024-06-28T00:00:00Z")
    let recent = try store.recentHistories(after: after)
    #expect(Set(recent.keys) == ["b_1", "ü"])
    #expect(recent["b_1"]?.orders.map(\.id) == ["o3"])
    #expect(recent["b_1"]?.events == [])
    #expect(recent["ü"]?.events.map(\.id) == ["e2"])
    let asked = try store.recentHistories(of: ["a", "b_1", "nobody"], after: after)
    #expect(Set(asked.keys) == ["a", "b_1"])
    #expect(asked["a"]?.orders == [])
  }

  @Test func `caps count what was sent, an empty status included, and not what failed`() throws {
    let after = try instant("2024-06-01T00:00:00Z")
    let touches = try store.countedTouches(after: after)
    #expect(Set(touches.keys) == ["a", "b_1"])
    #expect(touches["b_1"]?.map(\.channel.rawValue).sorted() == ["push", "sms"])
    #expect(touches["a"]?.map(\.at) == [try instant("2024-06-22T00:00:00Z")])
    #expect(Set(try store.countedTouches(of: ["a"], after: after).keys) == ["a"])
  }

  @Test func `the latest consent counts and suppressions in force`() throws {
    #expect(try store.consents(of: "a").map(\.state) == [.denied, .granted, .withdrawn, .granted])
    #expect(try store.suppressions(of: "b_1").map(\.reason) == ["legal", nil])
    let march = try instant("2024-03-01T00:00:00Z")
    for book in [
      try store.contactBook(at: march), try store.contactBook(of: "a", at: march),
    ] {
      #expect(book.consent(of: "a", on: .sms)?.state == .withdrawn)
      #expect(!book.isSuppressedEverywhere("a"))
    }
    let later = try store.contactBook(at: try instant("2024-06-01T00:00:00Z"))
    #expect(later.allows("a", on: .sms))
    #expect(!later.allows("a", on: .email))
    #expect(later.isSuppressed("b_1", on: .sms))
    #expect(!later.isSuppressed("b_1", on: .email))
  }
}
