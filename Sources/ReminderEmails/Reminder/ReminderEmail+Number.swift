// SPDX-License-Identifier: Apache-2.0
import EmailDocument
import KeyReminder
import UTC

// Which reminder it is, where runs are remembered.
extension ReminderEmail {
  /// `: third reminder`, from the third on; a second one may have missed its reader by chance.
  var subjectEnding: String {
    guard let number = reminder.details.number?.number, number >= 3 else { return "" }
    return ": \(ordinal(number)) reminder"
  }

  /// `This is the third reminder; the first came on 2026-09-02.`
  var history: [EmailDocument.Block] {
    guard let number = reminder.details.number, number.number >= 2 else { return [] }
    let (name, first) = ("\(ordinal(number.number)) reminder", number.first.description)
    return [.paragraph("This is the \(strong: name); the first came on \(first).")]
  }
}

/// `second`, up to `tenth`; `11th`, `22nd`.
func ordinal(_ number: Int) -> String {
  let words = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
  ]
  if words.indices.contains(number - 1) { return words[number - 1] }
  switch (number % 10, number % 100) {
  case (_, 11...13): return "\(number)th"
  case (1, _): return "\(number)st"
  case (2, _): return "\(number)nd"
  case (3, _): return "\(number)rd"
  default: return "\(number)th"
  }
}
