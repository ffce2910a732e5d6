"""Doing one job: as whoever asked for it, with its progress, and its end exactly once."""

import logging
from collections.abc import Callable
from time import monotonic

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from m2w.accounts.models import User
from m2w.outbox import claims
from m2w.outbox.choices import State
from m2w.outbox.jobs import Progress, kinds
from m2w.outbox.models import Job
from m2w.refusals import Refused

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
SECONDS_BETWEEN_SIGNS = 0.5


class Stopping(Exception):  # noqa: N818 - what happens, as people say it
    """The worker was asked to stop."""


def do(job: Job, is_stopping: Callable[[], bool] = lambda: False) -> None:
    """Do a job that was taken. One that keeps breaking off is given up.

    What a rule refuses is kept in words, for whoever asked.
    """
    try:
        if job.attempts > MOST_ATTEMPTS:
            claims.end(job, State.FAILED, fault="interrupted")
            return
        kind = kinds()[job.kind]
        found = kind.work(job, signs_of(job, is_stopping))
        with transaction.atomic():
            claims.renew(job)
            claims.end(job, State.DONE, result=kind.keep(job, found), fault="")
    except claims.LostClaim:
        logger.warning("A job of kind %s was taken over by another worker.", job.kind)
    except Stopping:
        claims.release(job)
    except (Refused, ValidationError, PermissionDenied) as refusal:
        claims.end(job, State.FAILED, fault=getattr(refusal, "code", None) or "refused")
    except Exception as error:  # noqa: BLE001 - a job that cannot be done stops no other
        fail(job, error)


def fail(job: Job, error: Exception) -> None:
    """A fault of ours is not tried again; what a database could not do just now is."""
    if isinstance(error, Error) and job.attempts < MOST_ATTEMPTS:
        claims.postpone(job, claims.LEASE, type(error).__name__)
        return
    logger.error("A job of kind %s failed.", job.kind, exc_info=error)
    claims.end(job, State.FAILED, fault=type(error).__name__)


def signs_of(job: Job, is_stopping: Callable[[], bool]) -> Progress:
    """Shows the progress of a job and keeps it ours, not more often than anyone would look."""
    last = 0.0

    def sign(done: int, total: int) -> None:
        nonlocal last
        if is_stopping():
            raise Stopping
        if monotonic() - last >= SECONDS_BETWEEN_SIGNS:
            last = monotonic()
            claims.renew(job, done=done, total=total)

    return sign


def actor_of(job: Job) -> User:
    """Whoever asked, in the role in which they did. Raises PermissionDenied when they lost it."""
    if job.by is None or job.membership is None or not job.by.may_act:
        raise PermissionDenied
    job.by.acting = job.membership
    return job.by
