"""Work that goes down with the PDF engine ends no more than itself."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from extractor.batch.apart import THREADED, apart
from extractor.errors import DatabaseError, EngineCrash

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the work is done in the same process"),
    pytest.mark.usefixtures("no_pictures_read"),
]


def abort() -> None:
    """As the PDF engine ends a process, without what pytest would say of it."""
    faulthandler.disable()
    os.abort()


def work(item: str) -> str:
    if item == "bomb":
        abort()
    if item == "locked":
        raise DatabaseError("the database is locked")
    if item == "full":
        raise OSError(28, "No space left on device", "out.json")
    if item == "fault":
        raise ZeroDivisionError("by nothing")
    print(f"printed {item}")
    return item.upper()


def test_the_others_go_on_and_nothing_printed_is_lost(capfd: pytest.CaptureFixture[str]) -> None:
    print("before")
    answers = list(apart(["a", "bomb", "b", "bomb", "bomb", "c"], work, str))
    assert [a if isinstance(a, str) else (a.file, a.code) for a in answers] == [
        "A", ("bomb", "crash"), "B", ("bomb", "crash"), ("bomb", "crash"), "C",
    ]  # fmt: skip
    assert capfd.readouterr().out == "before\nprinted a\nprinted b\nprinted c\n"
    crash = answers[1]
    assert isinstance(crash, EngineCrash)
    assert "the PDF engine crashed on it (SIGABRT)" in str(crash)


def test_what_a_library_prints_as_it_aborts_is_not_shown() -> None:
    program = (
        "import os, sys\nfrom extractor.batch.apart import apart\n"
        "def work(item):\n"
        "    print(f'ours {item}', file=sys.stderr)\n"
        "    if item == 1:\n"
        "        os.write(2, b'free(): double free detected\\n')\n        os.abort()\n"
        "    return item\n"
        "for answer in apart([1, 2], work, str):\n    print(answer, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    told = "ours 1\n1: the PDF engine crashed on it (SIGABRT). Print it to PDF anew and read that.\nours 2\n2\n"
    assert done.stderr.decode() == told


def test_one_process_does_them_all() -> None:
    pids = list(apart([1, 2, 3], lambda _: os.getpid(), str))
    assert len(set(pids)) == 1
    assert os.getpid() not in pids


def test_a_process_that_has_read_pictures_does_the_work_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cv2", sys)
    assert list(apart([1], lambda _: os.getpid(), str)) == [os.getpid()]


def test_no_command_reads_pictures_before_it_forks() -> None:
    program = (
        "import sys\nfrom extractor.cli import check, entry, explain, read, review\n"
        "from extractor.batch.apart import THREADED\nprint(THREADED.isdisjoint(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout == b"True\n"
    assert "cv2" in THREADED


def test_what_the_work_raises_is_raised() -> None:
    answers = apart(["a", "locked", "b"], work, str)
    assert next(answers) == "A"
    with pytest.raises(DatabaseError, match="locked"):
        next(answers)
    with pytest.raises(OSError, match="No space left") as full:
        list(apart(["full"], work, str))
    assert full.value.filename == "out.json"


def test_a_fault_is_told_where_it_happens(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        list(apart(["fault"], work, str))
    assert ended.value.code == 1
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_who_gives_up_leaves_no_process(tmp_path: Path) -> None:
    def sleepy(_: int) -> int:
        (tmp_path / "pid").write_text(str(os.getpid()))
        time.sleep(600)
        return 0

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(apart([1], sleepy, str))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not is_alive(int((tmp_path / "pid").read_text()))


def test_the_process_ends_with_the_one_that_began_it(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\nfrom extractor.batch.apart import apart\n"
        "def work(_):\n    open(sys.argv[1], 'w').write(str(os.getpid()))\n    time.sleep(600)\n"
        "list(apart([1], work, str))\n"
    )
    note = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", program, str(note)])
    wait_for(lambda: note.exists() and note.read_text() != "")
    parent.kill()
    parent.wait()
    child = int(note.read_text())
    wait_for(lambda: not is_alive(child))


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that nobody waits for any more does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(true: object) -> None:
    end = time.monotonic() + 60
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)
