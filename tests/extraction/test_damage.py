"""What is offered beside damaged words, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.damage import find_damage, mended


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("P$3 ermitting them to enter", "[P]ermitting them to enter"),
        ('to return "a$3 ll keys', 'to return "[a]ll keys'),
        ("the [R] uiz account", "the [R]uiz account"),
        ("[t)he roof leaked", "[t]he roof leaked"),
        ("(t]he roof leaked", "[t]he roof leaked"),
        ("It]he roof leaked", "[t]he roof leaked"),
        ("the tenantsâ€™ roof", "the tenants’ roof"),
        ("he said â€œnoâ€\u009d to it", "he said “noâ€\u009d to it"),
        ("a cafÃ© on Elm Street, Â§ 4", "a café on Elm Street, § 4"),
        ("Ruiz &amp; Dale &#8217;s &quot;roof&quot;", "Ruiz & Dale ’s \"roof\""),
        ("[R] uiz and [D] ale", "[R]uiz and [D]ale"),
    ],
)  # fmt: skip
def test_likely_words(text, likely):
    assert mended(text) == likely
    assert find_damage(text)


@pytest.mark.parametrize(
    "text",
    [
        "[T]he roof leaked",
        "[a] man and [A] woman, [I] think, [o] no",
        "it cost $3 and a$ap",
        "US$3 million, A$3 a share, C$10 each",
        "(a) the roof; (b) the yard",
        "(i) all; [sic] none; [1] one",
        "AT&T; R&D; Q&A",
        "Âge, Ãlvares and château",
        "see [x]; [b] in the list",
        "I saw it] happen",
        "",
    ],
)
def test_sound_words_are_left_alone(text):
    assert find_damage(text) == ()
    assert mended(text) == text


def test_each_damaged_word_with_its_place():
    text = 'to return "a$3 ll keys” of the [R] uiz shop'
    found = find_damage(text)
    assert [(each.text, each.likely) for each in found] == [
        ('"a$3 ll', '"[a]ll'),
        ("[R] uiz", "[R]uiz"),
    ]
    assert all(each.span.of(text) == each.text for each in found)


@given(st.text(alphabet="aPtI[]()$3 &;#8âÃ€™lm|\n", max_size=60))
def test_damage_lies_in_order_and_says_something_else(text):
    at = 0
    for each in find_damage(text):
        assert at <= each.span.start < each.span.end <= len(text)
        assert each.span.of(text) == each.text != each.likely
        at = each.span.end
