"""Of what reminders can rest, and how a page tells that they do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from m2w import periods
from matching.models import Match, Mentor, ReminderPause
from programmes.models import Mentee


@dataclass(frozen=True, slots=True)
class Kind:
    """`field` names it in a pause, `view` its page; `related` is joined to name it."""

    model: Any
    field: str
    view: str
    related: tuple[str, ...] = ("promoter",)

    def url(self, pk: Any) -> str:
        return reverse(self.view, args=[pk])


# By the word in the address.
KINDS: Mapping[str, Kind] = {
    "duo": Kind(Match, "match", "match", ("enrolment__mentee", "mentor")),
    "mentor": Kind(Mentor, "mentor", "mentor"),
    "mentee": Kind(Mentee, "mentee", "mentee"),
}


def resting_of(about: Model, user: Any) -> dict[str, Any]:
    """For who may pause: the pause of something, if its reminders rest, and where to start one."""
    kinds = {kind.model: (word, kind) for word, kind in KINDS.items()}
    word, kind = kinds[type(about)]
    if not kind.model.objects.editable_by(user).filter(pk=about.pk).exists():
        return {}
    pauses = ReminderPause.objects.filter(**{kind.field: about.pk})
    return {
        "pause": pauses.in_force(periods.today()).first(),
        "url": reverse("reminders_pause", args=[word, about.pk]),
    }
