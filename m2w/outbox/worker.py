"""The worker: mails first, then long work, and once a day what belongs to the day."""

import logging
import os
from collections.abc import Callable
from datetime import date
from threading import Event

from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from m2w.outbox import claims, daily, digest, doing, mailing, tidying
from m2w.outbox.models import Job, Mail

logger = logging.getLogger(__name__)

SECONDS_IDLE = 1.0
SECONDS_WITHOUT_DATABASE = 10.0
HOUR_OF_THE_DAY = 7


class Worker:
    """Does what is due until it is asked to stop, then ends what it is doing and goes.

    A job gives way between two signs of progress and is taken up again later; a mail is ended.
    """

    def __init__(self, *, with_parent: bool = False) -> None:
        self._stop = Event()
        self._parent = os.getppid() if with_parent else None
        self._day: date | None = None

    def stop(self) -> None:
        self._stop.set()

    def is_stopping(self) -> bool:
        """Whether it was asked to, or whoever started it is gone."""
        orphaned = self._parent is not None and os.getppid() != self._parent
        return self._stop.is_set() or orphaned

    def run(self) -> None:
        while not self.is_stopping():
            close_old_connections()
            try:
                idle = not self.step() and not self.begin_day()
                pause = SECONDS_IDLE if idle else 0
            except (DatabaseError, InterfaceError) as error:
                logger.warning("The database does not answer: %s", type(error).__name__)
                pause = SECONDS_WITHOUT_DATABASE
            self._stop.wait(pause)

    def step(self) -> bool:
        """Do one thing that is due; False when nothing was."""
        if mail := claims.take(Mail):
            self._guarded(lambda: mailing.send(mail))
            return True
        if job := claims.take(Job):
            self._guarded(lambda: doing.do(job, self.is_stopping))
            return True
        return False

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except claims.LostClaim:
            logger.warning("Another worker took over what this one was doing.")

    def begin_day(self) -> bool:
        """From seven in the morning, once each day; False when it was done already."""
        now = timezone.localtime()
        if now.hour < HOUR_OF_THE_DAY or self._day == now.date():
            return False
        digest.begin_day()
        self._day = now.date()
        tidying.tidy_all()
        daily.do_all()
        return True


def work_off() -> int:
    """Do all that is due now, and no more; how much it was."""
    worker, done = Worker(), 0
    while worker.step():
        done += 1
    return done
