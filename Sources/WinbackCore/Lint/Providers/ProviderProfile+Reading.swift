extension ProviderProfile {
  /// Reads a file of `providers/`; a key that is left out has the value of ``general``.
  ///
  /// - Parameter fileName: The id: the file's own name without its ending.
  /// - Returns: The profile with what could be read, and every fault found.
  public static func read(
    _ file: LocatedValue, named fileName: String
  ) -> (profile: ProviderProfile, faults: [SettingsFault]) {
    var reader = MappingReader(file, zh: "平台文件", en: "a provider file")
    var profile = general
    profile.id = ID(fileName)
    profile.title = Wording(zh: fileName, en: fileName)
    if let title = reader.title("title") { profile.title = Wording(zh: title.zh, en: title.en) }
    if let wordings = reader.texts("opt_out_wordings") { profile.optOutWordings = wordings }
    if let strict = reader.boolean("opt_out_strict") { profile.isOptOutStrict = strict }
    let shortest = reader.integer("signature_min", in: 1...64)
    let longest = reader.integer("signature_max", in: 1...64)
    let limits = (shortest ?? 2, longest ?? 12)
    if limits.0 <= limits.1 {
      profile.signatureLength = limits.0...limits.1
    } else {
      reader.fault(
        file.location, zh: "signature_min \(limits.0) 大于 signature_max \(limits.1)",
        en: "signature_min \(limits.0) is more than signature_max \(limits.1)")
    }
    profile.forbidsOuterBrackets = reader.boolean("forbids_outer_brackets") ?? false
    profile.allowsVariablesInMarketing = reader.boolean("variables_in_marketing") ?? true
    profile.allowsAdjacentVariables = reader.boolean("adjacent_variables") ?? true
    profile.maxVariables = reader.integer("max_variables", in: 0...1000)
    profile.allowsVariableLinks = reader.boolean("variable_links") ?? true
    profile.allowsShortLinks = reader.boolean("short_links") ?? true
    if let signs = reader.texts("unsupported") { profile.unsupported = signs }
    profile.refusesUnsupported = reader.boolean("refuses_unsupported") ?? false
    profile.maxUnits = reader.integer("max_units", in: 1...100_000) ?? general.maxUnits
    return (profile, reader.finish())
  }
}
