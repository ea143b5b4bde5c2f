"""Nothing opens an internet socket: import, extraction and search with every such socket refused."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Python's own audit events see every socket, whichever library makes it; the worker processes get the
# same guard through sitecustomize. Local sockets of multiprocessing (AF_UNIX) are let through.
GUARD = """
import socket, sys
def guard(event, arguments):
    if event == "socket.__new__" and arguments[1] in (socket.AF_INET, socket.AF_INET6):
        raise SystemExit("an internet socket was opened")
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        raise SystemExit("a host name was looked up")
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
    done = run(tmp_path, "import socket\nsocket.socket()\n")
    assert "an internet socket was opened" in done.stderr
