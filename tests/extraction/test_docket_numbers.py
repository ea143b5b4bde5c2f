"""Docket numbers: forms, labels, and numbers that are none."""

import pytest

from extraction.docket_numbers import normal_docket_number, numbers_in, same_docket


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Case No. 3:24-cv-00117-ABC", "3:24-cv-00117-ABC"),
        ("Civil Action No. 20\u00adcv\u00ad1234", "20-cv-1234"),
        ("04 CV 1234 (AB)(CDE)", "04 CV 1234 (AB)(CDE)"),
        ("19 Civ. 204 (ABC)", "19 Civ. 204 (ABC)"),
        ("No. ED101234", "ED101234"),
        ("No. MDL 15-02641-PHX-ABC", "MDL 15-02641-PHX-ABC"),
        ("INDEX NO. 652345/2019", "652345/2019"),
        ("CAUSE NO. D-1-GN-20-001234", "D-1-GN-20-001234"),
        ("Case No. CGC-19-573452", "CGC-19-573452"),
        ("DOCKET NO. L-001234-19", "L-001234-19"),
        ("No. 2020 L 001234", "2020 L 001234"),
        ("2020-1234", "2020-1234"),
        ("Case Number: 2020CV031234", "2020CV031234"),
        ("C.A. No. 2021-0123-ABC", "2021-0123-ABC"),
        ("Civil No. 21-417 (ABC/DEF)", "21-417 (ABC/DEF)"),
        ("Case No. 5:16-cv-00417-ABC-(Ex)", "5:16-cv-00417-ABC-(Ex)"),
        ("A-21-CV-00417-LY", "A-21-CV-00417-LY"),
        ("No. CIV.A.00-3417(ABC).", "CIV.A.00-3417(ABC)"),
        ("Adv. Pro. No. 20-03041 (ABC)", "20-03041 (ABC)"),
        ("No. 21-2-04417-1 SEA", "21-2-04417-1 SEA"),
        ("43417/2020E", "43417/2020E"),
        ("DC-0752-19-0417-I-1", "DC-0752-19-0417-I-1"),
    ],
)
def test_reads_a_number(line: str, number: str) -> None:
    (start, end), *_ = numbers_in(line)
    assert normal_docket_number(line[start:end]) == number


@pytest.mark.parametrize(
    "line",
    [
        "NORA QUIST, an individual,",
        "OFFICERS NOS. 1-19,",
        "Lena Marsh (State Bar No. 123456)",
        "ECF No. 1234",
        "telephone 206.223.7000",
        "File No. A 204-417-123",
        "POLICE OFFICER ROWE, Shield No. 4417,",
        "No.",
        "No evidence",
    ],
)
def test_is_no_docket_number(line: str) -> None:
    assert numbers_in(line) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("04 CV 1809 (AB)", "1:04-cv-01809-AB-CDE", True),
        ("1:20-CV-613", "1:20-cv-00613", True),
        ("20-1507", "20-1508", False),
        ("", "", False),
    ],
)
def test_same_docket(one: str, other: str, same: bool) -> None:
    assert same_docket(one, other) is same
