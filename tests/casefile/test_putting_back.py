"""A missing or damaged original is put back from the file it came from, and from no other."""

import os
import stat

import pytest

from casefile import protecting, sealed_files
from casefile.case import Case
from casefile.errors import CaseFailure, NoSuchFinding, NotTheOriginal
from casefile.protection import Cost, Protection

pytestmark = pytest.mark.plain("its tests protect cases themselves, or not")

SECRET = "walnut lantern harbour"


@pytest.fixture
def kept(full, tmp_path):
    """A copy of the first paper outside the case, as the attorney has it."""
    copy = tmp_path / "from my desk.txt"
    copy.write_bytes(full.original(1).read_bytes())
    return copy


@pytest.fixture(params=["plain", "protected"])
def either(request, full, kept, workers, tmp_path):
    """The case, in one run protected."""
    if request.param == "plain":
        yield full
        return
    full.close()
    local = tmp_path / "local"
    list(protecting.protect(full.folder, Protection(SECRET), local, Cost(1, 1, 64)))
    with Case.open(full.folder, workers, local=local, secret=SECRET) as protected:
        yield protected


def damage(case):
    file = case.original(1)
    file.chmod(0o600)
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(content)


def remove(case):
    case.original(1).unlink()


@pytest.mark.parametrize("harm", [damage, remove])
def test_what_was_harmed_is_whole_again_and_told_no_more(either, kept, harm):
    case = either
    harm(case)
    (problem,) = case.check()
    assert problem.document == 1 and case.document(1).notices
    case.put_back(1, kept)
    assert case.check() == () and not case.document(1).notices
    original = case.original(1)
    assert sealed_files.content(original, case._store.paths.key) == kept.read_bytes()
    assert sealed_files.is_sealed(original) is case.is_protected
    if os.name == "posix":
        assert stat.S_IMODE(original.stat().st_mode) == 0o400
    assert {each.name for each in original.parent.iterdir() if each.name.startswith(".")} == set()


def test_another_file_is_refused_in_a_sentence_and_changes_nothing(either, kept):
    case = either
    damage(case)
    before = case.original(1).read_bytes()
    longer, other = kept.with_name("longer.txt"), kept.with_name("other.txt")
    longer.write_bytes(kept.read_bytes() + b".")
    other.write_bytes(kept.read_bytes().swapcase())
    for wrong in (longer, other):
        with pytest.raises(NotTheOriginal, match=r"not the file that was imported as .*Complaint"):
            case.put_back(1, wrong)
    with pytest.raises(CaseFailure, match="cannot be read"):
        case.put_back(1, kept.with_name("gone.txt"))
    with pytest.raises(CaseFailure, match="cannot be read"):
        case.put_back(1, kept.parent)
    with pytest.raises(NoSuchFinding):
        case.put_back(99, kept)
    folder = case.original(1).parent
    assert case.original(1).read_bytes() == before and len(list(folder.iterdir())) == 2
    assert len(case.check()) == 1


def test_what_a_kill_left_of_it_goes_at_the_next_opening(full, kept, workers, tmp_path):
    left = full.original(1).parent / ".returning-00ff"
    left.write_bytes(kept.read_bytes()[:9])
    left.chmod(0o400)
    full.close()
    with Case.open(full.folder, workers, local=tmp_path / "local") as case:
        assert not left.exists() and case.check() == ()
