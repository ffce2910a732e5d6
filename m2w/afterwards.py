"""What must last although a transaction around it may be rolled back: done when that is gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Act = Callable[[], None]

_waiting: ContextVar[list[Act] | None] = ContextVar("waiting", default=None)


def afterwards(act: Act) -> None:
    """Do this once the transaction around is gone, committed or not; without one, now."""
    waiting = _waiting.get()
    if waiting is None:
        act()
    else:
        waiting.append(act)


@contextmanager
def kept_for_afterwards() -> Iterator[None]:
    """Around a transaction that may be rolled back with what was refused in it."""
    acts: list[Act] = []
    token = _waiting.set(acts)
    try:
        yield
    finally:
        _waiting.reset(token)
        for act in acts:
            afterwards(act)
