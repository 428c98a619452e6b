# SPDX-License-Identifier: Apache-2.0
"""What `make release` writes: files that fit each other, the same bytes each time, and a template that is deployed
without Swift.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from Sandbox.emulator import BOOTSTRAP, ROOT
from Sandbox.rehearsal.cloud import LocalCloud
from Sandbox.rehearsal.deployment import SAM
from Sandbox.rehearsal.story import Story
from Sandbox.rehearsal.template import Template
from stack import source, yaml_parse
from test_architecture import HERE

UNSUPPORTED = ROOT / ".build" / "rehearsal" / "unsupported"
ARCHIVE = f"bootstrap-{HERE}.zip"
TEMPLATE = {"x86_64": "template.yaml", "arm64": "template-arm64.yaml"}[HERE]
BILL = f"bootstrap-{HERE}.cdx.json"


def released(folder: Path) -> Path:
    package = folder / "bootstrap.zip"
    subprocess.run([ROOT / "Scripts/zip-executable", BOOTSTRAP, package], check=True)
    subprocess.run([ROOT / "Scripts/release", package, folder / "release"], cwd=ROOT, check=True)
    return folder / "release"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("first"))


@pytest.fixture(scope="module")
def template(release: Path) -> dict[str, Any]:
    return yaml_parse((release / TEMPLATE).read_text())


def test_the_checksums_are_those_of_all_files(release: Path) -> None:
    names = {line.split()[1] for line in (release / "SHA256SUMS").read_text().splitlines()}
    assert names == {ARCHIVE, TEMPLATE, BILL, "LICENSE", "README.md"}
    assert names | {"SHA256SUMS"} == {file.name for file in release.iterdir()}
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=release, check=True)


def test_nothing_but_the_sources_gets_in(release: Path, tmp_path: Path) -> None:
    again = released(tmp_path)
    assert (again / "SHA256SUMS").read_text() == (release / "SHA256SUMS").read_text()


def test_the_zip_is_the_package(release: Path) -> None:
    assert (release / ARCHIVE).read_bytes() == (release.parent / "bootstrap.zip").read_bytes()


def test_the_template_is_ours_with_the_zip_in_it(template: dict[str, Any]) -> None:
    expected = source()
    function = expected["Resources"]["KeyReminderFunction"]
    del function["Metadata"]
    function["Properties"].update(CodeUri=ARCHIVE, Architectures=[HERE])
    assert template["Resources"] == expected["Resources"]
    del expected["Parameters"]["Architecture"]
    for section in ("Parameters", "Rules", "Mappings", "Conditions", "Outputs"):
        assert template[section] == expected[section]
    asked = [name for group in groups(template) for name in group["Parameters"]]
    assert sorted(asked) == sorted(expected["Parameters"])


def groups(template: dict[str, Any]) -> list[dict[str, Any]]:
    return template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]


def test_the_template_keeps_its_comments(release: Path) -> None:
    assert len(re.findall("^ *#", (release / TEMPLATE).read_text(), re.M)) > 10


def test_the_serverless_application_repository_takes_its_description(release: Path, template: dict[str, Any]) -> None:
    """https://docs.aws.amazon.com/serverlessrepo/latest/devguide/serverlessrepo-publishing-applications.html"""
    application = template["Metadata"]["AWS::ServerlessRepo::Application"]
    assert re.fullmatch(r"[a-zA-Z0-9-]{1,140}", application["Name"])
    assert re.fullmatch(r"[a-z0-9](([a-z0-9]|-(?!-))*[a-z0-9])?", application["Author"])
    assert 1 <= len(application["Description"]) <= 256 and len(application["Labels"]) <= 10
    assert all(re.fullmatch(r"[a-zA-Z0-9+_:/@.-]{1,127}", label) for label in application["Labels"])
    assert re.fullmatch(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?", application["SemanticVersion"])
    assert all((release / application[text]).is_file() for text in ("LicenseUrl", "ReadmeUrl"))


def test_aws_s_own_checks_accept_the_template(release: Path) -> None:
    lint = [ROOT / ".build/sandbox/venv/bin/cfn-lint", release / TEMPLATE]
    validate = [SAM, "validate", "--lint", "--region", "us-east-1", "--template-file", release / TEMPLATE]
    for command in (lint, validate):
        run = subprocess.run(
            command,
            cwd=release,
            env={**os.environ, "SAM_CLI_TELEMETRY": "0"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr


def test_the_bill_of_materials_names_every_library_that_is_linked(release: Path) -> None:
    bill = json.loads((release / BILL).read_text())
    said = subprocess.check_output([ROOT / "Scripts/show-libraries", release / ARCHIVE], text=True)
    linked = dict(re.findall(r"([\w+-]+) (\S+?)(?:,| \()", said.partition("linked: ")[2]))
    found = {each["name"]: each["version"] for each in bill["components"]}
    assert found.pop("swift-log") and found == linked
    assert {"OpenSSL", "libcurl", "expat", "Jansson", "Swift"} <= set(found)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    (checksum,) = bill["metadata"]["component"]["hashes"]
    assert f"{checksum['content']}  {ARCHIVE}\n" in (release / "SHA256SUMS").read_text()
    references = [each["bom-ref"] for each in bill["components"]]
    assert sorted(references) == bill["dependencies"][0]["dependsOn"] and len(set(references)) == len(references)
    for each in bill["components"]:
        assert re.fullmatch(r"pkg:(deb|generic|github)/[\w./+%-]+@[\w.%~-]+(\?[\w.&=-]+)?", each["purl"])
        assert each["licenses"]


@pytest.mark.skipif(UNSUPPORTED.exists(), reason="the local AWS cannot be installed")
def test_a_local_aws_creates_it_from_the_release_alone(release: Path, tmp_path: Path) -> None:
    folder = tmp_path / "release"
    shutil.copytree(release, folder)
    with LocalCloud(folder) as cloud:
        story = Story(cloud, folder, print)
        story.fill()
        template = Template(source=folder / TEMPLATE, package=ARCHIVE)
        assert template.differences == [f"Resources.{name}: left out" for name in template.missing]
        story.create(template)
        story.invoke()
        story.delete()


WORKFLOWS = {file.stem: file.read_text() for file in (ROOT / ".github/workflows").glob("*.yml")}


@pytest.mark.parametrize("name", ["gate", "release"])
def test_a_workflow_builds_both_architectures_in_the_image_of_the_project(name: str) -> None:
    image = (ROOT / "Scripts/swift-image").read_text().strip()
    assert re.findall(r"container: (\S+)", WORKFLOWS[name]) == [image]
    assert {"ubuntu-24.04", "ubuntu-24.04-arm"} <= set(re.findall(r"ubuntu-24\.04(?:-arm)?", WORKFLOWS[name]))


@pytest.mark.parametrize("name", ["gate", "release"])
def test_a_workflow_runs_the_actions_that_were_looked_at(name: str) -> None:
    used = re.findall(r"uses: \S+@(\S+) # v", WORKFLOWS[name])
    assert used and all(re.fullmatch("[0-9a-f]{40}", commit) for commit in used)
    assert len(used) == WORKFLOWS[name].count("uses:")
    assert yaml_parse(WORKFLOWS[name])["permissions"] == {"contents": "read"}


def test_the_changes_of_a_version_are_found(tmp_path: Path) -> None:
    (tmp_path / "Scripts").mkdir()
    shutil.copy(ROOT / "Scripts/changelog", tmp_path / "Scripts")
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changes\n\n## 1.2.0 (2026-12-01)\n\n* new\n\n## 1.1.0\n\n* old\n\n## 1.0.0\n"
    )
    for version, status, text in (
        ("1.2.0", 0, "\n* new\n\n"),
        ("1.1.0", 0, "\n* old\n\n"),
        ("1.0.0", 2, None),
        ("1.2", 2, ""),
    ):
        run = subprocess.run([tmp_path / "Scripts/changelog", version], capture_output=True, text=True, check=False)
        assert run.returncode == status and (text is None or run.stdout == text)
