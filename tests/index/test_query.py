import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import number_range, parse
from index.query_tree import And, Field, Fuzzy, Near, Not, Or, Pattern, Term, Unit, Words


def slots(typed: str) -> list[tuple[int, str]]:
    tree = parse(typed).tree
    assert isinstance(tree, Words)
    return [(offset, slot.text) for offset, slot in tree.forms[0].slots]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("W-2", [(0, "w"), (1, "2")]),
        ("W2", [(0, "w2")]),
        ("1509(a)(1)", [(0, "1509"), (1, "a"), (2, "1")]),
        ("§ 1983", [(0, "§"), (0, "1983")]),
        ('"42 U.S.C. § 1983"', [(0, "42"), (1, "usc"), (2, "§"), (2, "1983")]),
        ("@ALT_USCIS", [(0, "alt"), (1, "uscis")]),
        ("3:17-cv-01916", [(0, "3"), (1, "17"), (2, "cv"), (3, "1916")]),
        ("O’Brien", [(0, "o'brien")]),
        ("$1,250.00", [(0, "1250")]),
        ("US", [(0, "US")]),
        ("U.S.", [(0, "US")]),
        ("us", [(0, "us")]),
        ("Smith-Jones", [(0, "smith"), (1, "jones")]),
        ('"to be or not to be"', list(enumerate(["to", "be", "or", "not", "to", "be"]))),
        ("injunct!", [(0, "injunct*")]),
        ("injunct*", [(0, "injunct*")]),
        ("wom?n", [(0, "wom?n")]),
        ("*tion", [(0, "*tion")]),
        ("Who?", [(0, "who")]),
        ('"Fire!"', [(0, "fire")]),
        ('"prelim* injunct*"', [(0, "prelim*"), (1, "injunct*")]),
        ("naïve", [(0, "naive")]),
        ("«ﬁling»", [(0, "filing")]),
        ("recieve~", [(0, "recieve")]),
        ("http://x.com/a", [(0, "http"), (1, "x"), (2, "com"), (3, "a")]),
        ("24/7", [(0, "24"), (1, "7")]),
        ("W/", [(0, "w")]),
        ("ALT_USC*", [(0, "alt"), (1, "usc*")]),
        ("Yahoo!Inc", [(0, "yahoo"), (1, "inc")]),
        ("Yahoo!", [(0, "yahoo*")]),
        ("b*r*ch", [(0, "b*r*ch")]),
        ("O’Br*", [(0, "o'br*")]),
    ],
)
def test_words_as_typed(typed: str, expected: list[tuple[int, str]]) -> None:
    assert slots(typed) == expected


def test_hyphenated_words_have_both_spellings() -> None:
    tree = parse('"a well-known fact"').tree
    assert isinstance(tree, Words)
    assert [[slot.text for _, slot in form.slots] for form in tree.forms] == [
        ["a", "well", "known", "fact"],
        ["a", "wellknown", "fact"],
    ]
    assert [form.length for form in tree.forms] == [4, 3]


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("pretrial", [["pretrial"], ["pre", "trial"]]),
        ("CoDefendant", [["codefendant"], ["co", "defendant"]]),
        ("email", [["email"], ["e", "mail"]]),
        ("W2", [["w2"], ["w", "2"]]),
        ("research", [["research"]]),
        ("estate", [["estate"]]),
        ("copy", [["copy"]]),
        ("w2", [["w2"]]),
        ("pretri*", [["pretri*"]]),
    ],
)
def test_what_is_often_hyphenated_has_both_spellings(
    typed: str, spellings: list[list[str]]
) -> None:
    tree = parse(typed).tree
    assert isinstance(tree, Words)
    assert [[slot.text for _, slot in form.slots] for form in tree.forms] == spellings


def test_kinds_of_slots() -> None:
    tree = parse('"fraud* recieve~2 x"').tree
    assert isinstance(tree, Words)
    assert [type(slot) for _, slot in tree.forms[0].slots] == [Pattern, Fuzzy, Term]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("fraud", "“fraud”"),
        ("fraud damages", "“fraud” and “damages”"),
        ("fraud AND damages & deceit", "“fraud” and “damages” and “deceit”"),
        ("fraud or damages", "“fraud” or “damages”"),
        ("a1 OR b1 c1", "“a1” or (“b1” and “c1”)"),
        ("breach w/5 damages", "“breach” within 5 words of “damages”"),
        ("breach /1 damages", "“breach” within 1 word of “damages”"),
        ("breach PRE/3 damages", "“breach” at most 3 words before “damages”"),
        ("breach +3 damages", "“breach” at most 3 words before “damages”"),
        ("breach /s damages", "“breach” in the same sentence as “damages”"),
        ("breach w/p damages", "“breach” in the same paragraph as “damages”"),
        ("breach +s damages", "“breach” before “damages” in the same sentence"),
        ("breach not w/5 damages", "“breach” not within 5 words of “damages”"),
        ("a1 w/3 b1 w/5 c1", "(“a1” within 3 words of “b1”) within 5 words of “c1”"),
        ("fraud NOT dismissed", "“fraud”, but without “dismissed”"),
        ("fraud BUT NOT dismissed", "“fraud”, but without “dismissed”"),
        ("fraud and not dismissed", "“fraud”, but without “dismissed”"),
        ("fraud -dismissed", "“fraud”, but without “dismissed”"),
        ('fraud -"motion to dismiss"', "“fraud”, but without “motion to dismiss”"),
        ("-fraud", "documents without “fraud”"),
        ("Smith-Jones -5", "“Smith-Jones” and “-5”"),
        ("fraud % dismissed", "“fraud”, but without “dismissed”"),
        ("NOT fraud", "documents without “fraud”"),
        ("NOT NOT fraud", "“fraud”"),
        ("injunct*", "words that begin with “injunct”"),
        ("wom?n", "words of the form “wom?n”"),
        ("recieve~", "words spelled like “recieve”"),
        ("42 U.S.C. § 1983", "“42 U.S.C. § 1983”"),
        ("(42 U.S.C. § 1983) OR fraud", "“42 U.S.C. § 1983” or “fraud”"),
        ("15 USC 1 antitrust", "“15 USC 1” and “antitrust”"),
        ("see 550 U.S. 544, plausibility", "“see” and “550 U.S. 544” and “plausibility”"),
        ("45 F. Supp. 2d 100", "“45 F. Supp. 2d 100”"),
        ("29 C.F.R. §§ 825.220(c)", "“29 C.F.R. §§ 825.220(c)”"),
        ("12 Mr. Smith 5", "“12” and “Mr.” and “Smith” and “5”"),
        ("“breach of contract”", "“breach of contract”"),
        ("speaker:Doe fraud", "“fraud”, in quotes of “Doe”"),
        ('fraud speaker:"Jane Doe"', "“fraud”, in quotes of “Jane Doe”"),
        ("date:2017-03..2017-04", "dated 2017-03 to 2017-04"),
        ("date:..2017-04", "dated up to 2017-04"),
        ("date:2017-04..", "dated from 2017-04"),
        ("date:>=2017-04", "dated from 2017-04"),
        ("NOT kind:order", "everything, but not in documents of the kind “order”"),
        ("fraud NOT in:quotes", "“fraud”, but not inside quotes"),
        ("before:2017-04", "dated before 2017-04"),
        ("after:4/6/2017", "dated after 4/6/2017"),
        ("fraud before 2016", "“fraud”, dated before 2016"),
        ("fraud Before March 2017.", "“fraud”, dated before March 2017"),
        ("after March 6, 2017 fraud", "“fraud”, dated after March 6, 2017"),
        ("fraud since 6 March 2017", "“fraud”, dated from 6 March 2017"),
        ("fraud until 3/6/2017", "“fraud”, dated up to 3/6/2017"),
        ("fraud between 2016 and March 2018", "“fraud”, dated 2016 to March 2018"),
        ("fraud from 2016 to 2018", "“fraud”, dated 2016 to 2018"),
        ("date:March 6, 2017 fraud", "“fraud”, dated March 6, 2017"),
        ("date:2016 to 2018", "dated 2016 to 2018"),
        ("before:March 2017", "dated before March 2017"),
        ("NOT before 2016", "everything, but not dated before 2016"),
        ("before noon", "“before” and “noon”"),
        ("before 20160", "“before” and “20160”"),
        ("before 2016-2017", "“before” and “2016-2017”"),
        ("thereafter 2016", "“thereafter” and “2016”"),
        ('"before 2016"', "“before 2016”"),
        ("§ 1509(a)(1) fraud", "“§ 1509(a)(1)” and “fraud”"),
        ("Rule 12(b)(6)", "“Rule” and “12(b)(6)”"),
        ("(Rule 12(b)(6)) OR fraud", "(“Rule” and “12(b)(6)”) or “fraud”"),
        ("fraud w/5(deceit OR court)", "“fraud” within 5 words of (“deceit” or “court”)"),
        ("42\u00a0U.S.C.\u2009§\u202f1983", "“42 U.S.C. § 1983”"),
        ("\uff02breach of contract\uff02", "“breach of contract”"),
        ("\uff08fraud OR deceit\uff09 court", "(“fraud” or “deceit”) and “court”"),
        ("injunc\u00adtion zero\u200bwidth", "“injunction” and “zerowidth”"),
        ("in:quotes fraud", "“fraud”, inside quotes"),
        ("Kind:order", "in documents of the kind “order”"),
        ("fraud page:12", "“fraud”, on page 12"),
        ("fraud para:12-15", "“fraud”, in ¶ 12-15"),
        ("fraud ¶:38", "“fraud”, in ¶ 38"),
        ("sue with:forms", "“sue” in any form"),
        ("with:synonyms sue US", "“sue” and its synonyms, in any form and “US”"),
        ('with:forms "sued twice" W-2', "“sued twice” and “W-2”"),
        ("did not pay", "“did” and “pay”"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_what_was_understood(typed: str, understood: str) -> None:
    assert parse(typed).understood == understood


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("(a1 OR b1", "parenthesis is missing"),
        ("a1) b1", "without an opening one"),
        ("AND", "nothing beside it"),
        ("fraud AND", "nothing beside it"),
        ("OR fraud", "nothing beside it"),
        ("NOT", "nothing beside it"),
        ("fraud w/5", "nothing beside it"),
        ("w/5 fraud", "nothing beside it"),
        ('"breach of', "quotation mark is missing"),
        ('"breach damages"~5', "write breach w/5 damages"),
        ("from:doe", "is not a field"),
        ("kind:", "needs a value"),
        ("date:soon", "is not a date"),
        ("***", "holds no word"),
        ("“”", "holds no word"),
        ('"' + "court " * 501 + '"', "Only the first 500 words of a phrase"),
        ("§" * 501, "Only the first 500 words of a phrase"),
        ("with:forms", "holds no word"),
        ("breach of contract", "“of” left out"),
        ("x " * 3000, "Only the first 2,000"),
        ("x" * 30_000, "Only the first 20,000"),
        ("(" * 200 + "x", "60 levels"),
        ("x w/2 " * 100 + "x", "60 levels"),
        ("speaker:Doe w/3 fraud", "beside a field"),
    ],
)
def test_what_could_not_be_honoured_is_said(typed: str, part: str) -> None:
    assert any(part in warning for warning in parse(typed).warnings)


@pytest.mark.parametrize(
    "typed",
    [
        "fraud",
        "3:17-cv-01916",
        "http://x.com",
        '"a b"',
        "date:2017",
        "24/7",
        "U.S.",
        "(a1 b1)",
        "the of",
    ],
)
def test_plain_queries_have_no_warnings(typed: str) -> None:
    assert parse(typed).warnings == ()


def test_the_shape_of_a_tree() -> None:
    tree = parse("kind:order (fraud OR deceit) /s court NOT dismissed").tree
    assert isinstance(tree, And)
    field, near, negation = tree.children
    assert field == Field("kind", "order")
    assert isinstance(near, Near)
    assert near.unit is Unit.SENTENCE
    assert isinstance(near.left, Or)
    assert isinstance(negation, Not)


def test_a_field_may_have_several_values() -> None:
    assert parse('speaker:(Doe OR "Jane Roe")').tree == Or(
        (Field("speaker", "Doe"), Field("speaker", "Jane Roe"))
    )


def test_long_words_end_where_those_of_the_index_end() -> None:
    assert slots("x" * 20_000) == [(0, "x" * 64)]


@given(st.text())
def test_no_text_raises(typed: str) -> None:
    assert parse(typed).text == typed


grammar = st.sampled_from(
    [
        "(",
        ")",
        '"',
        "“",
        "AND",
        "OR",
        "NOT",
        "w/3",
        "/s",
        "pre/2",
        "%",
        "fraud",
        "inj*",
        "a~1",
        "§",
        "kind:",
        "date:",
        "speaker:(",
        "x:y",
        "*",
        "?",
        "!",
        "~",
        "not",
        "but not",
        "-",
        "U.S.",
        "of",
    ]
)


@given(st.lists(grammar, max_size=60), st.sampled_from([" ", ""]))
def test_no_mixture_of_operators_raises(parts: list[str], between: str) -> None:
    query = parse(between.join(parts))
    assert (query.tree is None) == (query.understood == "")


@pytest.mark.parametrize(
    "typed",
    [
        "1983a" * 4_000,
        "1983(" * 4_000,
        "date: " + " " * 9_000,
        "(" * 20_000,
        '"' * 3001,
        "a:" * 3000,
        "*" * 20_000,
        "NOT " * 5000,
        "a w/1 " * 3000,
    ],
)
def test_stress_is_understood_or_answered_with_what_was_left_out(typed: str) -> None:
    query = parse(typed)
    assert query.warnings or query.understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("breach of contr", "“breach” and words that begin with “contr”"),
        ('"breach of contr', "“breach of contr*”"),
        ("con", "words that begin with “con”"),
        ("co", "“co”"),
        ("fraud ", "“fraud”"),
        ("speaker:Jane", "in quotes of “Jane”"),
        ("fraud AND", "“fraud”"),
        ("fraud w/5 dam", "“fraud” within 5 words of words that begin with “dam”"),
        ("1983", "words that begin with “1983”"),
        ("injunct*", "words that begin with “injunct”"),
    ],
)
def test_the_last_word_is_a_beginning_while_it_is_typed(typed: str, understood: str) -> None:
    query = parse(typed, typing=True)
    assert query.understood == understood
    assert query.warnings == ()


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("12", ("12", "12")),
        ("12-15", ("12", "15")),
        ("12–15", ("12", "15")),
        ("12..15", ("12", "15")),
        ("¶ 38", ("38", "38")),
        ("xii", ("xii", "xii")),
        ("A-3", ("A-3", "A-3")),
        ("12a", ("12a", "12a")),
        ("", None),
        ("some", None),
        ("12-", None),
    ],
)
def test_numbers_of_pages_and_paragraphs(value: str, numbers: tuple[str, str] | None) -> None:
    assert number_range(value) == numbers


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("page:some fraud", "“some” is no number; write page:12 or page:12-15."),
        ("with:magic fraud", "“with:magic” was ignored; write with:forms or with:synonyms."),
        ("fraud with:", "“with:” was ignored; write with:forms or with:synonyms."),
    ],
)
def test_values_that_cannot_be_honoured_are_told(typed: str, told: str) -> None:
    assert told in parse(typed).warnings
