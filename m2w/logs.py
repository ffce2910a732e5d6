"""What the log tells of an error: its class and where it happened, never what it was about."""

import logging
import traceback
from collections.abc import Iterator
from typing import Any


class WithoutValues(logging.Formatter):
    """Leaves out the message of an error: a database quotes there what someone filled in."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name that logging calls
        return "\n".join(told(ei[1]))


def told(error: BaseException) -> Iterator[str]:
    """The places that an error passed and its class, after those of what led to it."""
    led_to = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if led_to:
        yield from told(led_to)
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield f"{type(error).__module__}.{type(error).__qualname__}"
