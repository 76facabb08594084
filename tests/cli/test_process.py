"""The command as a process: what a shell, a pipe and a script see of it."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.toy import FERRY, TODAY
from tests.toy_text import cells

COMMANDS = ("ask", "add", "about", "read", "judge", "seen", "rate", "settle", "remove")


def test_help_names_every_command(process):
    ran = process("--help")

    assert (ran.code, ran.err) == (0, "")
    assert all(f"\n  {name} " in ran.out for name in COMMANDS)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_help_loads_nothing_heavy():
    """What makes a start slow is imported by the commands that need it."""
    code = (
        "import contextlib, sys\n"
        "from unspoiled.cli import main\n"
        "with contextlib.suppress(SystemExit):\n"
        "    main(['--help'])\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    heavy = {"numpy", "onnxruntime", "tantivy", "faiss", "rich", "sqlite3", "regex"}
    assert heavy & set(ran.stderr.split()) == set()


def test_version(process):
    from unspoiled import __version__

    ran = process("--version")

    assert (ran.code, ran.out) == (0, f"unspoiled {__version__}\n")


def test_ask_read_and_add(process, tmp_path):
    ask = process("ask", "calm, on Disney+", "--json", "--today", TODAY)
    assert (ask.code, ask.err) == (0, "")
    assert ask.json["picks"][0]["title_id"] == "toy-quiet-kiln"

    add = process("add", FERRY, "--title", "The Salt Ferry", "--author", "Another")
    assert add.code == 0
    assert "1 added" in add.out

    read = process("read", "The Salt Ferry")
    assert "Another" in read.out
    assert max(map(cells, read.out.splitlines())) <= 80


def test_the_library_of_an_option_and_of_the_environment(process, toy, tmp_path):
    other = tmp_path / "other"
    toy.rename(other)
    environment = os.environ | {"UNSPOILED_LIBRARY": str(other)}

    by_option = process("about", "The Quiet Kiln", "--library", other)
    by_environment = process("about", "The Quiet Kiln", env=environment)

    assert by_option.code == by_environment.code == 0
    assert by_option.out == by_environment.out


def test_text_comes_through_a_pipe(process):
    text = "The acting is superb. 음악이 정말 아름답다."

    ran = process("judge", "-", "--json", input=text)

    assert ran.code == 0
    assert [line["text"] for line in ran.lines] == [
        "The acting is superb.",
        "음악이 정말 아름답다.",
    ]


def test_exit_codes(process):
    assert process("about", "No Such Title").code == 1
    assert process("fly").code == 2
    assert process("ask").code == 2
    assert process("settle").code == 0


def test_a_reader_that_goes_away_is_no_error(process):
    with subprocess.Popen(
        [sys.executable, "-m", "unspoiled", "read", "The Salt Ferry"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        reading.stdout.close()
        said = reading.stderr.read()

    assert (reading.returncode, said) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_no_room_for_the_answer(process):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "unspoiled", "ask", "calm"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert "No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_stopped_by_the_keyboard(process, toy, tmp_path):
    file = tmp_path / "many.jsonl"
    record = {"title": "The Quiet Kiln", "year": 2022}
    file.write_text(
        "\n".join(
            json.dumps(record | {"id": f"x-{n}", "text": f"Good acting {n}. " * 40})
            for n in range(300)
        )
    )
    with subprocess.Popen(
        [sys.executable, "-m", "unspoiled", "add", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as adding:
        while not (toy / "lock.holder").exists() and adding.poll() is None:
            time.sleep(0.01)
        time.sleep(0.7)
        adding.send_signal(signal.SIGINT)
        _, said = adding.communicate(timeout=60)

    assert adding.returncode in (0, 130)
    assert "Traceback" not in said
    assert process("ask", "calm", "--json", "--today", TODAY).code == 0


def test_no_colours_where_nobody_sees_them(process):
    assert "\x1b" not in process("ask", "calm", env=os.environ | {"TERM": "xterm"}).out


def test_a_narrow_terminal(process):
    ran = process("ask", "calm", env=os.environ | {"COLUMNS": "40"})

    longest = [line for line in ran.out.splitlines() if "http" not in line]
    assert max(map(cells, longest)) <= 40


def test_an_interrupt_inside_a_finaliser_is_not_lost(tmp_path):
    script = tmp_path / "late.py"
    script.write_text(
        "import sys, time\n"
        "import unspoiled.cli as cli\n"
        "class Held:\n"
        "    def __del__(self):\n"
        "        raise KeyboardInterrupt\n"
        "def work(**_):\n"
        "    held = Held()\n"
        "    del held\n"
        "    time.sleep(20)\n"
        "cli.unspoiled.main = work\n"
        "cli.main([])\n"
    )
    ran = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, timeout=60
    )

    assert ran.returncode == 130
    assert ran.stderr == "Stopped; what was finished is kept.\n"
