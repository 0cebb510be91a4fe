/// One message as an author writes it, for one channel.
public struct MessageTemplate: Hashable, Sendable {
  public typealias ID = Identifier<MessageTemplate>

  /// Whether the message sells or only informs; a notice carries no opt-out and no promotion.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    case marketing, notice
  }

  /// The file's name without its extension.
  public var id: ID
  /// What operators call it; the id where a file gives none.
  public var title: String
  public var channel: Channel
  public var kind: Kind
  /// The sender's name without brackets, required for SMS.
  public var signature: String?
  /// The text with `{{name|fallback}}` variables, without signature and without ``appendedText``.
  public var body: String
  /// What the platform adds after the body, such as `拒收请回复R`; nil when the body holds all.
  public var appendedText: String?
  /// The value of `{{link}}`, the same for every recipient.
  public var link: String?
  /// The provider profile the copy must satisfy; nil means the workspace's default.
  public var provider: String?

  public init(
    id: ID, title: String? = nil, channel: Channel, kind: Kind = .marketing,
    signature: String? = nil, body: String, appendedText: String? = nil, link: String? = nil,
    provider: String? = nil
  ) {
    self.id = id
    self.title = title ?? id.text
    self.channel = channel
    self.kind = kind
    self.signature = signature
    self.body = body
    self.appendedText = appendedText
    self.link = link
    self.provider = provider
  }
}
