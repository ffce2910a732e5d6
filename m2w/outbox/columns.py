"""How the list of reminders shows its rows."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.outbox.reminders import rules
from m2w.tables import Column


def what(reminder: Any) -> str:
    """What it said, with a name for who may see the object."""
    rule = rules().get(reminder.code)
    return reminder.line.text if reminder.line else str(rule.label if rule else "")


def address(reminder: Any) -> str:
    return reminder.line.url if reminder.line else ""


def to_whom(reminder: Any) -> str:
    return str(reminder.to) if reminder.to else str(_("per brief, zonder account"))


REMINDERS = [
    Column(_("Herinnering"), what, url=address),
    Column(_("Aan wie"), to_whom),
    Column(_("Te laat sinds"), "since", "date"),
    Column(_("Herinnerd op"), "given_on", "date"),
]
