# SPDX-License-Identifier: Apache-2.0
"""The deployments that samconfig.toml, and samconfig.local.toml before it, describe: one for each stage.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
"""

import dataclasses
from pathlib import Path
from typing import Any

import tomlkit
from samcli.cli.types import CfnParameterOverridesType

# The answers to the questions of `make deploy`, which git ignores; then what is in the repository.
ANSWERS = Path("samconfig.local.toml")
FILES = [ANSWERS, Path("samconfig.toml")]
DEFAULT = "default"


@dataclasses.dataclass
class Stage:
    """One deployment. `options` are those of `sam deploy`, `parameters` the values for the template's."""

    name: str
    file: Path
    options: dict[str, Any]

    @property
    def parameters(self):
        return CfnParameterOverridesType().convert(self.options.get("parameter_overrides", ""), None, None)

    @property
    def stack(self):
        return self.options.get("stack_name", "key-reminder")


def find(name):
    """The stage in the first file that has it, or None."""
    for file in FILES:
        tables = tomlkit.parse(file.read_text()).unwrap() if file.exists() else {}
        table = tables.get(name, {})
        if "deploy" in table:
            shared = table.get("global", {}).get("parameters", {})
            return Stage(name, file, {**shared, **table["deploy"].get("parameters", {})})
    return None


def words(parameters):
    """Parameters as the SAM CLI takes them: quoted, so that a value may be empty or hold spaces."""
    return [f'{name}="{value}"' for name, value in parameters.items()]


def note(changes):
    """Puts parameters into the answers, so that the next deployment that asks offers what is deployed."""
    stage = find(DEFAULT)
    if stage is None or stage.file != ANSWERS or not stage.parameters:
        return
    document = tomlkit.parse(ANSWERS.read_text())
    document[DEFAULT]["deploy"]["parameters"]["parameter_overrides"] = " ".join(words({**stage.parameters, **changes}))
    ANSWERS.write_text(tomlkit.dumps(document))
