"""A release is refused while its version, its list of changes or its files are not in order."""

import datetime as dt
import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from resources.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 22)
GOOD = (
    "# Changes\n\n## Unreleased\n\n## 1.2.3 – 2026-11-20\n\n- A change.\n\n"
    "## 1.2.2 – 2026-10-01\n\n- One.\n"
)


@pytest.fixture(scope="module")
def release():
    place = ROOT / "packaging" / "release.py"
    spec = importlib.util.spec_from_file_location("bundle_release", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def of(release, tmp_path, changes, version="1.2.3"):
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "version.py").write_text(
        f'"""One place."""\n\nVERSION = "{version}"\n'
    )
    (tmp_path / "CHANGELOG.md").write_text(changes, encoding="utf-8")
    return list(release.faults(tmp_path, TODAY))


def test_a_version_with_its_day_and_changes_is_fine(release, tmp_path):
    assert of(release, tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("changes", "version", "told"),
    [
        (GOOD.replace("Unreleased\n", "Unreleased\n\n- New.\n"), "1.2.3", "under “Unreleased”"),
        (GOOD, "1.2.4", "no section “## 1.2.4 – 2026-11-22”"),
        (GOOD, "1.2", "three numbers"),
        (GOOD, "1.2.2", "1.2.2 must stand first"),
        (GOOD.replace("2026-11-20", "2026-11-31"), "1.2.3", "2026-11-31 is no day"),
        (GOOD.replace("2026-11-20", "2026-11-23"), "1.2.3", "2026-11-23 has not come yet"),
        (GOOD.replace("## 1.2.2 – 2026-10-01", "## 1.2.2"), "1.2.3", "is headed"),
    ],
)
def test_what_is_not_in_order_is_told(release, tmp_path, changes, version, told):
    found = of(release, tmp_path, changes, version)
    assert any(told in fault for fault in found), found


def test_the_version_of_the_checkout_is_found(release):
    assert not any("three numbers" in fault for fault in release.faults(ROOT, TODAY))
    assert release._VERSION.findall((ROOT / "resources/version.py").read_text()) == [VERSION]


def test_sums_are_what_sha256sum_checks(release, tmp_path):
    (tmp_path / "pincite_1.deb").write_bytes(b"package")
    (tmp_path / "pincite-1.tar.xz").write_bytes(b"archive" * 1000)
    (tmp_path / "work").mkdir()
    sums = release.write_sums(tmp_path)
    assert release.write_sums(tmp_path).read_text() == sums.read_text()
    lines = [line.split("  ") for line in sums.read_text().splitlines()]
    assert [name for _, name in lines] == ["pincite-1.tar.xz", "pincite_1.deb"]
    assert lines[1][0] == hashlib.sha256(b"package").hexdigest()


def test_a_program_that_fails_its_check_is_no_release(release, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    program = tmp_path / "pincite"
    program.write_text(
        f"#!{sys.executable}\nimport os, sys\n"
        "sys.exit('PYTHONPATH' in os.environ or sys.argv[1] != 'self-check')\n"
    )
    program.chmod(0o755)
    release._self_check(tmp_path)
    program.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(subprocess.CalledProcessError):
        release._self_check(tmp_path)
