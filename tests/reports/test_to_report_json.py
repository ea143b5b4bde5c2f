"""Reports as JSON against the published schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reports.report import Cell, Layout, Origin, Report
from reports.to_report_json import to_report_json

from .odd_report import ORIGIN, odd_report, one_row

SCHEMA = Path(__file__).parents[2] / "docs/schemas/report.schema.json"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("report", [odd_report(), Report("Empty", ()), one_row(Cell("x"))])
@pytest.mark.parametrize("origin", [ORIGIN, Origin("Case", ORIGIN.day)])
def test_every_report_keeps_to_the_schema(
    report: Report, origin: Origin, validator: jsonschema.Draft202012Validator
) -> None:
    validator.validate(json.loads(to_report_json(report, origin)))


def broken(change: str) -> Any:
    made = json.loads(to_report_json(odd_report(), ORIGIN))
    cell = made["sections"][0]["rows"][0][3]
    if change == "text":
        del cell["text"]
    elif change == "span":
        cell["pins"][0]["start"] = "0"
    elif change == "link":
        cell["pins"][0]["link"] = "file:///x"
    else:
        made["day"] = change
    return made


@pytest.mark.parametrize("change", ["text", "span", "link", "2026-02-30"])
def test_the_schema_can_fail(change: str, validator: jsonschema.Draft202012Validator) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(broken(change))


def test_every_key_is_in_the_schema() -> None:
    """So that nothing is written that nobody published."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    told = {
        key
        for each in (schema, *schema["$defs"].values())
        for key in (*each.get("properties", {}), "name", "id", "text", "mark")
    }

    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    assert keys(json.loads(to_report_json(odd_report(), ORIGIN))) <= told


def test_cells_say_what_they_hold() -> None:
    row = json.loads(to_report_json(odd_report(), ORIGIN))["sections"][0]["rows"][1]
    assert row[0] == {"text": "March 2026", "day": "2026-03-01", "until": "2026-03-31"}
    assert [run["mark"] for run in row[1]["runs"]] == [
        None,
        "changed",
        "told",
        "slight",
        None,
        "found",
    ]
    first, second = row[3]["pins"]
    assert first["cite"] == "Compl. ¶ 38"
    assert (first["document"], first["start"], first["end"]) == (1, 0, 9)
    assert (first["page"], first["page_label"], first["paragraph"]) == (9, "9", "38")
    assert second["link"] == "pincite:0123456789abcdef0123456789abcdef/1?start=0&end=9"


def test_a_lost_place_has_no_span() -> None:
    row = json.loads(to_report_json(odd_report(), ORIGIN))["sections"][0]["rows"][3]
    (pin,) = row[3]["pins"]
    assert pin["lost"] and pin["start"] is None and pin["page"] is None


def test_links_can_be_left_out() -> None:
    data = to_report_json(odd_report(), ORIGIN, Layout(links=False))
    assert b"pincite:" not in data


@pytest.mark.parametrize("text", ["bell\x07 nul\x00", "half \ud83d pair", "שלום 😀 \u2028"])
def test_texts_stay_exactly_as_they_are(text: str) -> None:
    made = json.loads(to_report_json(one_row(Cell(text)), ORIGIN))
    assert made["sections"][0]["rows"][0][0]["text"] == text
