# SPDX-License-Identifier: Apache-2.0
"""Our own local AWS, for what moto cannot do: real pages, faults at the n-th call, throttling, latency, load.

In a program: `with FakeAWS(Settings(account=Account.generated(1000))) as aws: … aws.url, aws.mails …`.
As a process: `python -m Sandbox.fake_aws --users 1000`; it is then controlled over HTTP under `/_control`.
A new operation is one function: see `iam.py` and `ses.py`. `Settings(organization=…)` adds accounts with roles.
"""

from .account import Account
from .organization import Member, Organization, Role
from .server import FakeAWS
from .settings import Settings

__all__ = ["Account", "FakeAWS", "Member", "Organization", "Role", "Settings"]
