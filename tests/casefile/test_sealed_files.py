"""Files sealed by a given key: read back exactly, from any place; refused by another key or when changed."""

import hashlib
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile import sealed_files
from casefile.errors import CaseDamaged

KEY, OTHER = bytes(range(32)), bytes(32)
PIECE = sealed_files.PIECE
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7)


def content_of(size):
    return (b"The berth at Pier Nine. " * (size // 24 + 1))[:size]


def sealed(folder, content, key=KEY, name="x.sealed"):
    file = folder / name
    with sealed_files.written(file, key) as target:
        for at in range(0, len(content), 50_001):
            target.write(content[at : at + 50_001])
    return file


@pytest.mark.parametrize("size", SIZES)
def test_what_was_written_is_read_counted_and_hashed(tmp_path, size):
    content = content_of(size)
    file = sealed(tmp_path, content)
    assert sealed_files.content(file, KEY) == content
    assert sealed_files.size(file, KEY) == size
    assert sealed_files.hashed(file, KEY) == (hashlib.sha256(content).hexdigest(), size)
    assert sealed_files.is_sealed(file)
    assert b"berth" not in file.read_bytes()


@pytest.mark.parametrize("size", SIZES)
def test_without_a_key_it_is_the_plain_file(tmp_path, size):
    content = content_of(size)
    file = sealed(tmp_path, content, key=None)
    assert file.read_bytes() == content == sealed_files.content(file, None)
    assert sealed_files.size(file, None) == size
    assert sealed_files.hashed(file, None) == (hashlib.sha256(content).hexdigest(), size)


@given(st.lists(st.tuples(st.integers(0, 3 * PIECE), st.integers(0, 2 * PIECE)), max_size=8))
def test_any_place_is_read_as_from_a_plain_file(tmp_path_factory, seeks):
    content = os.urandom(2 * PIECE + 99)
    plain = io.BytesIO(content)
    with sealed_files.opened(sealed(tmp_path_factory.mktemp("x"), content), KEY) as source:
        for at, count in seeks:
            plain.seek(at)
            source.seek(at)
            assert source.read(count) == plain.read(count)


@pytest.mark.parametrize(
    ("source_key", "target_key"), [(None, KEY), (KEY, None), (KEY, OTHER), (None, None)]
)
def test_a_copy_is_the_same_under_another_key(tmp_path, source_key, target_key):
    content = content_of(PIECE + 5)
    file, copy = sealed(tmp_path, content, source_key), tmp_path / "copy"
    told = sealed_files.copied(file, source_key, copy, target_key)
    assert told == (hashlib.sha256(content).hexdigest(), len(content))
    assert sealed_files.content(copy, target_key) == content


def test_another_key_does_not_open_it(tmp_path):
    file = sealed(tmp_path, b"privileged")
    with pytest.raises(CaseDamaged, match="not what was written"):
        sealed_files.content(file, OTHER)


@pytest.mark.parametrize("size", [0, 40, 3 * PIECE])
def test_what_was_given_up_is_refused(tmp_path, size):
    file = tmp_path / "x"
    writing = sealed_files.written(file, KEY)
    writing.__enter__().write(bytes(size))
    writing.__exit__(KeyError, KeyError(), None)
    with pytest.raises(CaseDamaged):
        sealed_files.content(file, KEY)


def test_a_plain_file_is_no_sealed_one(tmp_path):
    for content in (b"", b"short", bytes(200)):
        file = sealed(tmp_path, content, key=None)
        assert not sealed_files.is_sealed(file)
        with pytest.raises(CaseDamaged):
            sealed_files.content(file, KEY)


@given(st.data())
def test_every_change_is_noticed(tmp_path_factory, data):
    file = sealed(tmp_path_factory.mktemp("x"), content_of(PIECE + 700))
    whole = file.read_bytes()
    changed = bytearray(whole)
    change = data.draw(st.sampled_from(["flip", "cut", "add", "swap"]))
    if change == "flip":
        changed[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    elif change == "cut":
        del changed[data.draw(st.integers(0, len(whole) - 1)) :]
    elif change == "add":
        changed += bytes(data.draw(st.integers(1, 100)))
    else:  # the second piece in place of the first
        changed[48 : 48 + 716] = whole[-716:]
    file.write_bytes(changed)
    with pytest.raises(CaseDamaged):
        sealed_files.content(file, KEY)


def test_two_of_the_same_are_not_alike(tmp_path):
    one, two = (sealed(tmp_path, content_of(500), name=name).read_bytes() for name in "ab")
    assert one[48:] != two[48:]


def test_damage_is_told_by_the_name_and_the_file_is_let_go(tmp_path):
    file = sealed(tmp_path, b"")
    file.write_bytes(b"Pincite pieces 1")
    with pytest.raises(CaseDamaged, match=r"“x\.sealed” is damaged"):
        sealed_files.opened(file, KEY)
    source = sealed_files.opened(sealed(tmp_path, b"again"), KEY)
    source.close()
    assert source.closed
