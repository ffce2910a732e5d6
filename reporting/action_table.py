"""What was agreed, as a table: since when, who, by when, and what came of it."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.marks import Mark
from m2w.tables import Column, Table
from programmes.agreed import is_of
from programmes.evaluation_rounds import Round
from programmes.models import AgreedAction


def state_of(action: AgreedAction) -> Mark:
    """Done, overdue, or still to be done."""
    if action.done_on:
        return Mark(_("gedaan op %(day)s") % {"day": notation.day(action.done_on)}, "check-c", "ok")
    if action.due_on < periods.today():
        return Mark(_("over tijd"), "warn", "stop")
    return Mark(_("te doen"), "clock", "wait")


def done_url(action: AgreedAction) -> str:
    return reverse("action_done", args=[action.pk])


def action_table(
    actions: Sequence[AgreedAction], on_round: Round | None = None, *, changes: bool = False
) -> Table:
    """The actions of a round, or of a scope; who may change them notes which are done."""

    def since(action: AgreedAction) -> str:
        if on_round and is_of(action, on_round):
            return _("deze ronde")
        return notation.day(action.meeting.period_start)

    columns = [
        Column(_("Actie"), "text", note=lambda action: action.done_note),
        Column(_("Sinds de ronde van"), since),
        Column(_("Wie"), "whose"),
        Column(_("Tegen"), "due_on", "date"),
        Column(_("Stand"), state_of, "mark"),
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
