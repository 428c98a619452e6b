// SPDX-License-Identifier: Apache-2.0

/// The `class` and `style` attributes of each kind of element.
///
/// Styles are inline, because Outlook and some webmail clients read nothing else. The classes serve
/// the dark style sheet only, which overrides the inline colours in clients that support it. The
/// font is inherited from the card. Word's engine does not pass it on to tables, so it gets its own
/// style sheet.
enum Style {
  static let sheet: HTML = """
    <style>
    :root{color-scheme:light dark;supported-color-schemes:light dark}
    a[x-apple-data-detectors]{color:inherit!important;text-decoration:none!important}
    </style>
    <!--[if mso]><style>td,p,h1,h2,span,a{font-family:'Segoe UI',Arial,sans-serif}</style>\
    <![endif]-->
    <style>
    @media (prefers-color-scheme:dark){
    .page{background-color:\(Palette.dark.page)!important}
    .card{background-color:\(Palette.dark.card)!important;\
    border-color:\(Palette.dark.line)!important}
    .ink{color:\(Palette.dark.ink)!important}
    .quiet{color:\(Palette.dark.quiet)!important}
    .line{border-color:\(Palette.dark.line)!important}
    .box{background-color:\(Palette.dark.box)!important;border-color:\(Palette.dark.line)!important}
    .note{background-color:\(Palette.dark.note)!important}
    .command{background-color:\(Palette.dark.command)!important}
    .bar{background-color:\(Palette.dark.bar)!important}
    .alarm{background-color:\(Palette.dark.alarm)!important}
    .link{color:\(Palette.dark.link)!important}
    .button{background-color:\(Palette.dark.button)!important;\
    color:\(Palette.dark.buttonInk)!important}
    }
    </style>
    """

  static let page: HTML = """
    class="page" style="margin:0;padding:0;width:100%;background-color:\(Palette.light.page);\
    -webkit-text-size-adjust:100%"
    """
  static let preview: HTML = """
    style="display:none;max-height:0;max-width:0;opacity:0;overflow:hidden;font-size:1px;\
    line-height:1px;mso-hide:all"
    """
  static let card: HTML = """
    class="card" style="width:100%;max-width:600px;table-layout:fixed;border-collapse:separate;\
    font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;\
    overflow-wrap:anywhere;word-break:break-word;\
    background-color:\(Palette.light.card);border:1px solid \(Palette.light.line);\
    border-radius:12px"
    """
  static let grid: HTML = """
    style="width:100%;table-layout:fixed;border-collapse:separate"
    """
  static let heading: HTML = """
    class="ink" style="margin:0;font-size:24px;line-height:30px;font-weight:700;\
    color:\(Palette.light.ink)"
    """
  static let subheading: HTML = """
    class="ink" style="margin:0 0 12px;font-size:18px;line-height:24px;font-weight:700;\
    color:\(Palette.light.ink)"
    """
  static let body: HTML = """
    class="ink" style="margin:0;font-size:16px;line-height:24px;color:\(Palette.light.ink)"
    """
  static let detail: HTML = """
    class="quiet" style="margin:0;font-size:15px;line-height:22px;\
    color:\(Palette.light.quiet)"
    """
  static let small: HTML = """
    class="quiet" style="margin:0 0 8px;font-size:14px;line-height:20px;\
    color:\(Palette.light.quiet)"
    """
  static let identifier: HTML = """
    style="font-family:SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;\
    word-break:break-all"
    """
  static let commands: HTML = """
    class="command" style="width:100%;table-layout:fixed;border-collapse:separate;margin:6px 0 0;\
    background-color:\(Palette.light.command);border-radius:6px"
    """
  static let firstCommand: HTML = "style=\"padding:8px 12px;line-height:20px\""
  static let command: HTML = """
    class="line" style="padding:8px 12px;line-height:20px;\
    border-top:1px solid \(Palette.light.line)"
    """
  /// A command may be shown on several lines. It is copied as one line all the same.
  static let code: HTML = """
    style="font-family:SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;font-size:13px;\
    line-height:20px;color:\(Palette.light.ink)"
    """
  static let listedCode: HTML = "style=\"font-size:13px;word-break:break-word\""
  static let box: HTML = """
    class="box" style="width:100%;table-layout:fixed;border-collapse:separate;\
    background-color:\(Palette.light.box);border:1px solid \(Palette.light.line);border-radius:8px"
    """
  static let firstRow: HTML = """
    class="quiet" style="padding:10px 16px;font-size:15px;line-height:24px;\
    color:\(Palette.light.quiet)"
    """
  static let row: HTML = """
    class="quiet line" style="padding:10px 16px;font-size:15px;line-height:24px;\
    color:\(Palette.light.quiet);border-top:1px solid \(Palette.light.line)"
    """
  static let name: HTML = """
    class="ink" style="display:inline-block;max-width:100%;margin-right:16px;font-size:16px;color:\(Palette.light.ink)"
    """
  static let nameDetail: HTML = "style=\"display:inline-block;max-width:100%\""
  static let step: HTML = "style=\"padding:0 0 14px\""
  static let lastStep: HTML = "style=\"padding:0\""
  static let number: HTML = """
    class="link" style="width:32px;padding:0;font-size:22px;line-height:26px;\
    font-weight:700;color:\(Palette.light.link)"
    """
  static let button: HTML = """
    class="button" style="display:inline-block;padding:12px 22px;border-radius:8px;\
    font-size:16px;line-height:22px;font-weight:700;text-decoration:none;\
    background-color:\(Palette.light.button);color:\(Palette.light.buttonInk)"
    """
  static let buttonCell: HTML = """
    class="button" align="center" bgcolor="\(Palette.light.button)" \
    style="border-radius:8px;background-color:\(Palette.light.button);mso-padding-alt:12px 22px"
    """
  static let note: HTML = """
    class="note" style="padding:14px 16px;border-radius:8px;\
    background-color:\(Palette.light.note)"
    """
  static let rule: HTML = """
    class="line" style="padding:18px 0 0;border-top:1px solid \(Palette.light.line)"
    """
  static let figure: HTML = """
    class="ink" style="margin:0;font-size:30px;line-height:36px;font-weight:700;\
    color:\(Palette.light.ink)"
    """
  static let barLabel: HTML = """
    class="quiet" style="width:126px;padding:3px 10px 3px 0;font-size:14px;line-height:20px;\
    color:\(Palette.light.quiet)"
    """
  static let barCell: HTML = "style=\"padding:3px 0\""
  static let bar: HTML = """
    class="bar" bgcolor="\(Palette.light.bar)" style="border-radius:3px;font-size:1px;\
    line-height:16px;background-color:\(Palette.light.bar)"
    """
  static let alarmingBar: HTML = """
    class="alarm" bgcolor="\(Palette.light.alarm)" style="border-radius:3px;font-size:1px;\
    line-height:16px;background-color:\(Palette.light.alarm)"
    """
  static let barCount: HTML = """
    class="ink" style="width:48px;padding:3px 0;font-size:14px;line-height:20px;\
    color:\(Palette.light.ink)"
    """
  static let link: HTML = "class=\"link\" style=\"color:\(Palette.light.link)\""
}
