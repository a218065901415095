"""How a command ends: messages on standard error, exit codes, and no traceback for what is not a bug."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import typer

from dragoman.errors import DragomanError, InputError, UsageError
from dragoman.read.sources import printable

OK, INCOMPLETE, USAGE = 0, 1, 2
# As the shell reports a program that was ended by SIGINT or SIGPIPE.
INTERRUPTED, PIPE_CLOSED = 130, 141


def say(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"dragoman: {printable(message)}\n")


class ErrorLog:
    """Takes the InputErrors of a run: says each in one line, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, error: InputError) -> None:
        """Say and count one error."""
        self.count += 1
        say(str(error))

    @property
    def exit_code(self) -> int:
        """1 where some input could not be read."""
        return INCOMPLETE if self.count else OK


@contextmanager
def orderly_end() -> Iterator[None]:
    """Around the body of a command: turn what may happen to it into a line and an exit code."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        raise typer.Exit(PIPE_CLOSED) from None
    except KeyboardInterrupt:
        _discard_output()
        say("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except UsageError as error:
        say(str(error))
        raise typer.Exit(USAGE) from None
    except DragomanError as error:
        say(str(error))
        raise typer.Exit(INCOMPLETE) from None
    except OSError as error:
        # The output cannot be written: the disk is full, or its folder is not ours.
        _discard_output()
        place = f"{error.filename}: " if error.filename else ""
        say(f"{place}{error.strerror or error}")
        raise typer.Exit(INCOMPLETE) from None


def _discard_output() -> None:
    """Send what is still buffered to nowhere, or the interpreter fails on it when it flushes at its end."""
    # No file descriptor where the output was replaced by an object in memory.
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
