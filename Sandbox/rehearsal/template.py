# SPDX-License-Identifier: Apache-2.0
"""The copy of template.yaml that is deployed, and its differences, which are found by comparing the two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samtranslator.yaml_helper import yaml_parse

from .cloud import ROOT

SOURCE = ROOT / "template.yaml"
PACKAGE = ROOT / "dist" / "bootstrap.zip"
# What the local AWS cannot create.
UNKNOWN = {"AWS::Logs::QueryDefinition"}


class Template:
    """`missing` names what is left out of the copy."""

    def __init__(self, without_action: str = "", source: Path = SOURCE, package: str = str(PACKAGE)) -> None:
        """`without_action` is one of the function's, which its role is not allowed in this copy."""
        self._source = source
        self.content = _read(source)
        resources = self.content["Resources"]
        resources["KeyReminderFunction"]["Properties"]["CodeUri"] = package
        self.missing = [name for name, resource in resources.items() if resource["Type"] in UNKNOWN]
        for name in self.missing:
            del resources[name]
        if without_action:
            # AWS allows everybody to read their own identity, so this statement has no effect.
            resources["FunctionRole"] = _replaced(resources["FunctionRole"], without_action, "sts:GetCallerIdentity")

    @property
    def differences(self) -> list[str]:
        """A line for each place where this is not template.yaml."""
        return list(_differences(_read(self._source), self.content, ()))

    def write(self, folder: Path) -> Path:
        file = folder / "template.json"
        file.write_text(json.dumps(self.content, indent=2), encoding="utf-8")
        return file


def _read(source: Path) -> dict[str, Any]:
    return yaml_parse(source.read_text(encoding="utf-8"))


def _replaced(node: Any, word: str, other: str) -> Any:
    if isinstance(node, dict):
        return {name: _replaced(value, word, other) for name, value in node.items()}
    if isinstance(node, list):
        return [_replaced(value, word, other) for value in node]
    return other if node == word else node


def _differences(ours: Any, theirs: Any, place: tuple[str, ...]) -> Iterator[str]:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name in [*ours, *(name for name in theirs if name not in ours)]:
            yield from _differences(ours.get(name), theirs.get(name), (*place, name))
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for number, pair in enumerate(zip(ours, theirs, strict=True)):
            yield from _differences(*pair, (*place, str(number)))
    elif ours != theirs:
        became = "left out" if theirs is None else f"{json.dumps(ours)} → {json.dumps(theirs)}"
        yield f"{'.'.join(place)}: {became}"
