"""The command line: `main()` maps errors to exit codes; one file per command.

0 done, 1 a person can mend it (one sentence says how), 2 wrong usage. Results go to
stdout, everything else to stderr. A command's module is imported when it runs, so that
`--help` stays quick.
"""

from __future__ import annotations

import _thread
import os
import sys
import threading
from contextlib import suppress
from importlib import import_module

import click

from ..errors import UnspoiledError

COMMANDS: dict[str, str] = {
    "ask": "Ask what to watch, in your own words.",
    "add": "Add titles or reviews: files and folders.",
    "about": "Show a title's card: what it is like, for whom, how sure that is.",
    "compare": "Show titles side by side.",
    "facets": "Show the words for what a title is like.",
    "read": "Read a title's reviews, folded at your boundary.",
    "judge": "Judge every sentence of a text.",
    "fold": "Fold what is not proved safe in reviews, pages and folders.",
    "seen": "Say how far you are in a title.",
    "rate": "Rate a title, 0 to 10.",
    "settle": "See what was set aside, and say which title is meant.",
    "remove": "Remove a review, or a title with its reviews.",
    "map": "Picture the library: moods, tropes, lengths, countries.",
    "bench": "Measure the judge and the finder on labelled text.",
}
"""Every command with its one-line help; each has a module of its name beside this."""


class Commands(click.Group):
    """Commands that are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f".{name}", __name__).command
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"unspoiled {version('unspoiled')}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and exit.",
)
def unspoiled() -> None:
    """What to watch next, told through reviews, without spoilers.

    Everything stays on this machine. Start with:

        unspoiled ask "something calm, done in one evening"
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit: 0 done, 1 a person can mend it, 2 wrong usage."""
    # numpy's algebra starts a thread for each processor as soon as it is imported, which
    # takes longer than all that an answer computes; the encoder has threads of its own
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.unraisablehook = _keep_interrupt
    try:
        code = unspoiled.main(args=arguments, standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        error.show()
        code = 2
    except click.Abort:
        code = _say("Stopped.", 130)
    except KeyboardInterrupt:
        code = _say("Stopped; what was finished is kept.", 130)
    except click.ClickException as error:
        code = _say(error.format_message(), 1)
    except UnspoiledError as error:
        code = _say(str(error), 1)
    except BrokenPipeError:
        # the reader of our output went away; that is no error of ours
        code = _drop_output(0)
    except OSError as error:
        where = "" if error.filename is None else f" ({error.filename})"
        what = error.strerror or type(error).__name__
        said = f"The system refused{where}: {what}; mend that and try again."
        code = _drop_output(_say(said, 1))
    except Exception as error:
        code = _own_fault(error)
    sys.exit(code if isinstance(code, int) else 0)


def _keep_interrupt(unraisable: sys.UnraisableHookArgs) -> None:
    """Ctrl-C inside a finaliser is not lost, nor a traceback: it comes again at once."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        # not from here, where it could not be raised either
        threading.Timer(0.01, _thread.interrupt_main).start()
    else:
        sys.__unraisablehook__(unraisable)


def _drop_output(code: int) -> int:
    """What is still held for stdout has nowhere to go, and must not fail at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _own_fault(error: Exception) -> int:
    """One sentence for a fault in unspoiled itself; the setting `trace` shows where.

    What the error says is kept back in either case: it may quote a review.
    """
    from ..config import SETTINGS

    trace = next(setting for setting in SETTINGS if setting.name == "trace")
    if os.environ.get(trace.variable):
        click.echo(_where(error), err=True)
    what = type(error).__name__
    return _say(
        f"This is a fault of unspoiled's own ({what}); please report it, with what "
        f"{trace.variable}=1 shows.",
        1,
    )


def _where(error: BaseException) -> str:
    """The way an error took, and those behind it, without a word of what they say."""
    from traceback import format_tb

    told: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(told) < 8:
        told.append(
            "".join([*format_tb(cause.__traceback__), type(cause).__qualname__])
        )
        cause = cause.__cause__ or cause.__context__
    return "\n\n".join(reversed(told))


def _say(message: str, code: int) -> int:
    from ..render import inert

    click.echo(inert(message), err=True)
    return code
