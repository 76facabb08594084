"""Everything that can go wrong, as one tree.

    UnspoiledError
      UserError            a person can mend it; the message says how
        InputError         a file or record is not what it should be
        NotFound           no such title, review or file
        LibraryError       the library cannot be used as asked
          LibraryBusy      another process holds it for writing
          LibraryNewer     written by a newer version
          LibraryReadOnly  no right to write there
          LibraryFull      no room left on the disk
          LibraryDamaged   the file is not a sound library
        BadRequest         an argument or a request does not make sense
        RefineError        the language model asked for did not help
      WeightsError         a packaged weight file is missing or altered

Only `cli` and `web` turn these into words, codes and JSON.
"""

from __future__ import annotations

from pathlib import Path


class UnspoiledError(Exception):
    """Anything that this package raises on purpose."""


class UserError(UnspoiledError):
    """Something that a person can mend; `str()` is one sentence that says how."""


class InputError(UserError):
    """A file or record is not what it should be."""

    def __init__(
        self,
        problem: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        advice: str | None = None,
    ) -> None:
        self.problem, self.path, self.line, self.advice = problem, path, line, advice
        where = "" if path is None else str(path)
        if line is not None:
            where += f", line {line}" if where else f"line {line}"
        message = f"{where}: {problem}" if where else problem
        super().__init__(f"{message}; {advice}." if advice else f"{message}.")


class NotFound(UserError):
    """No such title, review or file."""


class LibraryError(UserError):
    """The library cannot be used as asked."""

    def __init__(self, path: Path | str, message: str) -> None:
        self.path = path
        super().__init__(message)


class LibraryBusy(LibraryError):
    """Another process holds the library for writing; `holder` says who."""

    def __init__(self, path: Path | str, holder: str) -> None:
        self.holder = holder
        super().__init__(
            path,
            f"The library {path} is being written by {holder}; "
            "wait until that has finished, or end it, and try again.",
        )


class LibraryNewer(LibraryError):
    """The library was written by a newer version of unspoiled."""

    def __init__(self, path: Path | str, found: int, known: int) -> None:
        self.found, self.known = found, known
        super().__init__(
            path,
            f"The library {path} was written by a newer version of unspoiled "
            f"(format {found}, this version knows {known}); "
            "upgrade unspoiled or name another library with --library.",
        )


class LibraryReadOnly(LibraryError):
    """There is no right to write to the library."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            path,
            f"The library {path} cannot be written to by this user; "
            "change its permissions or name another library with --library.",
        )


class LibraryFull(LibraryError):
    """The disk that holds the library has no room left."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            path,
            f"There is no room left on the disk that holds the library {path}; "
            "free some space and run the same command again: "
            "what was finished is kept.",
        )


class LibraryDamaged(LibraryError):
    """The file at the library's path is not a sound library."""

    def __init__(self, path: Path | str, detail: str) -> None:
        super().__init__(
            path,
            f"The library {path} is damaged or no library ({detail}); "
            "move it away and add your files again, or restore a copy.",
        )


class BadRequest(UserError):
    """An argument or a request does not make sense."""


class RefineError(UserError):
    """The language model that the viewer named did not answer, or not in the form."""


class WeightsError(UnspoiledError):
    """A packaged weight file is missing or is not the one that was shipped."""
