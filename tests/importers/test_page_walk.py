"""A page's text as a browser lays it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from importers.page_walk import walk
from importers.source_text import Zone


def page(markup: str):
    return walk(html.document_fromstring(f"<html><body>{markup}</body></html>"))


ROWS = [
    ("<p>a  b\n c</p>", "a b c"),
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("bare <b>bold</b>ly<p>next</p>tail", "bare boldly\n\nnext\n\ntail"),
    ("a<br>b<br/> c", "a\nb\nc"),
    ("<pre>  x\n    y</pre>", "x\n    y"),
    ("<p>say <q>no</q>.</p>", "say “no”."),
    ("<p>a<script>x</script><style>y</style>b<!-- c --></p>", "ab"),
    ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
    ("<p>Mr.&nbsp;Vesk &sect;&nbsp;5</p>", "Mr.\u00a0Vesk §\u00a05"),
    ("<p>  </p><div></div>", ""),
    ("<p>a <i> b</i> c</p>", "a b c"),
]


@pytest.mark.parametrize(("markup", "text"), ROWS)
def test_text(markup, text):
    assert page(markup).text == text


FURNITURE = [
    ("<nav>x</nav>", "nav"),
    ("<footer><p>x</p></footer>", "footer"),
    ("<button>x</button>", "button"),
    ("<div hidden><p>x</p></div>", "hidden"),
    ("<p style='Display : none'>x</p>", "hidden"),
    ("<header>x</header>", None),
    ("<aside>x</aside>", None),
]


@pytest.mark.parametrize(("markup", "reason"), FURNITURE)
def test_furniture_by_tag(markup, reason):
    found = page(markup).blocks[0].furniture
    assert (reason in found) if reason else found is None


def test_zones():
    zones = [
        block.zone for block in page("<h2>a</h2><blockquote><p>b</p></blockquote><p>c</p>").blocks
    ]
    assert zones == [Zone.HEADING, Zone.BLOCK_QUOTE, Zone.BODY]


def test_paragraphs_of_one_column_share_their_place():
    one, two, other = page(
        "<div class=a><p>1</p></div><div class=a><p>2</p></div><div class=b><p>3</p></div>"
    ).blocks
    assert one.place == two.place != other.place


@given(
    st.recursive(
        st.sampled_from(["word ", " x", "é\n", ""]), lambda inner: st.lists(inner, max_size=4)
    )
)
def test_blocks_hold_all_text_in_order(tree):
    def markup(node) -> str:
        return node if isinstance(node, str) else f"<div>{''.join(map(markup, node))}</div>"

    found = page(markup(tree) or "<p></p>")
    assert "\n\n".join(block.span.of(found.text) for block in found.blocks) == found.text
    kept, wanted = found.text.replace(" ", ""), markup(tree).replace(" ", "")
    for tag in ("<div>", "</div>", "\n"):
        kept, wanted = kept.replace(tag, ""), wanted.replace(tag, "")
    assert kept == wanted
