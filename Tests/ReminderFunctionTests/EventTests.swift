// SPDX-License-Identifier: Apache-2.0
import KeyReminder
import Testing
import TestSupport

@testable import ReminderFunction

@Suite(.limited) struct EventTests {
  static let normal = [
    "", " \n\t\r", "{}", " { } ", "\u{FEFF}{}",
    #"{"source":"aws.events"}"#, #"{"source":"aws.scheduler","detail":"{}"}"#,
    #"{"detail-type":"Scheduled Event"}"#,
    #"""
    {"version":"0","id":"53dc4d37","detail-type":"Scheduled Event","source":"aws.events",
     "account":"123456789012","time":"2026-01-01T00:00:00Z","region":"eu-west-1",
     "resources":["arn:aws:events:eu-west-1:123456789012:rule/r"],"detail":{}}
    """#,
    // A replay of an archive, and the parts of events that input transformers pass on.
    #"{"version":"0","detail-type":"x","source":"a","detail":{"a":1},"replay-name":"r"}"#,
    #"{"detail-type":"Scheduled Event","resources":["dryRun"],"detail":{"a":["dryRun"]}}"#,
    #"{"source":"aws.scheduler","detail":{"user":{"user name":"users"}}}"#,
  ]

  @Test("an event without settings is a run as configured", arguments: normal)
  func withoutSettings(payload: String) throws {
    let event = try Event(Array(payload.utf8))
    // An event of EventBridge may say for which time it was made, and nothing else.
    #expect((event == (try Event([]))) == (event.scheduledTime == nil))
    #expect(event.dryRun == nil && event.alertAfterDays == nil)
    #expect(event.audience == nil && event.pathPrefix == nil)
  }

  @Test(
    "the schedule's time is read where it is one",
    arguments: [
      (#""2026-01-01T00:00:00Z""#, "2026-01-01T00:00:00Z"),
      (#""<aws.scheduler.scheduled-time>""#, nil), (#""""#, nil), ("7", nil),
      (#""\#(String(repeating: "1", count: 65))""#, nil),
    ])
  func scheduledTime(json: String, time: String?) throws {
    let event = try Event(Array(#"{"source":"aws.scheduler","time":\#(json)}"#.utf8))
    #expect(event.scheduledTime == time)
  }

  @Test("each setting counts for itself")
  func settings() throws {
    #expect(try Self.event(#"{"dryRun":true}"#).dryRun == true)
    #expect(try Self.event(#"{"dryRun":false}"#).dryRun == false)
    #expect(try Self.event(#"{"users":"all"}"#).audience == .all)
    #expect(try Self.event(#"{"users":"console"}"#).audience == .console)
    #expect(try Self.event(#"{"pathPrefix":"/a/b/"}"#).pathPrefix == "/a/b/")
    #expect(try Self.event(#"{"alertAfterDays":1}"#).alertAfterDays == 1)
    #expect(try Self.event(#"{"alertAfterDays":3650}"#).alertAfterDays == 3650)
    #expect(try Self.event(#"{"dry\u0052un":true}"#).dryRun == true)
    let all = try Self.event(#"{"users":"all","dryRun":true,"pathPrefix":"/","alertAfterDays":7}"#)
    #expect(all.dryRun == true && all.alertAfterDays == 7)
    #expect(all.audience == .all && all.pathPrefix == "/")
  }

  /// A whole number is one in whatever way JSON writes it.
  @Test(arguments: ["100.0", "1e2", "1E+2"])
  func wholeNumbers(number: String) throws {
    #expect(try Self.event(#"{"alertAfterDays":\#(number)}"#).alertAfterDays == 100)
  }

  /// A wrong event, and what the message must name.
  static let wrong: [(payload: String, named: String)] = [
    (#"{"dryrun":true}"#, #""dryrun""#), (#"{"DRYRUN":true}"#, #""DRYRUN""#),
    (#"{"dryRun ":true}"#, #""dryRun ""#), (#"{"":true}"#, #""""#),
    (#"{"key1":"value1","key2":"value2","key3":"value3"}"#, #""key1""#),
    (#"{"dryRun":true,"color":"red"}"#, #""color""#),
    (#"{"dryRun":"true"}"#, #""dryRun" is "true""#), (#"{"dryRun":1}"#, #""dryRun" is 1;"#),
    (#"{"dryRun":null}"#, #""dryRun""#), (#"{"dryRun":[true]}"#, #""dryRun""#),
    (#"{"dryRun":{"dryRun":true}}"#, #""dryRun""#),
    (#"{"alertAfterDays":0}"#, "from 1 to 3650"), (#"{"alertAfterDays":-100}"#, "is -100;"),
    (#"{"alertAfterDays":3651}"#, "is 3651;"), (#"{"alertAfterDays":99.5}"#, "alertAfterDays"),
    (#"{"alertAfterDays":"100"}"#, #"is "100";"#), (#"{"alertAfterDays":true}"#, "is true;"),
    (#"{"alertAfterDays":9223372036854775807}"#, "alertAfterDays"),
    (#"{"alertAfterDays":9223372036854775808}"#, "alertAfterDays"),
    (#"{"alertAfterDays":1e400}"#, ""), (#"{"alertAfterDays":-1e400}"#, ""),
    (#"{"alertAfterDays":0100}"#, ""), (#"{"alertAfterDays":NaN}"#, ""),
    (#"{"pathPrefix":""}"#, "pathPrefix"), (#"{"pathPrefix":"a/"}"#, #"is "a/";"#),
    (#"{"pathPrefix":"/a"}"#, "pathPrefix"), (#"{"pathPrefix":"/a b/"}"#, "pathPrefix"),
    (#"{"pathPrefix":"/ä/"}"#, "pathPrefix"), (#"{"pathPrefix":"/\n/"}"#, "pathPrefix"),
    (#"{"pathPrefix":7}"#, "pathPrefix"), (#"{"users":"Console"}"#, "console or all"),
    (#"{"users":["all"]}"#, "users"), (#"{"users":""}"#, "users"),
    // Which of the two was meant?
    (#"{"dryRun":true,"dryRun":false}"#, "twice"), (#"{"dryRun":true,"dryRun":true}"#, "twice"),
    (#"{"dryRun":true,"dry\u0052un":false}"#, "twice"),
    (#"{"detail-type":"a","detail-type":"b"}"#, "twice"),
    // A setting in a copied EventBridge event is meant to count.
    (#"{"source":"aws.events","dryRun":true}"#, #""dryRun""#),
    (#"{"source":"aws.scheduler","DryRun":true}"#, #""DryRun""#),
    (#"{"detail-type":"Scheduled Event","alertafterdays":1}"#, #""alertafterdays""#),
    (#"{"detail-type":"x","detail":{"dryRun":true}}"#, #""dryRun""#),
    // The top level of EventBridge's events is a closed set.
    (#"{"source":"aws.events","key1":"value1"}"#, #""key1""#),
    (#"{"source":"aws.scheduler","Detail":{}}"#, #""Detail""#),
    (#"{"source":"aws.scheduler","dryRunn":true}"#, #""dryRunn""#),
    (#"{"source":"aws.scheduler","dry_run":true}"#, #""dry_run""#),
    (#"{"detail-type":"x","dry-run":true}"#, #""dry-run""#),
    (#"{"detail-type":"x","":true}"#, #""""#),
    // Invalid details; Scheduler writes an empty detail as a string.
    (#"{"detail-type":"x","detail":[]}"#, #""detail""#),
    (#"{"detail-type":"x","detail":[{"dryRun":true}]}"#, #""detail""#),
    (#"{"detail-type":"x","detail":"dryRun"}"#, #""detail""#),
    (#"{"source":"aws.scheduler","detail":"{\"dryRun\":true}"}"#, #""detail""#),
    (#"{"source":"aws.scheduler","detail":""}"#, #""detail""#),
    (#"{"source":"aws.scheduler","detail":"{}{}"}"#, #""detail""#),
    (#"{"source":"aws.scheduler","detail":null}"#, #""detail""#),
    (#"{"source":"aws.scheduler","detail":true}"#, #""detail""#),
    (#"{"source":"aws.s3"}"#, #""source""#), (#"{"source":["aws.events"]}"#, #""source""#),
    ("null", "JSON object"), ("[]", "JSON object"), ("[{}]", "JSON object"),
    ("true", "JSON object"), ("42", "JSON object"), (#""dryRun""#, "JSON object"),
    ("hello", "JSON object"), (#"{"dryRun":tr"#, "JSON object"), ("{} {}", "JSON object"),
    ("{'dryRun':true}", "JSON object"), ("{dryRun:true}", "JSON object"),
    (#"{"dryRun":true /* really */}"#, "JSON object"),
    ("\u{0}", "JSON object"), ("\u{A0}", "JSON object"),
    (String(repeating: "[", count: 100_000), "JSON object"),
    (String(repeating: #"{"a":"#, count: 100_000), "JSON object"),
    (#"{"dryRun":"# + String(repeating: "[", count: 100_000), "JSON object"),
  ]

  @Test("9: what is not understood to the last key is refused", arguments: wrong)
  func refused(payload: String, named: String) throws {
    let error = try #require(throws: EventError.self) { try Self.event(payload) }
    #expect(error.message.contains(named))
    #expect(error.message.contains("dryRun, alertAfterDays, pathPrefix, users"))
    #expect(error.message.contains("nobody was mailed"))
  }

  /// A setting as somebody may write it who does not look it up.
  static let spellings: [String] = Event.keys.flatMap { key in
    let words = key.reduce(into: [""]) { words, letter in
      if letter.isUppercase { words.append("") }
      words[words.count - 1] += letter.lowercased()
    }
    let joined = ["", "_", "-", " ", "__"].map { words.joined(separator: $0) }
    return [key, " \(key)", "\(key) "] + joined + joined.map { $0.uppercased() }
  }

  /// Events of EventBridge, and where in them somebody puts a setting.
  static let places = [
    #"{"source":"aws.events","detail":{@}}"#, #"{"source":"aws.scheduler","detail":{"input":{@}}}"#,
    #"{"detail-type":"x","detail":{"a":[1,{"b":[[{@}]]}]}}"#,
    #"{"detail-type":"x","resources":[{@}],"detail":{}}"#, #"{"detail-type":{@}}"#,
    #"{@,"source":"aws.events"}"#, #"{@,"source":"aws.scheduler","detail":{}}"#,
    #"{@,"detail-type":"Scheduled Event"}"#,
  ]

  @Test(
    "a setting in an event of EventBridge is refused, however it is spelt and wherever it is",
    arguments: spellings, places)
  func settingsBesideEventBridges(key: String, place: String) throws {
    for value in ["true", #""all""#, "90", #"{"a":1}"#, "null"] {
      let payload = place.replacing("@", with: #""\#(key)":\#(value)"#)
      let error = try #require(throws: EventError.self) { try Self.event(payload) }
      #expect(error.message.contains(#"the key "\#(key)""#))
    }
  }

  @Test(
    "9: bytes that are not UTF-8",
    arguments: [[0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5]])
  func notUTF8(bytes: [UInt8]) {
    let payload = Array(#"{"pathPrefix":"/"#.utf8) + bytes + Array(#"/"}"#.utf8)
    #expect(throws: EventError.self) { try Event(payload) }
    #expect(throws: EventError.self) { try Event(bytes) }
  }

  /// The message goes into a log line, and the keys that exist stand at its end.
  @Test func aLongKeyOrValueIsCut() throws {
    let long = String(repeating: "k", count: 100_000)
    for payload in [
      #"{"\#(long)":1}"#, #"{"users":"\#(long)"}"#, #"{"source":"aws.events","\#(long)":1}"#,
      #"{"source":"aws.events","detail":{"dryRun\#(String(repeating: "_", count: 100_000))":1}}"#,
    ] {
      let error = try #require(throws: EventError.self) { try Self.event(payload) }
      #expect(error.message.utf8.count < 1000 && error.message.hasSuffix("accounts."))
    }
  }

  private static func event(_ payload: String) throws(EventError) -> Event {
    try Event(Array(payload.utf8))
  }
}
