"""Counsel, firms and friends of the court in the list above an opinion."""

from extraction.brief_lists import find_listed

TEXT = (
    "Before Marsh, Chief Judge, Quist and Rowe, Circuit Judges. "
    "Ida R. Holm, with whom Abel T. Vale, Lena S. Strand, and Harbor Counsel were on brief, for appellant. "
    "Tom J. Pell, Deputy Attorney General, with whom Sara K. Lund, Attorney General, was on brief, "
    "for appellee. "
    "Ivo Q. Brandt and The Strand Law Firm on brief for Alder Chapel, Society for Church and State, "
    "Women of Alder Bay, and Harbor Baptist, amici curiae. "
    "Mona P. Reed, Jr. on brief for Otto Fenn, amicus curiae. The appeal is dismissed."
)


def listed() -> list[tuple[str, str, bool]]:
    found = list(find_listed(TEXT, 0, len(TEXT)))
    assert all(" ".join(TEXT[one.start : one.end].split()) == one.name for one in found)
    return [(one.name, one.role, one.is_body) for one in found]


def test_counsel_speak_for_their_side() -> None:
    roles = {name: role for name, role, _ in listed()}
    assert roles["Ida R. Holm"] == roles["Lena S. Strand"] == "counsel for appellant"
    assert roles["Tom J. Pell"] == roles["Sara K. Lund"] == "counsel for appellee"
    assert roles["Ivo Q. Brandt"] == "counsel for amicus curiae"


def test_offices_and_the_bench_are_no_names() -> None:
    names = {name for name, _, _ in listed()}
    assert not names & {"Deputy Attorney General", "Attorney General", "Marsh", "Quist and Rowe"}


def test_firms_and_friends_are_bodies() -> None:
    bodies = {name: body for name, _, body in listed()}
    assert bodies["Harbor Counsel"]
    assert bodies["Strand Law Firm"]
    assert bodies["Society for Church and State"]
    assert bodies["Harbor Baptist"]
    assert not bodies["Otto Fenn"]
    assert not bodies["Ivo Q. Brandt"]


def test_prose_without_a_list_yields_nothing() -> None:
    text = "The parties were heard on the motion. Quist, for appellant, said no."
    assert list(find_listed(text, 0, len(text))) == []
