# SPDX-License-Identifier: Apache-2.0
"""`make deploy` in a checkout of its own, with a SAM CLI that only notes how it was called; STS and CloudFormation are
moto's.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tomlkit
from samcli.cli.types import CfnParameterOverridesType

from Sandbox.emulator import BOOTSTRAP, ROOT
from Sandbox.local_aws import ACCOUNT_ID, REGION, LocalAWS
from stack import Stack, source, yaml_parse

SAM = f"""#!{sys.executable}
import json, pathlib, shutil, sys
with open("calls", "a") as calls:
    print(json.dumps(sys.argv[1:]), file=calls)
if sys.argv[1] == "build":
    built = pathlib.Path(".aws-sam/build/KeyReminderFunction")
    built.mkdir(parents=True, exist_ok=True)
    shutil.copy("executable", built / "bootstrap")
    shutil.copy("template.yaml", built.parent)
"""
PROD = """
[prod.deploy.parameters]
stack_name = "key-reminder-prod"
parameter_overrides = "SenderEmail=keys@example.com ExcludeUsers=\\"ci-* bo\\" SupportEmail=\\"\\""
"""
ANSWERS = """
[default.deploy.parameters]
stack_name = "key-reminder"
parameter_overrides = "SenderEmail=keys@example.com DryRun=\\"true\\" Architecture=x86_64"
"""


class Project:
    """A checkout with everything that `make deploy` reads."""

    def __init__(self, folder: Path, aws: LocalAWS) -> None:
        self.folder, self._aws = folder, aws
        shutil.copytree(ROOT / "Scripts", folder / "Scripts", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("Makefile", "template.yaml", "samconfig.toml"):
            shutil.copy(ROOT / name, folder)
        self._program("Scripts/python-environment", '#!/bin/sh\necho "$1" >>environments\n')
        self._program(".build/deploy/venv/bin/python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')
        self._program(".build/deploy/venv/bin/sam", SAM)
        self.built_for("x86_64")

    def _program(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def built_for(self, architecture: str) -> None:
        """What the build makes: the real executable, and what its header says of its processor."""
        image = bytearray(BOOTSTRAP.read_bytes())
        image[18:20] = {"x86_64": 62, "arm64": 183}[architecture].to_bytes(2, "little")
        (self.folder / "executable").write_bytes(image)

    def add(self, file: str, text: str) -> None:
        with (self.folder / file).open("a") as stream:
            stream.write(text)

    def deploy(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        credentials = self._aws.credentials(["sts:GetCallerIdentity", "cloudformation:DescribeStacks"])
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": self._aws.url,
            **credentials.environment(),
        }
        return subprocess.run(
            ["make", "--no-print-directory", "deploy", *arguments],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def deployed(self, *arguments: str) -> list[str]:
        """How `sam deploy` was called by a deployment that came through."""
        run = self.deploy(*arguments)
        assert run.returncode == 0, run.stdout + run.stderr
        assert f"into account {ACCOUNT_ID}, region {REGION}" in run.stdout
        build, deploy = self.calls
        assert (build, deploy[0]) == (["build"], "deploy")
        return deploy[1:]

    def refused(self, *arguments: str) -> str:
        """What a deployment says that ends before anything is uploaded."""
        run = self.deploy(*arguments)
        assert run.returncode == 2, run.stdout + run.stderr
        assert all(call == ["build"] for call in self.calls)
        return run.stderr

    @property
    def calls(self) -> list[list[str]]:
        file = self.folder / "calls"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    @property
    def answers(self) -> dict[str, str]:
        document = tomlkit.parse((self.folder / "samconfig.local.toml").read_text()).unwrap()
        return parameters([document["default"]["deploy"]["parameters"]["parameter_overrides"]])


def parameters(words: list[str]) -> dict[str, str]:
    """As the real SAM CLI reads them."""
    return CfnParameterOverridesType().convert(tuple(words), None, None)


def overrides(arguments: list[str]) -> dict[str, str]:
    return parameters(arguments[arguments.index("--parameter-overrides") + 1 :])


def value_of(option: str, arguments: list[str]) -> str:
    return arguments[arguments.index(option) + 1]


@pytest.fixture
def project(tmp_path: Path, moto: LocalAWS) -> Project:
    return Project(tmp_path, moto)


@pytest.fixture
def stack(moto: LocalAWS) -> Iterator[Stack]:
    """One that stands, called key-reminder."""
    with Stack() as stack:
        yield stack


def test_without_a_word_it_asks(project: Project) -> None:
    arguments = project.deployed()
    assert arguments[:3] == ["--guided", "--region", REGION] and "--parameter-overrides" not in arguments
    assert value_of("--config-file", arguments) == str(project.folder / "samconfig.local.toml")


def test_it_installs_nothing_but_the_sam_cli(project: Project) -> None:
    project.deployed()
    assert (project.folder / "environments").read_text().split() == ["deploy"]


@pytest.mark.parametrize("file", ["samconfig.toml", "samconfig.local.toml"])
def test_a_stage_is_taken_from_a_file_and_asks_nothing(project: Project, file: str) -> None:
    project.add(file, PROD)
    arguments = project.deployed("STAGE=prod")
    assert "--guided" not in arguments and {"--no-confirm-changeset", "--resolve-s3"} <= set(arguments)
    assert value_of("--config-file", arguments) == str(project.folder / file)
    assert value_of("--config-env", arguments) == "prod"
    assert value_of("--stack-name", arguments) == "key-reminder-prod"
    assert value_of("--capabilities", arguments) == "CAPABILITY_IAM"
    assert overrides(arguments) == {
        "SenderEmail": "keys@example.com",
        "ExcludeUsers": "ci-* bo",
        "SupportEmail": "",
    }


def test_the_local_file_comes_before_the_project_s(project: Project) -> None:
    project.add("samconfig.toml", PROD)
    project.add("samconfig.local.toml", PROD.replace("keys@example.com", "other@example.com"))
    assert overrides(project.deployed("STAGE=prod"))["SenderEmail"] == "other@example.com"


def test_what_a_stage_says_itself_is_not_said_again(project: Project) -> None:
    project.add("samconfig.toml", f'{PROD}s3_bucket = "ours"\ncapabilities = "CAPABILITY_NAMED_IAM"\n')
    assert not {"--resolve-s3", "--capabilities"} & set(project.deployed("STAGE=prod"))


def test_a_stage_may_be_changed_for_once(project: Project) -> None:
    project.add("samconfig.toml", PROD)
    chosen = overrides(project.deployed("STAGE=prod", "DryRun=false", "ExcludeUsers="))
    assert (chosen["SenderEmail"], chosen["DryRun"], chosen["ExcludeUsers"]) == ("keys@example.com", "false", "")
    assert "DryRun" not in (project.folder / "samconfig.toml").read_text()


def test_one_parameter_of_a_stack_changes_and_no_other_is_named(project: Project, stack: Stack) -> None:
    project.add("samconfig.local.toml", ANSWERS)
    arguments = project.deployed("DryRun=false")
    assert "--guided" not in arguments and overrides(arguments) == {"DryRun": "false"}
    assert project.answers == {"SenderEmail": "keys@example.com", "DryRun": "false", "Architecture": "x86_64"}


@pytest.mark.parametrize("value", ["ci-* bo", "svc-*", "", "a=b", "it's"])
def test_a_value_arrives_as_it_was_written(project: Project, stack: Stack, value: str) -> None:
    assert overrides(project.deployed(f"ExcludeUsers={value}", "AlertAfterDays=90")) == {
        "ExcludeUsers": value,
        "AlertAfterDays": "90",
    }


def test_a_stack_that_is_to_be_created_takes_the_answers_too(project: Project) -> None:
    project.add("samconfig.local.toml", ANSWERS)
    assert overrides(project.deployed("DryRun=false")) == {"SenderEmail": "keys@example.com", "DryRun": "false"}


def test_a_value_that_is_missing_is_named_before_anything_is_built(project: Project) -> None:
    assert "SenderEmail has no value" in project.refused("DryRun=false")
    assert project.calls == []


@pytest.mark.parametrize("arguments", [["DryRyn=false"], ["STAGE=prod", "DryRyn=false"]])
def test_a_misspelt_parameter_is_refused_before_anything_is_built(project: Project, arguments: list[str]) -> None:
    project.add("samconfig.toml", PROD)
    assert "no parameter DryRyn: is it DryRun?" in project.refused(*arguments)
    assert project.calls == []


def test_a_misspelt_parameter_of_a_stage_is_refused_too(project: Project) -> None:
    project.add("samconfig.toml", PROD.replace("ExcludeUsers", "ExcludeUser"))
    assert "no parameter ExcludeUser: is it ExcludeUsers?" in project.refused("STAGE=prod")
    assert project.calls == []


def test_a_stage_that_nobody_described_is_refused(project: Project) -> None:
    assert "[test.deploy.parameters]" in project.refused("STAGE=test")
    assert project.calls == []


@pytest.mark.parametrize("built", ["x86_64", "arm64"])
def test_what_was_built_is_what_is_deployed(project: Project, built: str) -> None:
    project.built_for(built)
    project.deployed()
    template = yaml_parse((project.folder / ".aws-sam/build/template.yaml").read_text())
    assert template["Resources"]["KeyReminderFunction"]["Properties"]["Architectures"] == [built]
    assert "Architecture" not in json.dumps({**template, "Resources": {}})
    expected = source()
    expected["Resources"]["KeyReminderFunction"]["Properties"]["Architectures"] = [built]
    assert template["Resources"] == expected["Resources"]


@pytest.mark.parametrize("arguments", [["Architecture=arm64"], ["STAGE=prod", "Architecture=arm64"], ["STAGE=arm"]])
def test_an_architecture_that_does_not_fit_is_refused_before_anything_is_uploaded(
    project: Project, stack: Stack, arguments: list[str]
) -> None:
    project.add("samconfig.toml", PROD)
    project.add("samconfig.toml", PROD.replace("[prod.", "[arm.").replace('\\"\\""', '\\"\\" Architecture=arm64"'))
    said = project.refused(*arguments)
    assert "Architecture is arm64, and the executable was built for x86_64" in said and "Nothing was uploaded" in said
    assert project.calls == [["build"]]


def test_an_architecture_that_fits_is_taken(project: Project, stack: Stack) -> None:
    project.built_for("arm64")
    assert "--parameter-overrides" not in project.deployed("Architecture=arm64")
