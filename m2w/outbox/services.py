"""What others ask of the outbox. Each is a row in the transaction of the caller: when that is
committed it will happen, whatever becomes of the process; when it is not, it never was."""

from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from django.db import models
from django.utils import timezone

from m2w.accounts.models import Staff, User
from m2w.outbox.jobs import kinds as job_kinds
from m2w.outbox.models import DailyMail, Job, Mail, Notice
from m2w.outbox.notices import kinds as notice_kinds


class Wishes(TypedDict, total=False):
    """Whether someone wants the mails about their work, and in which language."""

    wanted: bool
    language: str


def send_mail(
    to: str,
    subject: str,
    body: str,
    *,
    tell: Staff | None = None,
    notice: str = "",
    about: models.Model | None = None,
) -> Mail:
    """Send a mail soon. `tell` gets the notice of this code, about that object, if it cannot be."""
    return Mail.objects.create(
        to=to, subject=subject, body=body, tell=tell, notice=notice, **named(about)
    )


def start_job(kind: str, arguments: dict[str, Any], *, by: User) -> Job:
    """Have long work done soon, as this user in the role they act in now.

    `arguments` hold ids and codes, never values of a person. Raises KeyError for no kind.
    """
    if kind not in job_kinds():
        raise KeyError(kind)
    return Job.objects.create(kind=kind, arguments=arguments, by=by, membership=by.acting)


def notify(code: str, to: Iterable[Staff], about: models.Model) -> None:
    """Tell people in their place that something of a known kind happened to an object.

    Raises KeyError for no kind.
    """
    if code not in notice_kinds():
        raise KeyError(code)
    Notice.objects.bulk_create(
        Notice(to=staff, code=code, **named(about)) for staff in dict.fromkeys(to)
    )


def mark_read(notices: models.QuerySet[Notice]) -> int:
    """Note that these were read now; how many were not yet."""
    return notices.filter(read_at=None).update(read_at=timezone.now())


def set_mails(user: User, **wishes: Unpack[Wishes]) -> None:
    """Note what someone wants of the mails about their work; what is not named stays.

    Until they say otherwise everyone gets them, in Dutch.
    """
    DailyMail.objects.update_or_create(user=user, defaults=wishes)


def mails_wanted(user: User) -> DailyMail:
    """What someone wants, also when they never said so."""
    return DailyMail.objects.filter(user=user).first() or DailyMail(user=user)


def named(about: models.Model | None) -> dict[str, str]:
    if about is None:
        return {}
    return {"about_type": about._meta.label_lower, "about_id": str(about.pk)}
