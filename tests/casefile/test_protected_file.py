"""Protected files: read back exactly, opened by either secret and no other, every change noticed."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile import protected_file, protection
from casefile.errors import CaseDamaged, CaseFailure, PassphraseNeeded
from casefile.protection import Cost, Protection

CHEAP = Cost(1, 1, 8)
WORDS = "correct horse battery"
HEAD, PIECE, TAG = 4096, 65536, 16


def sealed(folder, content, *, recovery=None, portion=None, name="x.pincite-backup"):
    file = folder / name
    with protected_file.written(file, Protection(WORDS, recovery), CHEAP) as target:
        for at in range(0, len(content), portion or max(1, len(content))):
            target.write(content[at : at + (portion or len(content))])
    return file


def read(file, secret=WORDS):
    with protected_file.opened(file, secret) as source:
        return source.read()


SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("portion", [None, 1000, PIECE, 2 * PIECE + 3])
def test_what_was_written_is_read(tmp_path, size, portion):
    content = bytes(range(251)) * (size // 251 + 1)
    content = content[:size]
    file = sealed(tmp_path, content, portion=portion)
    assert read(file) == content
    pieces = max(1, -(-size // PIECE))
    assert file.stat().st_size == HEAD + size + pieces * TAG


@settings(max_examples=60)
@given(
    seeks=st.lists(st.tuples(st.integers(0, 200_100), st.integers(0, 70_000)), max_size=12),
)
def test_any_place_is_read_as_from_a_plain_file(tmp_path_factory, seeks):
    content = b"".join(number.to_bytes(4, "big") for number in range(50_000))
    file = sealed(tmp_path_factory.mktemp("x"), content)
    plain = io.BytesIO(content)
    with protected_file.opened(file, WORDS) as source:
        for at, size in seeks:
            plain.seek(at)
            source.seek(at)
            assert source.read(size) == plain.read(size)
        assert source.seek(-4, io.SEEK_END) == len(content) - 4
        assert source.read() == content[-4:]


def test_an_archive_lies_in_it(tmp_path):
    file = tmp_path / "x"
    with (
        protected_file.written(file, Protection(WORDS), CHEAP) as target,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.writestr("a.txt", "one " * 100_000)
        archive.writestr("b.bin", bytes(200_000), zipfile.ZIP_STORED)
    with protected_file.opened(file, WORDS) as source, zipfile.ZipFile(source) as archive:
        assert archive.testzip() is None
        assert archive.read("a.txt") == b"one " * 100_000


def test_no_word_of_it_can_be_read_and_no_two_are_alike(tmp_path):
    content = b"privileged and confidential " * 5000
    one, two = (sealed(tmp_path, content, name=name).read_bytes() for name in "ab")
    assert b"privileged" not in one and b"confidential" not in one
    assert WORDS.encode() not in one
    blocks = {one[at : at + 64] for at in range(HEAD, len(one) - 64, 64)}
    assert len(blocks) == len(range(HEAD, len(one) - 64, 64))  # alike pieces do not look alike
    assert not blocks & {two[at : at + 64] for at in range(HEAD, len(two) - 64, 64)}


def test_either_secret_opens_it_and_no_other(tmp_path):
    recovery = protection.recovery_key()
    file = sealed(tmp_path, b"x", recovery=recovery)
    typed = recovery.lower().replace("-", " ")
    assert read(file) == read(file, recovery) == read(file, typed) == b"x"
    other = protection.recovery_key()
    for wrong in ("", "correct horse batter", WORDS.upper(), other, other[:-1]):
        with pytest.raises(PassphraseNeeded, match=r"not the passphrase of “x\.pincite-backup”"):
            read(file, wrong)
    with pytest.raises(PassphraseNeeded, match="is protected"):
        read(file, None)


def test_a_letter_with_an_accent_opens_it_however_it_was_typed(tmp_path):
    file = tmp_path / "x"
    with protected_file.written(file, Protection("caf\u00e9 caf\u00e9"), CHEAP) as target:
        target.write(b"x")
    assert read(file, "cafe\u0301 cafe\u0301") == b"x"


def test_a_plain_file_is_read_as_it_is(tmp_path):
    file = tmp_path / "plain"
    with protected_file.written(file, None) as target:
        target.write(b"plain")
    assert file.read_bytes() == read(file, None) == b"plain"
    assert not protected_file.is_protected(file)
    assert protected_file.is_protected(sealed(tmp_path, b"x"))


CONTENT = bytes(range(256)) * 700  # three pieces


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return sealed(tmp_path_factory.mktemp("whole"), CONTENT).read_bytes()


def unreadable(folder, content):
    file = folder / "x"
    file.write_bytes(content)
    try:
        found = read(file)
    except CaseFailure as failure:
        return str(failure)
    return f"READ {len(found)} bytes"


@settings(max_examples=150)
@given(data=st.data())
def test_every_changed_bit_is_noticed(tmp_path_factory, whole, data):
    slots_end = len(whole[:HEAD].rstrip())
    places = st.one_of(st.integers(0, slots_end - 1), st.integers(HEAD, len(whole) - 1))
    at, bit = data.draw(places), data.draw(st.integers(0, 7))
    changed = bytearray(whole)
    changed[at] ^= 1 << bit
    folder = tmp_path_factory.mktemp("x")
    if at < 16:  # it is no protected file any more
        (folder / "x").write_bytes(changed)
        assert not protected_file.is_protected(folder / "x")
        return
    said = unreadable(folder, bytes(changed))
    assert "damaged" in said or "not the passphrase" in said, (at, bit, said)


@settings(max_examples=80)
@given(data=st.data())
def test_every_truncation_is_noticed(tmp_path_factory, whole, data):
    piece_ends = st.integers(0, 2).map(lambda number: HEAD + number * (PIECE + TAG))
    size = data.draw(st.one_of(st.integers(48, len(whole) - 1), piece_ends))
    said = unreadable(tmp_path_factory.mktemp("x"), whole[:size])
    assert "damaged" in said or "not the passphrase" in said, (size, said)


def test_pieces_moved_doubled_added_or_of_another_file_are_noticed(tmp_path, whole):
    other = sealed(tmp_path, CONTENT).read_bytes()
    size = PIECE + TAG
    head, body = whole[:HEAD], whole[HEAD:]
    first, second, last = body[:size], body[size : 2 * size], body[2 * size :]
    for changed in (
        head + second + first + last,
        head + first + first + last,
        head + first + last,
        head + first + second,
        whole + last,
        whole + b"x",
        head + first + second + other[HEAD + 2 * size :],
        other[:HEAD] + body,
        other[:48] + whole[48:],
    ):
        said = unreadable(tmp_path, changed)
        assert "damaged" in said or "not the passphrase" in said


def test_a_strangers_file_cannot_ask_for_all_of_the_computer(tmp_path, whole):
    slots = json.loads(whole[48:HEAD])
    for cost in ([1, 1, 2**31], [10**6, 1, 8], [1, 10**6, 10**7], [0, 1, 8], [1, 1, 0], "x", None):
        asked = [{**slots[0], "argon2id": cost}]
        changed = whole[:48] + json.dumps(asked).encode().ljust(HEAD - 48) + whole[HEAD:]
        assert "damaged where its keys are kept" in unreadable(tmp_path, changed)
    for slot in ({}, {**slots[0], "kind": "other"}, {**slots[0], "salt": "00"}):
        changed = whole[:48] + json.dumps([slot]).encode().ljust(HEAD - 48) + whole[HEAD:]
        assert "damaged where its keys are kept" in unreadable(tmp_path, changed)


def test_a_cheaper_try_cannot_be_made_of_it(whole, tmp_path):
    """What the key derivation costs is part of what is authenticated."""
    slots = json.loads(whole[48:HEAD])
    slots[0]["argon2id"] = [1, 1, 16]
    changed = whole[:48] + json.dumps(slots).encode().ljust(HEAD - 48) + whole[HEAD:]
    assert "not the passphrase" in unreadable(tmp_path, changed)


def test_secrets_are_never_told(tmp_path):
    given_ = Protection(WORDS, "ABCD-EFGH")
    assert WORDS not in repr(given_) and "ABCD" not in repr(given_)
    assert WORDS not in repr(replace(given_, recovery=None))
    with pytest.raises(CaseFailure, match="8 characters at least") as told:
        Protection("short")
    assert "short”" not in str(told.value)


def test_recovery_keys_are_long_and_differ():
    keys = {protection.recovery_key() for _ in range(50)}
    assert len(keys) == 50
    assert all(len(key.replace("-", "")) == 32 and "=" not in key for key in keys)


def test_a_file_that_was_not_finished_is_damaged(tmp_path):
    file = tmp_path / "x"

    def broken_off():
        with protected_file.written(file, Protection(WORDS), CHEAP) as target:
            target.write(bytes(PIECE * 2))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    with pytest.raises(CaseDamaged):
        read(file)


def test_the_usual_cost_is_within_what_is_taken():
    most = protection._MOST
    cost = protection.COST
    assert cost.memory >= 64 * 1024 and cost.iterations >= 3
    assert (cost.iterations, cost.lanes, cost.memory) <= (
        most.iterations,
        most.lanes,
        most.memory,
    )
