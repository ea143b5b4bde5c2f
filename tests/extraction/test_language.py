"""The model's two services."""

from extraction import language


def test_entities_carry_offsets_of_their_own_text():
    texts = ["", "Maria Alvarez sued Acme Corporation in Denver.", "nothing here"]
    found = language.entities(texts)
    assert len(found) == len(texts)
    names = {texts[1][start:end]: label for start, end, label in found[1]}
    assert names["Maria Alvarez"] == "PERSON"
    assert names["Denver"] == "GPE"
    assert found[0] == []


def test_parse_gives_heads_and_lemmas_and_no_entities():
    (doc,) = language.parse(["The witness said something."])
    said = doc[2]
    assert said.lemma_ == "say"
    assert [child.text for child in said.children if child.dep_ == "nsubj"] == ["witness"]
    assert not doc.ents


def test_model_is_loaded_once():
    assert language.pipeline() is language.pipeline()


def test_enormous_text_is_cut_rather_than_refused():
    assert language.entities(["x " * 600_000])[0] is not None


def test_given_sentences_are_kept():
    text = "See Fed. R. Civ. P. 12 here. It applies"
    (doc,) = language.parse([text], [[0, 29]])
    assert [sentence.text for sentence in doc.sents] == [
        "See Fed. R. Civ. P. 12 here.",
        "It applies",
    ]
