"""Derived indexes on disk: whole snapshots, of which one is the current.

An index is never changed where it lies. The next one is made in a folder of its own
(unchanged files are linked into it), and only when it is complete and flushed does the
pointer file move to it, in one step. A process killed anywhere in between leaves the
old snapshot whole; a reader that has the old one open keeps it. The pointer names every
file with its size, time and hash, so that a damaged one is noticed: the hash is looked
at where size and time do not vouch for the content.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import msgspec

from .passages import Level

FORMAT: Final = 2
"""Of all derived indexes; another one makes them anew."""
POINTER: Final = "current.json"
PRIVATE: Final = 0o700
"""Of folders: an index holds the words of reviews, which spoil for others, too."""
_LOCKS: Final = ".tantivy-"
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FileMark:
    """What vouches for a file's content."""

    size: int
    time: int
    hash: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One complete index: the library and level that it is of, and its files."""

    format: int
    library: str
    level: Level
    folder: str
    files: Mapping[str, FileMark]
    detail: Mapping[str, Any] = field(default_factory=dict)


class Snapshots:
    """The snapshots of one kind of index of one library."""

    def __init__(
        self, folder: Path, library: str, knows: Callable[[Level], bool]
    ) -> None:
        self.folder, self.library = folder, library
        self._pointer = os.fspath(folder / POINTER)
        self._knows = knows
        """Whether the library was ever at a level: an index of another is none."""

    def stamp(self) -> tuple[int, int] | None:
        """Differs once the pointer has moved; None where there is no index."""
        try:
            stat = os.stat(self._pointer)  # several times in every answer
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino

    def current(self) -> Snapshot | None:
        """The current snapshot if it is sound and this library's."""
        try:
            data = (self.folder / POINTER).read_bytes()
            found = msgspec.json.decode(data, type=Snapshot)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        ours = (found.format, found.library) == (FORMAT, self.library)
        sound = ours and self._knows(found.level) and self._is_sound(found)
        return found if sound else None

    def path(self, snapshot: Snapshot) -> Path:
        return self.folder / snapshot.folder

    @contextmanager
    def fresh(self, base: Snapshot | None) -> Iterator[Path]:
        """A new folder, with the files of `base`, for the next snapshot."""
        self.folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        self._sweep()
        folder = self.folder / secrets.token_hex(6)
        folder.mkdir(mode=PRIVATE)
        try:
            if base is not None:
                for name in base.files:
                    _link(self.path(base) / name, folder / name)
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def publish(
        self,
        folder: Path,
        level: Level,
        detail: Mapping[str, Any],
        base: Snapshot | None,
    ) -> Snapshot:
        """Make the folder the current snapshot, in one step."""
        known = {} if base is None else base.files
        names = sorted(p.name for p in folder.iterdir() if not _is_lock(p.name))
        files = {name: _mark(folder / name, known.get(name)) for name in names}
        _flush(folder)
        snapshot = Snapshot(FORMAT, self.library, level, folder.name, files, detail)
        draft = self.folder / f"{POINTER}.{folder.name}"
        draft.write_bytes(msgspec.json.encode(snapshot))
        _flush(draft)
        draft.replace(self.folder / POINTER)
        _flush(self.folder)
        self._sweep()
        return snapshot

    def _is_sound(self, snapshot: Snapshot) -> bool:
        folder = self.path(snapshot)
        try:
            return all(_vouched(folder / n, m) for n, m in snapshot.files.items())
        except OSError:
            return False

    def _sweep(self) -> None:
        """Remove what is neither the current snapshot nor the pointer."""
        with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
            data = (self.folder / POINTER).read_bytes()
            keep = {POINTER, msgspec.json.decode(data, type=Snapshot).folder}
            for path in self.folder.iterdir():
                if path.name in keep:
                    continue
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def _is_lock(name: str) -> bool:
    return name.startswith(_LOCKS)


def _link(source: Path, target: Path) -> None:
    """The same file under another name; files that are written anew are copied."""
    if source.suffix != ".json":
        with suppress(OSError):
            os.link(source, target)
            return
    shutil.copy2(source, target)


def _mark(path: Path, known: FileMark | None) -> FileMark:
    stat = path.stat()
    if known is not None and (stat.st_size, stat.st_mtime_ns) == (
        known.size,
        known.time,
    ):
        return known
    _flush(path)
    return FileMark(stat.st_size, stat.st_mtime_ns, _hash(path))


def _vouched(path: Path, mark: FileMark) -> bool:
    stat = path.stat()
    if stat.st_size != mark.size:
        return False
    return stat.st_mtime_ns == mark.time or _hash(path) == mark.hash


def _hash(path: Path) -> str:
    held = blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            held.update(piece)
    return held.hexdigest()


def _flush(path: Path) -> None:
    """Have the operating system write a file or folder out, where it can."""
    handle = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
