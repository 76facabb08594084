"""What `import unspoiled` promises."""

import inspect
import subprocess
import sys
from importlib import resources

import unspoiled

HEAVY = ("onnxruntime", "tokenizers", "tantivy", "faiss", "rich", "numpy", "sqlite3")


def test_all_is_true():
    for name in unspoiled.__all__:
        assert getattr(unspoiled, name) is not None
    assert "Guide" in unspoiled.__all__


def test_the_version_is_the_packages():
    from importlib.metadata import version

    assert unspoiled.__version__ == version("unspoiled")


def test_unknown_names_are_unknown():
    assert not hasattr(unspoiled, "Oracle")


def test_the_package_says_that_it_is_typed():
    assert resources.files("unspoiled").joinpath("py.typed").is_file()


def test_guide_has_what_others_build_on():
    from unspoiled import Guide

    names = ("open", "add", "ask", "judge", "fold", "about", "read", "rank", "seen")
    for name in names:
        method = getattr(Guide, name)
        assert inspect.getdoc(method), name
        assert (
            inspect.signature(method).return_annotation is not inspect.Signature.empty
        )


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, unspoiled, unspoiled.cli; "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_guide_does_what_the_readme_shows(toy):
    from unspoiled import Guide
    from unspoiled.domain import Quote

    with Guide.open(toy) as guide:
        answer = guide.ask("something calm, done in one evening", limit=3)
        about = guide.about(guide.find_title("The Quiet Kiln"))
        shown = guide.judge("The acting is superb.")

    assert 0 < len(answer.picks) <= 3
    quotes = [r.quote for p in answer.picks for r in p.reasons if r.quote is not None]
    assert quotes
    assert all(isinstance(quote, Quote) for quote in quotes)
    assert about.reviews == 1
    assert shown[0].proof == "feel"
