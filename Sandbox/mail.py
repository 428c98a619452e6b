# SPDX-License-Identifier: Apache-2.0
"""One mail as SES v2 SendEmail was asked to send it, kept whole: both local AWSs record their mails as this."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import Any


@dataclass(frozen=True)
class Mail:
    """`headers` are the message's own (Auto-Submitted, …), not those of the HTTP request. `sender` is the address
    alone, `sender_name` the display name as a person reads it."""

    sender: str
    to: list[str]
    subject: str
    text: str | None
    html: str | None
    cc: list[str] = field(default_factory=list)
    bcc: list[str] = field(default_factory=list)
    reply_to: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    message_id: str = ""
    template: str = ""
    template_data: str = ""
    sender_name: str = ""
    sender_identity: str = ""
    feedback_to: str = ""
    configuration_set: str = ""
    tags: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def from_send_email(body: bytes, message_id: str = "") -> Mail:
        """Reads a SendEmail request; raises `ValueError` that says what is wrong with any other."""
        try:
            request = json.loads(body)
            content = request["Content"]
            if "Template" in content:
                return Mail.from_template(request, content["Template"], message_id)
            return Mail.from_request(request, content["Simple"], message_id)
        except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as problem:
            raise ValueError(f"not a SendEmail request with simple or template content: {problem!r}") from problem

    @staticmethod
    def from_request(request: dict[str, Any], message: dict[str, Any], message_id: str) -> Mail:
        destination = request["Destination"]
        name, sender = parseaddr(request["FromEmailAddress"])
        return Mail(
            sender=sender,
            sender_name=str(make_header(decode_header(name))),
            sender_identity=request.get("FromEmailAddressIdentityArn", ""),
            feedback_to=request.get("FeedbackForwardingEmailAddress", ""),
            configuration_set=request.get("ConfigurationSetName", ""),
            tags={tag["Name"]: tag["Value"] for tag in request.get("EmailTags", [])},
            to=destination.get("ToAddresses", []),
            cc=destination.get("CcAddresses", []),
            bcc=destination.get("BccAddresses", []),
            reply_to=request.get("ReplyToAddresses", []),
            subject=message["Subject"]["Data"],
            text=message["Body"].get("Text", {}).get("Data"),
            html=message["Body"].get("Html", {}).get("Data"),
            headers={header["Name"]: header["Value"] for header in message.get("Headers", [])},
            message_id=message_id,
        )

    @staticmethod
    def from_template(request: dict[str, Any], template: dict[str, Any], message_id: str) -> Mail:
        body = {"Subject": {"Data": ""}, "Body": {}, "Headers": template.get("Headers", [])}
        json.loads(template["TemplateData"])
        return replace(
            Mail.from_request(request, body, message_id),
            template=template["TemplateName"],
            template_data=template["TemplateData"],
        )

    @property
    def recipients(self) -> list[str]:
        return [*self.to, *self.cc, *self.bcc]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
