"""One process at a time: a lock file, with a note beside it that says who holds it.

The lock is the operating system's own, so that it goes with the process that held it,
however that ended. The note is for people; it is read only while the lock is held.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import LibraryBusy
from .database import translate_os

if TYPE_CHECKING:
    from filelock import BaseFileLock


class ProcessLock:
    """A named lock in a library's folder; re-entrant within a store."""

    def __init__(self, library: Path, name: str = "lock") -> None:
        self.library = library
        self.file = library / name
        self.note = library / f"{name}.holder"
        self._lock: BaseFileLock | None = None

    @contextmanager
    def held(self, wait_seconds: float) -> Iterator[None]:
        """Hold the lock; LibraryBusy names who has it after a while of waiting."""
        from filelock import Timeout

        lock = self._made()
        try:
            lock.acquire(timeout=max(0.0, wait_seconds), poll_interval=0.02)
        except Timeout:
            raise LibraryBusy(self.library, self.holder()) from None
        except (OSError, NotImplementedError) as error:
            if isinstance(error, OSError) and (
                own := translate_os(error, self.library)
            ):
                raise own from error
            raise
        try:
            self._write_note()
            yield
        finally:
            lock.release()

    def is_held(self) -> bool:
        """Whether another holds it at this moment."""
        try:
            with self.held(0.0):
                return False
        except LibraryBusy:
            return True

    def holder(self) -> str:
        """Who holds the lock, as they noted it."""
        try:
            note = json.loads(self.note.read_text("utf-8"))
            since = datetime.fromtimestamp(note["since"]).strftime("%H:%M:%S")
            return f"process {note['pid']} ({note['command']}, since {since})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"

    def _made(self) -> BaseFileLock:
        if self._lock is None:
            from filelock import FileLock

            self._lock = FileLock(str(self.file), thread_local=False)
        return self._lock

    def _write_note(self) -> None:
        note = {"pid": os.getpid(), "command": _command(), "since": time.time()}
        with suppress(OSError):  # a full disk must not keep anybody from removing
            self.note.write_text(json.dumps(note), "utf-8")


def _command() -> str:
    """The program and its first word: what the rest says is nobody's business."""
    words = [Path(sys.argv[0]).name or "python"] if sys.argv else ["python"]
    words += [word for word in sys.argv[1:2] if word.isidentifier()]
    return " ".join(words)
