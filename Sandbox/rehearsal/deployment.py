# SPDX-License-Identifier: Apache-2.0
"""A stack, deployed, updated and deleted by AWS's own SAM CLI with the project's samconfig.toml."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path
from typing import Any

from .cloud import REGION, ROOT, LocalCloud
from .template import Template

# The one place that knows where the SAM CLI is: the same version that `make deploy` has in an environment of its own.
SAM = ROOT / ".build" / "sandbox" / "venv" / "bin" / "sam"
SAMCONFIG = ROOT / "samconfig.toml"
STACK = "key-reminder"
# Seconds that one command may take: ten times what it takes on two slow cores.
SAM_ENDS_WITHIN = 300

ARCHITECTURE = "arm64" if platform.machine() in ("aarch64", "arm64") else "x86_64"


class DeploymentError(RuntimeError):
    """The SAM CLI failed; the text has its last lines, and says where its whole output is."""


class Deployment:
    """The stack in a local AWS. What `sam` says is kept in `folder`, a file for each command."""

    def __init__(self, cloud: LocalCloud, folder: Path) -> None:
        self._cloud, self._folder, self._commands = cloud, folder, 0
        self._api = cloud.client("cloudformation")

    def deploy(self, template: Template, parameters: dict[str, str]) -> None:
        """Creates the stack, or changes these parameters of it and keeps all others."""
        chosen = {"Architecture": ARCHITECTURE, **parameters}
        self._sam(
            "deploy",
            "--template-file",
            str(template.write(self._folder)),
            "--no-confirm-changeset",
            "--parameter-overrides",
            *(f"{name}={value}" for name, value in chosen.items()),
        )

    def delete(self) -> None:
        self._sam("delete", "--no-prompts")

    @property
    def status(self) -> str:
        return self._described["StackStatus"]

    @property
    def outputs(self) -> dict[str, str]:
        return {output["OutputKey"]: output["OutputValue"] for output in self._described["Outputs"]}

    @property
    def parameters(self) -> dict[str, str]:
        return {each["ParameterKey"]: each["ParameterValue"] for each in self._described["Parameters"]}

    @property
    def resources(self) -> list[dict[str, Any]]:
        return self._api.describe_stack_resources(StackName=STACK)["StackResources"]

    def physical(self, name: str) -> str:
        """The physical id of a resource that the template names so."""
        return next(each["PhysicalResourceId"] for each in self.resources if each["LogicalResourceId"] == name)

    def named(self, kind: str) -> dict[str, str]:
        """The resources of one kind: the template's names by the physical ids."""
        found = (each for each in self.resources if each["ResourceType"] == kind)
        return {each["PhysicalResourceId"]: each["LogicalResourceId"] for each in found}

    @property
    def _described(self) -> dict[str, Any]:
        return self._api.describe_stacks(StackName=STACK)["Stacks"][0]

    def _sam(self, command: str, *arguments: str) -> None:
        self._commands += 1
        log = self._folder / f"sam-{self._commands}-{command}.log"
        options = ["--stack-name", STACK, "--region", REGION, "--config-file", str(SAMCONFIG)]
        # Looks once a second, instead of every five, whether CloudFormation is done.
        environment = {**self._cloud.environment, "SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "1"}
        with log.open("wb") as output:
            try:
                subprocess.run(
                    [SAM, command, *options, *arguments],
                    cwd=self._folder,
                    env=environment,
                    check=True,
                    timeout=SAM_ENDS_WITHIN,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                )
            except (subprocess.SubprocessError, OSError) as problem:
                words = log.read_text(errors="replace").strip().splitlines()[-12:]
                raise DeploymentError("\n".join([f"sam {command}: {problem}", f"{log} ends with:", *words])) from None
