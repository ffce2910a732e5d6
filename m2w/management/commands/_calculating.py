"""Commands that calculate, of which the output is theirs alone."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from django.core.management.base import BaseCommand, OutputWrapper

OUT, ERR = 1, 2


class CalculatingCommand(BaseCommand):
    """A command that lets the solver of scipy work.

    That solver (HiGHS) prints a line on standard output whenever it mends a solution, whatever it
    is told (github.com/ERGO-Code/HiGHS/issues/2783). Here that goes to standard error: whoever
    reads what the command says finds nothing in between. It is done for commands only, because
    file descriptors belong to a whole process, and a site has other threads in it.
    """

    def run_from_argv(self, argv: list[str]) -> None:
        with output_alone() as alone:
            self.stdout = OutputWrapper(alone)
            super().run_from_argv(argv)


@contextmanager
def output_alone() -> Iterator[TextIO]:
    """Standard output by this stream only; what libraries in C print goes to standard error."""
    sys.stdout.flush()
    with os.fdopen(os.dup(OUT), "w", encoding=sys.stdout.encoding) as alone:
        os.dup2(ERR, OUT)
        try:
            yield alone
        finally:
            # What C still keeps would otherwise come out after this.
            ctypes.CDLL(None).fflush(None)
            alone.flush()
            os.dup2(alone.fileno(), OUT)
