"""Sending one mail, and what becomes of it."""

import logging
from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction

from m2w.outbox import claims
from m2w.outbox.choices import State
from m2w.outbox.models import Mail, Notice

logger = logging.getLogger(__name__)

# After which a mail that does not leave is tried again; after the last of them it is given up.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]


def send(mail: Mail) -> None:
    """Send a mail that was taken; its address and text go once that is done, or hopeless.

    A worker that dies between the mail server's yes and ours sends it a second time: that
    cannot be told from a mail that never left.
    """
    try:
        EmailMessage(mail.subject, mail.body, None, [mail.to]).send()
    except Exception as error:  # noqa: BLE001 - a mail that cannot be sent stops no other
        put_off(mail, type(error).__name__)
    else:
        claims.end(mail, State.DONE, **EMPTIED, fault="")


EMPTIED = {"to": "", "subject": "", "body": ""}


def put_off(mail: Mail, fault: str) -> None:
    # Only its kind: what a mail server says holds the address.
    logger.warning("A mail was not sent, attempt %s: %s", mail.attempts, fault)
    if mail.attempts <= len(WAITS):
        claims.postpone(mail, WAITS[mail.attempts - 1], fault)
    else:
        give_up(mail, fault)


@transaction.atomic
def give_up(mail: Mail, fault: str) -> None:
    claims.end(mail, State.FAILED, **EMPTIED, fault=fault)
    if mail.tell and mail.notice:
        Notice.objects.create(
            to=mail.tell, code=mail.notice, about_type=mail.about_type, about_id=mail.about_id
        )
