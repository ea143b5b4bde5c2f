"""Every library that the program is made of names its terms, and the built program's file says the same."""

import json
from pathlib import Path

import pytest

from resources import licences

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_tells_the_libraries_that_are_installed() -> None:
    found = {licence.name: licence for licence in licences.licences()}
    assert len(found) > 60
    assert found["lxml"].version
    assert "BSD" in found["lxml"].terms
    assert any("Redistribution" in text.words for text in found["lxml"].texts)
    assert any("Third Party" in text.words for text in found["onnxruntime"].texts)


def test_a_built_program_tells_what_was_written_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = (
        licences.Licence("Zephyr", "2", "MIT", (licences.Text("LICENSE", "Do as you like."),)),
        licences.Licence("ark", "1", "", ()),
    )
    file = tmp_path / "licences.json"
    file.write_text(licences.as_json(told), encoding="utf-8")
    monkeypatch.setattr(licences, "FILE", file)
    assert licences.licences() == (told[1], told[0])
    file.write_text(json.dumps([{"name": "ark"}]), encoding="utf-8")
    with pytest.raises(ValueError, match="damaged"):
        licences.licences()


def test_what_is_not_installed_has_none() -> None:
    assert licences.of_distribution("no-such-distribution-of-ours") is None
    assert "lxml" in licences.pinned(ROOT / "requirements.txt")
