public import WinbackCore

/// Why the store could not be opened, read or written.
public enum StoreError: Error, Equatable, Worded, CustomStringConvertible {
  /// There is no store yet and this session may not make one.
  case missing(String)
  /// The file is no SQLite database, or a damaged one.
  case damaged(String, reason: String)
  /// A later version of winback wrote it.
  case newer(String)
  /// An earlier version of winback wrote it and this session may not bring it up to date.
  case older(String)
  /// Another process held it longer than we wait.
  case busy(String)
  /// The disk is full, or a quota is reached.
  case full(String)
  /// The folder could not be made or entered.
  case noAccess(String, reason: String)
  /// A change was asked of a read-only session.
  case readOnly
  /// A constraint of the schema refused what was to be stored.
  case refused(String)
  case other(String)

  public func words(_ language: Language) -> String {
    switch self {
    case .missing(let path):
      language.pick(
        zh: "\(path) 还不存在；请先导入数据：winback import --users FILE",
        en: "\(path) does not exist yet; import data first: winback import --users FILE")
    case .damaged(let path, let reason):
      language.pick(
        zh: "\(path) 不是可用的数据库（\(reason)）；请从备份恢复，不要删除它",
        en: "\(path) is not a usable database (\(reason)); restore a backup and keep the file")
    case .newer(let path):
      language.pick(
        zh: "\(path) 由更新版本的 winback 写入；请升级 winback",
        en: "\(path) was written by a newer winback; upgrade this one")
    case .older(let path):
      language.pick(
        zh: "\(path) 由较早版本的 winback 写入；请先不带 --read-only 运行一次以升级",
        en: "\(path) was written by an earlier winback; run once without --read-only to upgrade it")
    case .busy(let path):
      language.pick(
        zh: "\(path) 正被另一个进程占用；稍后重试", en: "\(path) is in use by another process; try again")
    case .full(let path):
      language.pick(
        zh: "磁盘已满，\(path) 未写入任何内容；请清理空间后重试",
        en: "the disk is full and nothing was written to \(path); free some space and try again")
    case .noAccess(let path, let reason):
      language.pick(
        zh: "无法使用 \(path)：\(reason)；请检查权限", en: "cannot use \(path): \(reason); check permissions")
    case .readOnly:
      language.pick(
        zh: "这是只读会话（--read-only），不做任何修改", en: "this session is read-only (--read-only)")
    case .refused(let reason):
      language.pick(zh: "数据库拒绝写入：\(reason)", en: "the store refused to write: \(reason)")
    case .other(let reason):
      language.pick(zh: "数据库出错：\(reason)", en: "the store failed: \(reason)")
    }
  }
}
