import pytest

from extraction.answer_sentences import response_to_sentence
from extraction.responses import Response

A, D, K, N = Response.ADMITTED, Response.DENIED, Response.NO_KNOWLEDGE, Response.NO_ANSWER

# A response, how many sentences its paragraph has, and what it says to each of them.
RESPONSES = [
    ("Defendant admits the allegations of the first sentence. Defendant denies the remaining allegations.",
     3, [A, D, D]),
    ("Defendants admit the allegations in the first, third, and fourth sentences of Paragraph 34. Defendants"
     " deny the allegations in the remaining sentences of Paragraph 34.", 5, [A, D, A, A, D]),
    ("Defendants admit the allegations in sentence 1 of Paragraph 35. Defendants deny the allegations in the"
     " remaining sentences of Paragraph 35.", 2, [A, D]),
    ("Defendant admits the allegations of the first sentence and denies the rest.", 3, [A, D, D]),
    ("Defendant denies the first sentence of paragraph 4, but admits the second sentence.", 3, [D, A, None]),
    ("Defendants admit the allegation in the last two sentences in Paragraph 260. Defendants lack sufficient"
     " information to admit or deny the remaining allegations.", 4, [K, K, A, A]),
    ("Defendants deny the allegations of the first four sentences. Defendants admit the remaining"
     " allegations.", 5, [D, D, D, D, A]),
    ("Defendants are not required to admit or deny the allegations of the first and second sentences because"
     " they are not directed at them. Defendants admit the allegations of the third sentence.", 3, [N, N, A]),
    ("Defendants are not required to admit or deny the first and second sentences. In addition, Defendants"
     " lack sufficient information to admit or deny said allegations. Defendants admit the third sentence.",
     3, [K, K, A]),
    ("Defendant lacks knowledge as to the last sentence; otherwise admitted.", 2, [None, K]),
    ("Admitted that the berth was closed; otherwise denied.", 2, [None, None]),
    ("Defendant admits so much of the first sentence as concerns the berth.", 2, [Response.PARTLY, None]),
    ("Denied.", 2, [None, None]),
    ("", 1, [None]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "count", "said"), RESPONSES)
def test_what_is_said_to_each_sentence(words, count, said):
    found = [response_to_sentence(words, at, count) for at in range(1, count + 1)]
    assert [each and each[0] for each in found] == said
    for each in found:
        assert each is None or each[1] in " ".join(words.split())
