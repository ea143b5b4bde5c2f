"""What was filled into form fields."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from importers.forms import filled_fields, is_dynamic


@pytest.fixture
def form(drawn) -> bytes:
    def first(canvas):
        field = canvas.acroForm
        field.textfield(name="name", value="Ada Pell", x=100, y=600, width=200, height=20)
        field.textfield(name="empty", x=100, y=560, width=200, height=20)
        field.textfield(name="blank", value="   ", x=100, y=530, width=200, height=20)
        field.checkbox(name="jury", checked=True, x=100, y=500)
        field.checkbox(name="class", checked=False, x=100, y=470)

    def second(canvas):
        canvas.acroForm.choice(
            name="court", value="State", options=["State", "Federal"], x=9, y=9, width=99, height=20
        )

    return drawn(first, second)


def test_filled_fields_come_in_page_order(form: bytes):
    fields = filled_fields(PdfReader(io.BytesIO(form)))
    assert [(item.name, item.value, item.page) for item in fields] == [
        ("name", "Ada Pell", 1),
        ("jury", "Yes", 1),
        ("court", "State", 2),
    ]
    assert fields[0].rectangle == pytest.approx((100, 600, 300, 620), abs=3)


def test_names_and_values_are_inherited_from_parents(drawn, lines):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(lines(["x"])))))
    parent = DictionaryObject(
        {
            NameObject("/T"): TextStringObject("summons"),
            NameObject("/V"): TextStringObject("line one\rline two"),
        }
    )
    widget = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/T"): TextStringObject("to"),
            NameObject("/Parent"): writer._add_object(parent),
            NameObject("/Rect"): ArrayObject([NumberObject(at) for at in (200, 40, 20, 10)]),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(widget)])
    (field,) = filled_fields(writer)
    assert field.name == "summons.to"
    assert field.value == "line one\nline two"
    assert field.rectangle == (20, 10, 200, 40)


def test_a_loop_of_parents_ends(drawn, lines):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(lines(["x"])))))
    widget = DictionaryObject({NameObject("/Subtype"): NameObject("/Widget")})
    place = writer._add_object(widget)
    widget[NameObject("/Parent")] = place
    writer.pages[0][NameObject("/Annots")] = ArrayObject([place])
    assert filled_fields(writer) == ()


def test_a_signature_is_nothing_that_was_typed_and_a_stream_is(drawn, lines):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(lines(["x"])))))
    stream = StreamObject()
    stream.set_data(b"She waited at the pier.")
    values = {"signed": DictionaryObject({NameObject("/Type"): NameObject("/Sig")}), "told": stream}
    widgets = [
        DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/T"): TextStringObject(name),
                NameObject("/V"): writer._add_object(value),
                NameObject("/Rect"): ArrayObject(map(NumberObject, (10, 10, 90, 40))),
            }
        )
        for name, value in values.items()
    ]
    writer.pages[0][NameObject("/Annots")] = ArrayObject(map(writer._add_object, widgets))
    fields = filled_fields(writer)
    assert [(field.name, field.value) for field in fields] == [("told", "She waited at the pier.")]


def test_dynamic_forms_are_told(form: bytes, drawn, lines):
    assert not is_dynamic(PdfReader(io.BytesIO(form)))
    assert not is_dynamic(PdfReader(io.BytesIO(drawn(lines(["x"])))))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(form)))
    writer.root_object["/AcroForm"][NameObject("/XFA")] = ArrayObject()
    target = io.BytesIO()
    writer.write(target)
    assert is_dynamic(PdfReader(target))
