"""The variant without recognition knows itself by what it does not find."""

import importlib.util

import pytest

from importers import built_in, ocr


def test_the_checkout_reads_scans() -> None:
    assert built_in.reads_scans()
    assert "rapidocr" in ocr.available()


@pytest.mark.parametrize("missing", ["rapidocr", "onnxruntime"])
def test_without_either_part_it_does_not(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        built_in,
        "find_spec",
        lambda name: None if name == missing else importlib.util.find_spec(name),
    )
    assert not built_in.reads_scans()
    assert "rapidocr" not in ocr.available()
