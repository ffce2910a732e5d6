"""What the outbox does not keep. Each app adds its own in a module `tidying`: `TIDY`."""

from datetime import timedelta

from django.utils import timezone

from m2w.discovery import modules
from m2w.outbox.choices import State
from m2w.outbox.models import Job, Mail, Notice, Reminder
from m2w.periods import today

KEPT_AFTER_THE_END = timedelta(days=30)
NOTICES_KEPT = timedelta(days=365)
# As long as anything that is late now may still be so: what is forgotten is said again.
REMINDERS_KEPT = timedelta(days=2 * 365)


def tidy() -> None:
    """Remove what has ended a month ago, notices of a year ago, and reminders of two."""
    now = timezone.now()
    for model in (Mail, Job):
        ended = model.objects.exclude(state=State.OPEN)
        ended.filter(ended_at__lt=now - KEPT_AFTER_THE_END).delete()
    Notice.objects.filter(created_at__lt=now - NOTICES_KEPT).delete()
    Reminder.objects.filter(given_on__lt=today() - REMINDERS_KEPT).delete()


TIDY = [tidy]


def tidy_all() -> None:
    for module in modules("tidying"):
        for act in module.TIDY:
            act()
