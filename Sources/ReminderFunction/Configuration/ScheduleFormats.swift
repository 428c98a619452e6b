// SPDX-License-Identifier: Apache-2.0
import UTC

extension Format<[Weekday]> {
  static let weekdays = Format(
    allowed: "days of the week as in MON, MON,THU or MON-FRI"
  ) { text in
    let spans = text.split(separator: ",", omittingEmptySubsequences: false).map { span($0) }
    guard !spans.contains(nil) else { return nil }
    return Weekday.allCases.filter { day in
      spans.contains { $0?.contains(day.rawValue) == true }
    }
  }

  /// `THU`, or `MON-FRI`, as numbers of days.
  private static func span(_ text: Substring) -> ClosedRange<Int>? {
    let names = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      .map { name in names.firstIndex { $0 == name } }
    guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first <= last
    else { return nil }
    return first...last
  }
}

extension Format<Duration> {
  /// How far ahead of UTC the clocks of a time zone are in winter.
  ///
  /// Summer time does not matter: template.yaml starts no run before 04:00, so that an hour less is
  /// the same day.
  static let utcOffset = Format(
    allowed: "a time zone that template.yaml offers, such as Europe/Berlin"
  ) { name in minutesAheadOfUTC(name).map { .seconds(60) * $0 } }
}

/// The time zones that template.yaml offers; `nil` for others, of which the function knows nothing.
private func minutesAheadOfUTC(_ timeZone: String) -> Int? {
  switch timeZone {
  case "Pacific/Honolulu": -600
  case "America/Anchorage": -540
  case "America/Los_Angeles", "America/Vancouver": -480
  case "America/Denver", "America/Phoenix": -420
  case "America/Chicago", "America/Mexico_City": -360
  case "America/Bogota", "America/Lima", "America/New_York", "America/Toronto": -300
  case "America/Halifax", "America/Santiago": -240
  case "America/St_Johns": -210
  case "America/Argentina/Buenos_Aires", "America/Sao_Paulo": -180
  case "Atlantic/Azores": -60
  case "UTC", "Atlantic/Reykjavik", "Europe/Dublin", "Europe/Lisbon", "Europe/London": 0
  case "Africa/Lagos", "Europe/Amsterdam", "Europe/Berlin", "Europe/Brussels",
    "Europe/Copenhagen", "Europe/Madrid", "Europe/Oslo", "Europe/Paris", "Europe/Prague",
    "Europe/Rome", "Europe/Stockholm", "Europe/Vienna", "Europe/Warsaw", "Europe/Zurich":
    60
  case "Africa/Cairo", "Africa/Johannesburg", "Asia/Jerusalem", "Europe/Athens",
    "Europe/Bucharest", "Europe/Helsinki", "Europe/Kyiv":
    120
  case "Africa/Nairobi", "Asia/Riyadh", "Europe/Istanbul": 180
  case "Asia/Tehran": 210
  case "Asia/Dubai": 240
  case "Asia/Karachi": 300
  case "Asia/Kolkata": 330
  case "Asia/Kathmandu": 345
  case "Asia/Dhaka": 360
  case "Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Jakarta": 420
  case "Asia/Hong_Kong", "Asia/Manila", "Asia/Shanghai", "Asia/Singapore", "Asia/Taipei",
    "Australia/Perth":
    480
  case "Asia/Seoul", "Asia/Tokyo": 540
  case "Australia/Adelaide", "Australia/Darwin": 570
  case "Australia/Brisbane", "Australia/Melbourne", "Australia/Sydney": 600
  case "Pacific/Auckland": 720
  default: nil
  }
}
