"""Nothing opens an internet socket: import, extraction and search with every such socket refused."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Python's own audit events see every socket, whichever library makes it; the worker processes get the
# same guard through sitecustomize. Libraries may try to make a socket, which ``casefile.sealed`` refuses;
# none may get as far as to look up a host or to connect.
GUARD = """
import os, sys
def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        address = arguments[1] if event.startswith("socket.c") else None
        if not isinstance(address, (str, bytes)):
            os.write(2, b"reached for the network")
            os._exit(3)
sys.addaudithook(guard)
"""

SCENE = """
import sys
from pathlib import Path
from casefile.case import Case
from casefile.workers import Workers
def main():
    folder, papers = Path(sys.argv[1]), Path(sys.argv[2])
    workers = Workers()
    with Case.create(folder / "Sealed", workers, local=folder / "local") as case:
        outcomes = [step.outcome for step in case.ingest([papers]) if step.outcome]
        assert outcomes and all(each.status == "imported" for each in outcomes), outcomes
        assert case.search("permit").total
        assert case.view().quotes
        document = next(row for row in case.documents() if row.pages)
        assert case.page_image(document.id, 1, 1.0).pixels
    workers.close()
    print("sealed")
if __name__ == "__main__":
    main()
"""


def run(folder: Path, code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    (folder / "sitecustomize.py").write_text(GUARD)
    script = folder / "scene.py"
    script.write_text(code)
    return subprocess.run(
        [sys.executable, str(script), *map(str, arguments)],
        cwd=ROOT,
        env={"PYTHONPATH": f"{folder}:{ROOT}", "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_whole_way_of_a_paper_needs_no_network(tmp_path: Path) -> None:
    done = run(tmp_path, SCENE, tmp_path, ROOT / "resources" / "sample" / "papers")
    assert done.stdout.strip().endswith("sealed"), done.stderr


def test_the_guard_can_fail(tmp_path: Path) -> None:
    done = run(tmp_path, "import socket\nsocket.getaddrinfo('localhost', 80)\n")
    assert "reached for the network" in done.stderr


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
