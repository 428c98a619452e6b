// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder

// Whether reminding works, as far as a ledger shows it.
extension AdminReportEmail {
  /// How many keys were retired since the last complete scan, and after how many days.
  var progress: [EmailDocument.Block] {
    guard let progress = report.progress else { return [] }
    let retired = progress.retired.map {
      EmailDocument.Bar(label: "retired", count: $0.count, isAlarming: false)
    }
    let bars = [
      retired, EmailDocument.Bar(label: "new", count: progress.new, isAlarming: false),
      EmailDocument.Bar(label: "ignored", count: progress.ignored, isAlarming: true),
    ].compactMap(\.self)
    let isEmpty = bars.allSatisfy { $0.count == 0 }
    return (isEmpty ? [] : [.chart(title: "Does reminding work?", bars)])
      + [.paragraph(progress.sentence(isDryRun: report.dryRun))]
  }
}

extension Progress {
  fileprivate func sentence(isDryRun: Bool) -> RichText {
    let (start, new): (RichText, RichText) = (beginning, "\(new) new")
    let active: RichText = "\(ignored) ignored (reminded before, still active)"
    guard let retired else {
      return """
        \(start) \(new), \(active). \(strong: "Nothing can be said about retired keys:") \
        \(unjudgedAccounts > 1 ? "no account" : "the account") was \(unjudgedAccounts > 1 ? "" : "not ")\
        read to its end, and a key that was not seen may well be in use.
        """
    }
    let count: RichText = "\(strong: "\(counted(retired.count, "key")) retired")"
    let preview: RichText = isDryRun ? " A dry run only looks: the next run counts them." : ""
    return """
      \(start) \(count), \(new), \(active).\(retired.medians)\(retired.count > 0 ? preview : "")\(gap)
      """
  }

  /// Accounts of which nothing is known.
  private var gap: RichText {
    guard unjudgedAccounts > 0 else { return "" }
    return """
       \(strong: "Nothing can be said about retired keys") of \(counted(unjudgedAccounts, "account")) that \
      \(unjudgedAccounts == 1 ? "was" : "were") not read to the end.
      """
  }

  private var beginning: RichText {
    since.map { "Since the last complete scan, on \($0):" }
      ?? "No earlier complete scan is known. So far:"
  }
}

extension RetiredKeys {
  /// The median over all stages, and that of each.
  fileprivate var medians: RichText {
    guard let medianDays else { return "" }
    let stages = Urgency.allCases.compactMap { stage -> RichText? in
      self.stages[stage].map {
        "\(stage.word) \(days($0.medianDays)) (\(counted($0.count, "key")))"
      }
    }
    return """
       From the first reminder to the retirement it took \(days(medianDays)) in the median; by stage: \
      \(RichText.joined(stages, by: ", ")).
      """
  }
}

extension Urgency {
  fileprivate var word: RichText {
    switch self {
    case .reminder: "due"
    case .overdue: "overdue"
    case .final: "long overdue"
    }
  }
}
