"""How workers share: a task is taken by one conditional UPDATE, for a time, and no longer."""

from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db.models import F
from django.utils import timezone

from m2w.outbox.choices import State
from m2w.outbox.models import Job, Mail

T = TypeVar("T", Mail, Job)

# How long a worker may keep silent before another takes over what it was doing.
LEASE = timedelta(seconds=60)


class LostClaim(Exception):  # noqa: N818 - what happened, as people say it
    """Another worker has taken this over, or it has ended."""


def take(model: type[T]) -> T | None:
    """The task that is due for longest, now ours; None when there is nothing to do.

    Of several workers that see the same row, one UPDATE finds it as it was seen.
    """
    rows = model.objects.filter(state=State.OPEN, due_at__lte=timezone.now())
    for task in rows.order_by("due_at")[:5]:
        claim = uuid4()
        seen = model.objects.filter(pk=task.pk, state=State.OPEN, due_at=task.due_at)
        if seen.update(claim=claim, due_at=timezone.now() + LEASE, attempts=F("attempts") + 1):
            return model.objects.get(pk=task.pk)
    return None


def renew(task: Mail | Job, **values: Any) -> None:
    """Keep a task for another lease. Raises LostClaim when it is no longer ours.

    Inside a transaction it also holds the row to the end of it.
    """
    change(task, due_at=timezone.now() + LEASE, **values)


def release(task: Mail | Job) -> None:
    """Give a task back undone, for anyone to take up at once."""
    change(task, due_at=timezone.now(), claim=None, attempts=F("attempts") - 1)


def postpone(task: Mail | Job, wait: timedelta, fault: str) -> None:
    change(task, due_at=timezone.now() + wait, claim=None, fault=fault)


def end(task: Mail | Job, state: State, **values: Any) -> None:
    change(task, state=state, ended_at=timezone.now(), claim=None, **values)


def change(task: Mail | Job, **values: Any) -> None:
    """Raises LostClaim when the task is no longer ours."""
    kind: Any = type(task)
    rows = kind.objects.filter(pk=task.pk, claim=claim_of(task))
    if not rows.update(**values):
        raise LostClaim


def claim_of(task: Mail | Job) -> UUID:
    if task.claim is None:
        raise LostClaim
    return task.claim
