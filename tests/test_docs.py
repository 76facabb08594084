"""What the documents show is there: commands, options, files, settings."""

import re
import shlex
from pathlib import Path

import click
import pytest

from unspoiled.cli import COMMANDS, unspoiled
from unspoiled.config import SETTINGS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")]

_BLOCK = re.compile(r"^    (?:\.venv/bin/)?(unspoiled .*)$", re.MULTILINE)
_INLINE = re.compile(r"`(unspoiled [a-z][^`]*)`")
_OPTION = re.compile(r"`(--[a-z-]+)[ `]")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def shown():
    """Every command line that the README shows."""
    return [*_BLOCK.findall(README), *_INLINE.findall(README)]


def parse(words):
    """Let click read a command line without running it."""
    name, *rest = words
    command = unspoiled.get_command(click.Context(unspoiled), name)
    assert command is not None, name
    with command.make_context(name, list(rest), resilient_parsing=False):
        return command


def leaves(command):
    """The command itself, or the commands of a group."""
    if not isinstance(command, click.Group):
        return [command]
    return [leaf for one in command.commands.values() for leaf in leaves(one)]


def every_command():
    context = click.Context(unspoiled)
    for name in COMMANDS:
        command = unspoiled.get_command(context, name)
        assert command is not None
        yield from leaves(command)


@pytest.mark.parametrize("line", sorted(set(shown())))
def test_every_command_line_of_the_readme_is_accepted(line):
    words = shlex.split(line, comments=True)

    assert parse(words[1:]) is not None


def test_every_command_is_in_the_readme():
    told = {line.split()[1] for line in shown()}

    assert told == COMMANDS.keys()


def test_every_option_of_the_readme_exists():
    known = {"--help", "--version"}
    for command in every_command():
        known |= {option for p in command.params for option in p.opts}

    assert set(_OPTION.findall(README)) <= known


def test_every_command_takes_what_all_take():
    for command in every_command():
        options = {option for p in command.params for option in p.opts}
        assert {"--library", "--viewer", "--today", "--json"} <= options
        assert command.help


def test_variables_that_the_documents_name_exist():
    known = {setting.variable for setting in SETTINGS} | {"UNSPOILED_DATA"}

    for document in DOCUMENTS:
        named = set(re.findall(r"UNSPOILED_[A-Z_]*[A-Z]", document.read_text("utf-8")))
        assert named <= known, document


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    for link in _LINK.findall(document.read_text("utf-8")):
        assert (document.parent / link).exists(), link


def test_make_targets_that_the_documents_name_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))

    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        named = re.findall(r"^    make ([a-z]+)|`make ([a-z]+)`", text, re.M)
        assert {one or other for one, other in named} <= targets


def test_the_example_in_python_is_python():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)

    compile(code, "README.md", "exec")
