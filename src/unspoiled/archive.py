"""Files and folders -> the same, folded, in a folder of their own.

Every file is folded by itself: one that cannot be is named and the rest go on. What is
written is written whole or not at all, and only where it differs from what lies there, so
that a second run, or one after a run that was stopped, comes to the same.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .boundaries import parse_boundary
from .domain import NOTHING_SEEN, Format, Title
from .errors import BadRequest, InputError, NotFound, UserError
from .fold import Folded, To
from .guide import Guide
from .sources.decoding import MAX_BYTES, decode_as, read_bytes

ENDINGS: Final[dict[str, Format]] = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".bbcode": "bbcode",
}  # fmt: skip
"""Files of a folder that are folded, by the ending of their names."""
_NEW_ENDINGS: Final[dict[To, str]] = {
    "html": ".html",
    "markdown": ".md",
    "text": ".txt",
}


@dataclass(frozen=True, slots=True)
class FoldConfig:
    """How files are folded."""

    to: To | None = None
    """The form asked for; None keeps a file's own, and makes BBCode a page."""
    title: str | None = None
    """What all of them are about; None looks for what each says itself."""
    boundary: str | None = None
    """As written; None is nothing seen."""
    format: Format | None = None
    """What the files are written in; None goes by the endings of their names."""
    drop: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A text to fold: where it comes from, and how its bytes are to be written again."""

    path: Path
    text: str
    format: Format
    mark: bytes = b""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class FoldedFile:
    """What came of one file: a folded text, or a problem that a person can mend."""

    path: Path
    to: To | None = None
    target: Path | None = None
    """Where it was written; None where it was not to be written."""
    title: Title | None = None
    unknown: str | None = None
    """The title that the text is about, where the library does not hold it."""
    folded: Folded | None = None
    written: bool = False
    """Whether the target changed."""
    problem: UserError | None = None


def read_document(path: Path, format: Format | None = None) -> Document:
    """Read a file; InputError names one that cannot be read as text."""
    return document_of(read_bytes(path, MAX_BYTES), path, format)


def document_of(raw: bytes, path: Path, format: Format | None = None) -> Document:
    """A text out of its bytes; InputError where they are no text."""
    text, mark, encoding = decode_as(raw, path)
    return Document(path, text, format or _format_of(path), mark, encoding)


def _format_of(path: Path) -> Format:
    return ENDINGS.get(path.suffix.lower(), "text")


def fold_document(guide: Guide, document: Document, config: FoldConfig) -> FoldedFile:
    """Fold one text; BadRequest or NotFound where the options make no sense for it."""
    name = config.title or _own_title(document)
    title: Title | None = None
    unknown = None
    if name is not None:
        try:
            title = guide.find_title(name)
        except NotFound as error:
            unknown = str(error)
    said = config.boundary
    boundary = NOTHING_SEEN if said is None else parse_boundary(said, title)
    to = config.to or _own_form(document.format)
    folded = guide.fold(
        document.text, to=to, title=title, boundary=boundary,
        format=document.format, drop=config.drop,
    )  # fmt: skip
    return FoldedFile(document.path, to=to, title=title, unknown=unknown, folded=folded)


def _own_form(format: Format) -> To:
    return "html" if format == "bbcode" else format


def _own_title(document: Document) -> str | None:
    """The title that a text itself says it is about."""
    if document.format == "markdown":
        from .sources.prose import split_front_matter

        with suppress(InputError):
            said = split_front_matter(document.text, document.path)[0].get("title")
            return str(said) if said else None
    elif document.format == "html" and "ld+json" in document.text:
        from .sources.html import page_facts

        said = page_facts(document.text)[0].get("title")
        return str(said) if said else None
    return None


# --- many files ---------------------------------------------------------------------


def fold_archive(
    guide: Guide, paths: Sequence[Path], out: Path, config: FoldConfig
) -> Iterator[FoldedFile]:
    """Fold files and folders into `out`, in the order of their names.

    BadRequest where nothing can be folded, or where a file would be written over itself.
    """
    files = list(_files(paths, out, config))
    targets = _targets(
        [one for one in files if not isinstance(one, FoldedFile)], out, config
    )
    for place, path in enumerate(files):
        if isinstance(path, FoldedFile):
            yield path
        else:
            guide.talk("folding", place, len(files))
            yield _fold_file(guide, path[1], targets[path[1]], config)
    guide.talk("folding", len(files), len(files))


_Placed = tuple[Path, Path]
"""The folder that was named, and a file in it."""


def _files(
    paths: Sequence[Path], out: Path, config: FoldConfig
) -> Iterator[_Placed | FoldedFile]:
    """Every file to fold, once; what was folded before is passed over."""
    seen: set[Path] = set()
    apart = out.resolve()
    for path in paths:
        if not path.exists():
            missing = NotFound(f"There is no file or folder {path}; check the path.")
            yield FoldedFile(path, problem=missing)
            continue
        found = _walk(path, apart) if path.is_dir() else [path]
        for file in found:
            known = file.suffix.lower() in ENDINGS or not path.is_dir()
            if known and file.resolve() not in seen:
                seen.add(file.resolve())
                yield (path if path.is_dir() else path.parent), file


def _walk(folder: Path, apart: Path) -> Iterator[Path]:
    for current, folders, names in os.walk(folder):
        here = Path(current)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != apart
        )
        yield from (here / name for name in sorted(names) if not name.startswith("."))


def _targets(
    files: Iterable[_Placed], out: Path, config: FoldConfig
) -> dict[Path, Path]:
    """Where each file is written: as it lay in its folder, with its new ending.

    Two that would meet keep their own endings before it, and then the names of the
    folders that they come from.
    """
    placed = list(files)
    made = {file: _target(root, file, out, config) for root, file in placed}
    for longer in (_with_ending, _with_folder):
        taken: dict[Path, int] = {}
        for target in made.values():
            taken[target] = taken.get(target, 0) + 1
        made = {
            file: longer(root, file, made[file], out)
            if taken[made[file]] > 1
            else made[file]
            for root, file in placed
        }
    return made


def _target(root: Path, file: Path, out: Path, config: FoldConfig) -> Path:
    format = config.format or _format_of(file)
    target = out / file.relative_to(root)
    if config.to in (None, format) and format in ("html", "markdown", "text"):
        return target
    return target.with_suffix(_NEW_ENDINGS[config.to or _own_form(format)])


def _with_ending(root: Path, file: Path, target: Path, out: Path) -> Path:
    return target.with_name(file.name + target.suffix)


def _with_folder(root: Path, file: Path, target: Path, out: Path) -> Path:
    return out / (root.resolve().name or "root") / target.relative_to(out)


def _fold_file(
    guide: Guide, path: Path, target: Path, config: FoldConfig
) -> FoldedFile:
    try:
        if target.resolve() == path.resolve():
            raise BadRequest(
                f"{path} would be written over itself; name another folder with --out."
            )
        document = read_document(path, config.format)
        done = fold_document(guide, document, config)
        assert done.folded is not None
        raw = encoded(done.folded.text, document, done.to)
        written = put_file(raw, target)
    except UserError as error:
        return FoldedFile(path, problem=error)
    except OSError as error:
        why = error.strerror or type(error).__name__
        problem = InputError(
            f"{target} cannot be written ({why})", path=path, advice="mend that first"
        )
        return FoldedFile(path, problem=problem)
    return FoldedFile(
        path, to=done.to, target=target, title=done.title, unknown=done.unknown,
        folded=done.folded, written=written,
    )  # fmt: skip


def encoded(text: str, document: Document, to: To | None) -> bytes:
    """A folded text in bytes: in the encoding that it had, where its form is the same."""
    if to == document.format:
        with suppress(UnicodeEncodeError):
            return document.mark + text.encode(document.encoding)
    return text.encode("utf-8")


def put_file(raw: bytes, target: Path) -> bool:
    """Write a file whole, unless it holds just that; says whether it was written."""
    if target.is_file() and target.read_bytes() == raw:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".unspoiled-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    return True


def _umask() -> int:
    now = os.umask(0o022)
    os.umask(now)
    return now
