// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import Identifiers
import KeyReminder

/// The e-mail that reports a run to the admins: first whether anything is to be done, then what,
/// then everything else.
struct AdminReportEmail {
  let report: AdminReport
  let admins: [EmailAddress]
  let context: MessageContext

  var document: EmailDocument {
    EmailDocument(
      subject:
        "\(subjectPrefix)Access keys\(place.map { " in \($0)" } ?? ""): \(verdict)",
      preview: summary, heading: "Access keys: \(verdict)",
      blocks: context.redirectionNote(for: admins)
        + notices
        + [.paragraph(summary), .figures(figures)]
        + tasks
        + [
          .chart(
            title: "Active keys by age (due from \(days(context.alertAfterDays)) on)", bars)
        ]
        + progress
        + facts
        + [.list(title: "The run", totals, rest: nil), .smallPrint(smallPrint)])
  }

  private var place: String? {
    context.accountCount.map { counted($0, "account") } ?? context.accountInSubject
  }

  private var subjectPrefix: String {
    context.subjectPrefix(for: admins) + (report.dryRun ? "[dry run] " : "")
  }

  /// The result in a few words, for the subject.
  private var verdict: String {
    var parts: [String] = []
    if report.keys.stale > 0 { parts.append("\(report.keys.stale) stale") }
    if let skipped = report.skippedKeys, skipped.stale > 0 {
      parts.append("\(skipped.stale) stale left out")
    }
    if !report.unreachable.isEmpty {
      parts.append("\(counted(report.unreachable.count, "owner")) unreachable")
    }
    if report.rootKeys == true { parts.append("root has a key") }
    if !report.failures.isEmpty { parts.append(counted(report.failures.count, "failure")) }
    if !report.complete, parts.isEmpty { parts.append("incomplete") }
    if !parts.isEmpty { return parts.joined(separator: ", ") }
    let isClean = report.warnings.isEmpty && report.invalidExemptions.isEmpty
    return isClean ? "nothing to do" : "none stale, see below"
  }

  /// What the reader must know before the rest.
  private var notices: [EmailDocument.Block] {
    var notices: [EmailDocument.Block] = []
    if report.dryRun {
      notices.append(
        .note(
          """
          \(strong: "Dry run.") Nobody was mailed. \(dryRunOwners) Owners hear of their keys once \
          \(code: "DRY_RUN") is false.
          """))
    }
    if !report.complete {
      notices.append(
        .note(
          """
          \(strong: "Incomplete.") Not every user was checked, or not every owner mailed: see below.
          """
        ))
    }
    if report.rootKeys == true {
      notices.append(
        .note(
          """
          \(strong: report.accounts == nil ? "The root user has an access key." : "A root user has an access key.") It may do anything in \(report.accounts == nil ? "this" : "its") account and \
          nothing can limit it. Sign in as root and delete it.
          """))
    }
    return notices
  }

  private var wouldBeMailed: Int { report.wouldBeMailed.count }

  private var dryRunOwners: RichText {
    wouldBeMailed == 0
      ? "Nobody would have been."
      : "\(counted(wouldBeMailed, "owner")) would have been: the list is below."
  }

  private var figures: [EmailDocument.Figure] {
    func figure(_ count: Int, _ one: RichText, _ many: RichText) -> EmailDocument.Figure {
      EmailDocument.Figure(count: count, label: count == 1 ? one : many)
    }
    let mails =
      report.dryRun
      ? figure(wouldBeMailed, "owner would be mailed", "owners would be mailed")
      : figure(report.emails.sent, "mail sent", "mails sent")
    return [
      figure(report.keys.stale, "stale key", "stale keys"), mails,
      figure(report.unreachable.count, "owner unreachable", "owners unreachable"),
    ]
  }

  private var bars: [EmailDocument.Bar] {
    report.ages.groups.map { group in
      EmailDocument.Bar(
        label: group.label, count: group.count, isAlarming: group.from >= context.alertAfterDays)
    }
  }

  private var smallPrint: [RichText] {
    moreTime + [
      """
      Owners are reminded until their keys are deactivated or deleted; KeyReminder itself changes \
      no key. The next report comes \(context.nextRunClause).
      """,
      """
      Key ids are shortened here. The answer of the function has everything that this mail leaves \
      out. This mail was sent by KeyReminder \(context.version). You get it because your address is \
      in the function's \(code: "ADMIN_EMAIL").
      """,
    ]
  }
}

extension AdminReportEmail {
  /// What the commands beside the overdue owners do.
  private var moreTime: [RichText] {
    guard !report.overdue.isEmpty, let tag = context.exemptionTag?.description else { return [] }
    return [
      """
      An owner needs more time? The command beside the name exempts them for \
      \(days(MessageContext.moreDays)) by the tag \(code: tag): change the date as agreed. It counts up to \
      and on that day.
      """
    ]
  }
}

extension AgeDistribution.Group {
  /// `0 to 49 days`.
  fileprivate var label: RichText {
    guard let until else { return "\(from) days or more" }
    return until == from + 1 ? "\(days(from))" : "\(from) to \(until - 1) days"
  }
}
