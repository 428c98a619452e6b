// SPDX-License-Identifier: Apache-2.0
import JSON
import Testing
import TestSupport

@testable import ReminderEmails

@Suite(.limited) struct TemplateDataJSONTests {
  @Test("every member is there, even an empty one: SES needs all of them")
  func members() {
    let step = TemplateData.Step(title: "Delete it", command: "")
    let key = TemplateData.Key(
      id: "AKIA1", created: "2024-03-09", due: "2024-06-17", ageDays: 812, description: "",
      lastUse: "never used",
      advice: "delete", steps: [step])
    let user = TemplateData.User(userName: "ana", reason: "it is so", consoleURL: "", keys: [key])
    let data = TemplateData(
      subject: "Keys", accountId: "123456789012", accountName: "production",
      recipient: "ana@example.com", redirected: false,
      urgency: "reminder", overdue: true, alertAfterDays: 100, sendEveryDays: 3,
      nextReminder: "2026-06-02", supportEmail: "",
      supportURL: "https://help.x.org", moreTimeURL: "mailto:a@x.org",
      rotationGuide: "https://docs.aws.amazon.com", alternativesGuide: "https://x.org/roles",
      adviceURL: "https://x.org/keys", alternatives: ["On AWS: a role"], reminderNumber: 3,
      firstReminder: "2026-05-24", keyCount: 1,
      oldestDays: 812, keysNotListed: 0,
      users: [user])
    #expect(
      data.json == [
        "subject": "Keys", "accountId": "123456789012", "accountName": "production",
        "recipient": "ana@example.com",
        "redirected": .bool(false), "urgency": "reminder", "overdue": .bool(true),
        "alertAfterDays": .integer(100), "sendEveryDays": .integer(3),
        "nextReminder": "2026-06-02", "supportEmail": "",
        "supportURL": "https://help.x.org", "moreTimeURL": "mailto:a@x.org",
        "rotationGuide": "https://docs.aws.amazon.com", "alternativesGuide": "https://x.org/roles",
        "adviceURL": "https://x.org/keys", "alternatives": ["On AWS: a role"],
        "keyCount": .integer(1),
        "reminderNumber": .integer(3), "firstReminder": "2026-05-24",
        "oldestDays": .integer(812), "keysNotListed": .integer(0),
        "users": [
          [
            "userName": "ana", "reason": "it is so", "consoleURL": "",
            "keys": [
              [
                "id": "AKIA1", "created": "2024-03-09", "due": "2024-06-17",
                "ageDays": .integer(812),
                "description": "", "lastUse": "never used", "advice": "delete",
                "steps": [["title": "Delete it", "command": ""]],
              ]
            ],
          ]
        ],
      ])
  }
}
