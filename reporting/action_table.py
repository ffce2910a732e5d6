"""What was agreed, as a table: since when, who, by when, and what came of it."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.marks import Mark
from m2w.tables import Column, Table
from programmes.agreed import is_of
from programmes.evaluation_rounds import Round
from programmes.models import AgreedAction


def is_done(action: AgreedAction, on: date) -> bool:
    return action.done_on is not None and action.done_on <= on


def state_of(action: AgreedAction, on: date) -> Mark:
    """Done, overdue, or still to be done, as it stood on a day."""
    if action.done_on and is_done(action, on):
        return Mark(_("gedaan op %(day)s") % {"day": notation.day(action.done_on)}, "check-c", "ok")
    if action.due_on < on:
        return Mark(_("over tijd"), "warn", "stop")
    return Mark(_("te doen"), "clock", "wait")


def done_url(action: AgreedAction) -> str:
    return reverse("action_done", args=[action.pk])


def action_table(
    actions: Sequence[AgreedAction],
    on_round: Round | None = None,
    *,
    on: date | None = None,
    changes: bool = False,
) -> Table:
    """The actions of a round, or of a scope, as they stood on a day, today unless said; who may
    change them notes which are done."""
    as_of = on or periods.today()

    def what_came(action: AgreedAction) -> str:
        return action.done_note if is_done(action, as_of) else ""

    def since(action: AgreedAction) -> str:
        if on_round and is_of(action, on_round):
            return _("deze ronde")
        return notation.day(action.meeting.period_start)

    columns = [
        Column(_("Actie"), "text", note=what_came),
        Column(_("Sinds de ronde van"), since),
        Column(_("Wie"), "whose"),
        Column(_("Tegen"), "due_on", "date"),
        Column(_("Stand"), lambda action: state_of(action, as_of), "mark"),
    ]
    if changes:
        columns.append(
            Column(
                _("Afhandelen"),
                lambda action: "" if action.done_on else _("Gedaan"),
                url=lambda action: "" if action.done_on else done_url(action),
            )
        )
    return Table(_("Afgesproken acties"), columns, actions)
