# SPDX-License-Identifier: Apache-2.0
"""template.yaml as AWS would have it: transformed by SAM's own translator, created by moto's CloudFormation.

Four kinds of resources moto's CloudFormation cannot create: AWS::Scheduler::Schedule, AWS::CloudWatch::Alarm,
AWS::Lambda::EventInvokeConfig and AWS::Logs::QueryDefinition. Their properties are resolved by it all the same.
"""

from __future__ import annotations

import json
import os
from typing import Any
from unittest.mock import patch

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

from Sandbox.emulator import ROOT
from Sandbox.local_aws import ACCOUNT_ID, REGION
from Sandbox.sample_account import SENDER

from moto.cloudformation.models import cloudformation_backends  # isort: skip (after MOTO_ACCOUNT_ID is set)
from moto.cloudformation.parsing import clean_json  # isort: skip

NAME = "key-reminder"
NOT_IN_MOTO = {
    "AWS::Scheduler::Schedule",
    "AWS::CloudWatch::Alarm",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Logs::QueryDefinition",
}


class NoManagedPolicies:
    """The translator would read them from AWS, if a template named one."""

    def load(self) -> dict[str, str]:
        return {}


def source() -> dict[str, Any]:
    return yaml_parse((ROOT / "template.yaml").read_text(encoding="utf-8"))


def transformed() -> dict[str, Any]:
    """What CloudFormation gets. `sam package` puts the code into a bucket; here a placeholder stands for it."""
    template = source()
    function = template["Resources"]["KeyReminderFunction"]
    function["Properties"]["CodeUri"] = "s3://bucket/key"
    with patch.dict(os.environ, AWS_DEFAULT_REGION=REGION):
        result = transform(template, {"SenderEmail": SENDER}, NoManagedPolicies())
    result["Resources"]["KeyReminderFunction"]["Properties"]["Code"] = {"ZipFile": "code"}
    return result


class Stack:
    """A context manager: while it is open, the stack exists in moto."""

    def __init__(self, **parameters: str) -> None:
        self._parameters = {"SenderEmail": SENDER, **parameters}
        self._template = transformed()

    def __enter__(self) -> Stack:
        self._backend = cloudformation_backends[ACCOUNT_ID][REGION]
        self._stack = self._backend.create_stack(
            name=NAME, template=json.dumps(self._template), parameters=dict(self._parameters)
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._backend.delete_stack(self._stack.stack_id)

    @property
    def resources(self) -> dict[str, str]:
        """The kind of each resource whose condition holds."""
        conditions = self._stack.resource_map.lazy_condition_map
        return {
            name: resource["Type"]
            for name, resource in self._template["Resources"].items()
            if "Condition" not in resource or conditions[resource["Condition"]]
        }

    @property
    def created(self) -> dict[str, Any]:
        """The physical ids that moto gave them, by their names in the template."""
        return {name: made for name in self.resources if (made := self._stack.resource_map[name])}

    @property
    def outputs(self) -> dict[str, str]:
        return {output["OutputKey"]: output["OutputValue"] for output in self._stack.outputs or []}

    def properties(self, name: str) -> dict[str, Any]:
        """A resource's properties, without any function left in them; what a condition left out is gone."""
        return _present(clean_json(self._template["Resources"][name]["Properties"], self._stack.resource_map))

    def policy(self, role: str) -> dict[str, Any]:
        """A role's policy, whose actions and resources are lists."""
        (policy,) = self.properties(role)["Policies"]
        document = policy["PolicyDocument"]
        for statement in document["Statement"]:
            for element in ("Action", "Resource"):
                value = statement[element]
                statement[element] = value if isinstance(value, list) else [value]
        return document

    @property
    def variables(self) -> dict[str, str]:
        """The function's environment, as Lambda would set it."""
        variables = self.properties("KeyReminderFunction")["Environment"]["Variables"]
        return {name: str(value) for name, value in variables.items()}


def _present(value: Any) -> Any:
    """moto leaves None in a list for each element that is AWS::NoValue; CloudFormation leaves nothing."""
    if isinstance(value, dict):
        return {name: _present(member) for name, member in value.items()}
    return [_present(element) for element in value if element is not None] if isinstance(value, list) else value
