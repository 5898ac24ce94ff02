"""Running the command: whatever happens inside, what a user sees is an answer and an exit status, never a traceback."""

from __future__ import annotations

import gc
import os
import sys
from itertools import pairwise
from types import TracebackType
from typing import NoReturn

import click

from specpress.cli.show import Shown, show
from specpress.diagnostics import Diagnostic, Span


def run(command: click.Command) -> NoReturn:
    """Call the command with the process's arguments, and exit."""
    # A build makes millions of values that all live to its end: to look for garbage among them costs a quarter more.
    gc.set_threshold(200_000, 50, 1_000)
    try:
        status = command.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        status = done.exit_code
    except click.ClickException as error:
        status = _usage(error)
    except (click.Abort, KeyboardInterrupt):
        status = 130
    except BrokenPipeError:
        _forget_output()
        status = 141
    except Exception as error:  # noqa: BLE001  (the last line of defence)
        status = _internal(error)
    gc.freeze()  # what is left goes with the process: no search in it on the way out
    sys.exit(status if isinstance(status, int) else 0)


def _usage(error: click.ClickException) -> int:
    """A wrong command line; a program that asked for JSON gets it as JSON."""
    if _asked_for_json():
        told = Diagnostic("SP600", "error", error.format_message(), "", "command line", 1, 1, "")
        show([told], Shown("json"))
    else:
        error.show()
    return 2


def _internal(error: Exception) -> int:
    """Our own fault: say so, say what we were on, and leave the details to whoever asks for them."""
    span = _where(error.__traceback__)
    on = f" while on {span.file}#{span.pointer}" if span else ""
    message = f"internal error{on}: {type(error).__name__}: {error}"
    help = "this is a bug in specpress, not in your spec; SPECPRESS_DEBUG=1 shows where"
    file, pointer = (span.file, span.pointer) if span else ("specpress", "")
    told = Diagnostic("SP699", "error", message, help, file, 1, 1, pointer)
    show([told], Shown("json" if _asked_for_json() else "text", to_stderr=True))
    if os.environ.get("SPECPRESS_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return 2


def _where(trace: TracebackType | None) -> Span | None:
    """The spec node that the innermost function with one was on."""
    found: Span | None = None
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            span = value if isinstance(value, Span) else getattr(value, "span", None)
            if isinstance(span, Span) and span.file:
                found = span
        trace = trace.tb_next
    return found


def _asked_for_json() -> bool:
    arguments = sys.argv[1:]
    pairs = pairwise(arguments)
    return "--format=json" in arguments or ("--format", "json") in pairs


def _forget_output() -> None:
    """The reader has gone: keep the interpreter from complaining when it flushes."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
