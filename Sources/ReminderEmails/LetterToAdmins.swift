// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

// What the admin report says: first whether anything is to be done, then what, then all the rest.

extension Letterhead {
  /// Writes the mail about a run; in a redirected run it goes where all mails go.
  func mail(for report: AdminReport, to admin: EmailAddress) -> Mail {
    letter(for: report, to: admin).mail(to: redirectedTo ?? admin)
  }

  func letter(for report: AdminReport, to admin: EmailAddress) -> Letter {
    let verdict = "\(report.verdict)"
    let mark = subjectMark(for: admin) + (report.dryRun ? "[dry run] " : "")
    return Letter(
      subject: "\(mark)Access keys in account \(accountID): \(verdict)",
      preview: "\(summary(of: report))",
      heading: "Access keys: \(verdict)",
      blocks: redirection(of: admin)
        + report.notices
        + [.paragraph(summary(of: report)), .figures(report.figures)]
        + report.tasks
        + [
          .chart(
            title: "Active keys by age (due from \(days(alertAfterDays)) on)", bars(of: report.ages)
          )
        ]
        + report.findings
        + [.list(title: "The run", report.totals, rest: nil), .smallPrint(smallPrint)])
  }

  private func summary(of report: AdminReport) -> Phrase {
    let place: Phrase = "account \(strong: accountID)"
    let keys = report.ages.groups.reduce(0) { $0 + $1.count }
    guard report.keys.stale == 0 else {
      let oldest: Phrase = keys == 1 ? "It" : "The oldest"
      return """
        In \(place), \(due(report.keys.stale, of: keys)) due: keys here are replaced after \
        \(days(alertAfterDays)). \(oldest) is \(days(report.keys.oldestDays)) old.
        """
    }
    if keys == 0 { return "No active access key was found in \(place)." }
    let (none, only): (Phrase, Phrase) =
      report.complete ? ("Well kept: none", "Well kept: the only") : ("None", "The only")
    let reached: Phrase =
      keys == 1
      ? "\(only) active access key that was read in \(place) has not reached"
      : "\(none) of the \(keys) active access keys that were read in \(place) has reached"
    return "\(reached) \(days(alertAfterDays))."
  }

  private func due(_ stale: Int, of keys: Int) -> Phrase {
    if keys == 1 { return "\(strong: "the only active access key") is" }
    return
      "\(strong: counted(stale, "access key")) of \(keys) active ones \(stale == 1 ? "is" : "are")"
  }

  private func bars(of ages: AgeDistribution) -> [Letter.Bar] {
    ages.groups.map { group in
      Letter.Bar(
        label: group.label, count: group.count, isAlarming: group.from >= alertAfterDays)
    }
  }

  private var smallPrint: [Phrase] {
    let when = sendEveryDays == 1 ? "tomorrow" : "in \(days(sendEveryDays))"
    return [
      """
      Owners are reminded until their keys are deactivated or deleted; KeyReminder itself changes \
      no key. The next report comes \(strong: when).
      """,
      """
      Key ids are shortened here. The answer of the function has everything that this mail leaves \
      out. You get it because your address is the function's \(code: "ADMIN_EMAIL").
      """,
    ]
  }
}

extension AgeDistribution.Group {
  fileprivate var label: Phrase {
    guard let until else { return "\(from) days or more" }
    return until == from + 1 ? "\(days(from))" : "\(from) to \(until - 1) days"
  }
}

extension AdminReport {
  /// What it comes to, in a few words: they stand in the subject.
  fileprivate var verdict: String {
    var parts: [String] = []
    if keys.stale > 0 { parts.append("\(keys.stale) stale") }
    if !unreachable.isEmpty { parts.append("\(counted(unreachable.count, "owner")) unreachable") }
    if rootKeys == true { parts.append("root has a key") }
    if !failures.isEmpty { parts.append(counted(failures.count, "failure")) }
    if !complete, parts.isEmpty { parts.append("incomplete") }
    if !parts.isEmpty { return parts.joined(separator: ", ") }
    return warnings.isEmpty && invalidExemptions.isEmpty ? "nothing to do" : "none stale, see below"
  }

  /// What changes how all the rest is to be read.
  fileprivate var notices: [Letter.Block] {
    var notices: [Letter.Block] = []
    if dryRun {
      notices.append(.note("\(strong: "Dry run.") Nobody was mailed; this is what was found."))
    }
    if !complete {
      notices.append(
        .note(
          """
          \(strong: "Incomplete.") Not every user was checked, or not every owner mailed: see below.
          """
        ))
    }
    if rootKeys == true {
      notices.append(
        .note(
          """
          \(strong: "The root user has an access key.") It may do anything in this account and \
          nothing can limit it. Sign in as root and delete it.
          """))
    }
    return notices
  }

  fileprivate var figures: [Letter.Figure] {
    [
      Letter.Figure(count: keys.stale, label: keys.stale == 1 ? "stale key" : "stale keys"),
      Letter.Figure(count: emails.sent, label: emails.sent == 1 ? "mail sent" : "mails sent"),
      Letter.Figure(
        count: unreachable.count,
        label: unreachable.count == 1 ? "owner unreachable" : "owners unreachable"),
    ]
  }
}
