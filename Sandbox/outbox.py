# SPDX-License-Identifier: Apache-2.0
"""Writes mails as files that a browser opens: an index, and for each mail its HTML and its text."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

from .mail import Mail

STYLE = """
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 3rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; margin-bottom: 0; }
  p { color: GrayText; margin-top: .25rem; }
  li { list-style: none; border: 1px solid color-mix(in srgb, CanvasText 20%, Canvas); border-radius: .5rem;
       padding: 1rem 1.25rem; margin: 1rem 0; }
  ul { padding: 0; }
  b { display: block; font-size: 1.1rem; }
  small { color: GrayText; display: block; }
  a { margin-right: 1rem; }
"""


def write(mails: list[Mail], folder: Path) -> Path:
    """Replaces what is in `folder`; returns the index."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    entries = "\n".join(_write_mail(mail, number, folder) for number, mail in enumerate(mails, start=1))
    index = folder / "index.html"
    index.write_text(_page(len(mails), entries), encoding="utf-8")
    return index


def _write_mail(mail: Mail, number: int, folder: Path) -> str:
    name = f"mail-{number:02}"
    (folder / f"{name}.txt").write_text(_as_text(mail), encoding="utf-8")
    (folder / f"{name}.html").write_text(mail.html or "<p>This mail has no HTML body.</p>", encoding="utf-8")
    return (
        f"<li><b>{escape(mail.subject)}</b>"
        f"<small>to {escape(', '.join(mail.recipients))} · from {escape(_from(mail))}</small>"
        f'<a href="{name}.html">HTML</a><a href="{name}.txt">text and headers</a></li>'
    )


def _as_text(mail: Mail) -> str:
    headers = {"From": _from(mail), "To": ", ".join(mail.to), "Subject": mail.subject}
    copies = {"Cc": mail.cc, "Bcc": mail.bcc, "Reply-To": mail.reply_to}
    headers |= {name: ", ".join(addresses) for name, addresses in copies.items() if addresses}
    lines = [f"{name}: {value}" for name, value in (headers | mail.headers).items()]
    return "\n".join(lines) + "\n\n" + (mail.text or "This mail has no text body.\n")


def _from(mail: Mail) -> str:
    return f"{mail.sender_name} <{mail.sender}>" if mail.sender_name else mail.sender


def _page(count: int, entries: str) -> str:
    said = "No mail was sent." if count == 0 else f"{count} mail{'s' if count > 1 else ''} that the function sent"
    return (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Outbox</title>'
        f"<style>{STYLE}</style><h1>Outbox</h1><p>{said}</p><ul>\n{entries}\n</ul></html>\n"
    )
