"""What is left out of lines and pin cites that have no room."""

import pytest

from ui.shortening import fitting_cite, fitting_note, fitting_parts


def within(letters):
    return lambda words: len(words) <= letters


@pytest.mark.parametrize(
    ("letters", "shown"),
    [
        (60, "Larkspur, Ferry quarrel at the harbor, Mar. 6, 2026, para. 5"),
        (50, "Larkspur, Ferry quarrel at the harbor, para. 5"),
        (20, "Larkspur para. 5"),
        (8, "para. 5"),
        (3, "para. 5"),
    ],
)
def test_a_cite_gives_up_its_day_its_title_its_paper_and_never_its_place(letters, shown):
    cite = "Larkspur, Ferry quarrel at the harbor, Mar. 6, 2026, para. 5"
    assert fitting_cite(cite, within(letters)) == shown


@pytest.mark.parametrize(
    ("cite", "shown"),
    [
        ("Compl., June 24, 2016, ¶ 10", "Compl. ¶ 10"),
        ("Compl., Mar. 2026, at 1:23", "Compl. at 1:23"),
        ("First Am. Compl. at 36–37", "at 36–37"),
        ("Order (caption)", "(caption)"),
        ("Nothing of the kind", "Nothing of the kind"),
    ],
)
def test_places_of_every_form_stay_whole(cite, shown):
    assert fitting_cite(cite, within(14)) == shown


def test_a_line_loses_whole_parts_from_its_end():
    line = "person · 2 names · 14 papers"
    assert fitting_parts(line, within(28)) == line
    assert fitting_parts(line, within(20)) == "person · 2 names"
    assert fitting_parts(line, within(18), " …") == "person · 2 names …"
    assert fitting_parts(line, within(3)) == "person"
    assert fitting_parts("one long part", within(3)) == "one long part"


def test_a_note_keeps_its_cite_and_loses_what_follows():
    cite = "Compl., June 24, 2016, ¶ 10"
    note = f"Ida Voss · {cite} · differs in 2 words · same ¶"
    assert fitting_note(note, cite, within(80)) == note
    assert fitting_note(note, cite, within(60)) == f"Ida Voss · {cite} · differs in 2 words"
    assert fitting_note(note, cite, within(40)) == f"Ida Voss · {cite}"
    assert fitting_note(note, cite, within(24)) == "Ida Voss · Compl. ¶ 10"
    assert fitting_note(note, cite, within(2)) == "Ida Voss · ¶ 10"
