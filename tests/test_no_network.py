"""What keeps every process off the network, and what watches that no test reaches for it.

A whole session, watched from outside, is in ``test_privacy``.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import REACHES, watch_for_network

ROOT = Path(__file__).resolve().parents[1]

SEALED = """
from casefile.sealed import NetworkRefused, seal
seal()
import socket
for reach in (
    lambda: socket.socket(socket.AF_INET),
    lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
    lambda: socket.getaddrinfo("localhost", 80),
    lambda: socket.create_connection(("127.0.0.1", 9)),
):
    try:
        reach()
    except NetworkRefused:
        print("refused")
one, two = socket.socketpair()
one.send(b"local")
print(two.recv(5).decode())
"""


def test_a_sealed_process_gets_no_socket(tmp_path: Path) -> None:
    script = tmp_path / "sealed.py"
    script.write_text(SEALED)
    done = subprocess.run(
        [sys.executable, str(script)],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["refused"] * 4 + ["local"], done.stderr


READING_A_SCAN = """
import sys, time
from casefile.sealed import Permits, seal
seal(Permits(program="tesseract"))
import resources
from importers import ocr
from importers.picture_pages import PicturePages
picture = PicturePages(resources.path("sample/scan.png")).render(1, 200 / 72)
print(len(ocr.recognize(picture, 1, 200 / 72, "rapidocr").lines))
"""


def test_the_engine_for_scans_tells_nobody_and_leaves_no_trace(tmp_path: Path) -> None:
    """What runs its models is written in C and has a voice of its own, which no audit hook hears."""
    script, home = tmp_path / "scan.py", tmp_path / "home"
    script.write_text(READING_A_SCAN)
    home.mkdir()
    calls = tmp_path / "calls"
    watched = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg", "-o", str(calls)]
    done = subprocess.run(
        [*(watched if shutil.which("strace") else []), sys.executable, str(script)],
        # An environment of their builders (CI=1) would keep it silent of itself.
        env={
            "PYTHONPATH": str(ROOT),
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "TMPDIR": str(home),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["2"], done.stderr
    assert list(home.rglob("*")) == []
    if calls.exists():
        assert "AF_INET" not in calls.read_text()


def test_a_test_that_reaches_for_the_network_is_seen() -> None:
    """The guard that ``conftest`` puts over every test, as far as it can be tried without a network."""
    before = len(REACHES)
    address = ("192.0.2.1", 9)
    watch_for_network("socket.connect", (None, address))
    watch_for_network("socket.getaddrinfo", ("localhost", 80, 0, 0, 0))
    watch_for_network("socket.connect", (None, "/run/a-local-socket"))
    watch_for_network("open", ("x", "r", 0))
    assert REACHES[before:] == ["socket.connect", "socket.getaddrinfo"]
    del REACHES[before:]
