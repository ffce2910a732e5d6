"""A page per step in the life of an enrolment: what it means, what it asks, and the button."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from m2w.pages import ActPage, visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next
from programmes.columns import enrolment_url
from programmes.facts import criteria_of
from programmes.forms.steps import STEP_FORMS, StepForm
from programmes.marks import screening_mark, state_mark
from programmes.models import Enrolment, Screening
from programmes.profiles import as_record
from programmes.services.endings import last_day_with_duos
from programmes.services.screenings import judge_now
from programmes.transitions import TRANSITIONS


class StepPage(ActPage):
    """Take the step that the address names, through the service that everyone goes through."""

    template_name = "programmes/step.html"
    step = ""

    def form(self, obj: Enrolment, sent: Any = None) -> StepForm:
        return STEP_FORMS[self.step](sent, enrolment=obj)

    def row(self) -> Enrolment:
        """The enrolment, when the reader may see it. Raises PermissionDenied unless they may
        take this step with it, now or ever.
        """
        rows = visible_rows(Enrolment, self.request).filter(pk=self.kwargs["pk"])
        found = get_object_or_404(
            rows.select_related("mentee", "project__lot__call", "screening", "coach__user")
        )
        if not TRANSITIONS[self.step].permits(found, self.request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return found

    def after(self, obj: Enrolment) -> str:
        if self.step == "delete":
            return reverse("mentee", args=[obj.mentee_id])
        return enrolment_url(obj)

    def told(self, obj: Enrolment) -> dict[str, Any]:
        mark, screening = state_mark(obj), screening_beside(obj, self.step)
        return {
            "heading": str(TRANSITIONS[self.step].label).capitalize(),
            "lead": str(obj.mentee),
            "crumbs": [(_("Mentees"), reverse("mentees")), (str(obj.mentee), self.back())],
            "enrolment": obj,
            "mark": mark,
            "why_not": why_not(obj, self.step),
            "screening": screening,
            "screening_mark": screening_mark(screening) if screening else None,
            "criteria": criteria_of(screening) if screening else [],
        }

    def back(self) -> str:
        return where_next(self.request, reverse("enrolment", args=[self.kwargs["pk"]]))


def why_not(enrolment: Enrolment, step: str) -> str:
    """Why a step cannot be taken now; empty when it can."""
    if enrolment.mentee.restricted_on:
        return _("De verwerking is beperkt.")
    if enrolment.state not in TRANSITIONS[step].sources:
        return _("De stand is “%(state)s”.") % {"state": enrolment.get_state_display()}
    return open_duo(enrolment) if step == "end" else ""


def open_duo(enrolment: Enrolment) -> str:
    """That a duo is to end first: said before someone fills in the whole closing."""
    try:
        last_day_with_duos(enrolment)
    except Refused as refusal:
        return str(refusal)
    return ""


# Of these steps the screening of today decides; of VDAB's own the one that was attached.
SCREENED_NOW = {"submit", "answer", "accept_referral"}
SCREENED_THEN = {"approve", "request_info", "reject"}


def screening_beside(enrolment: Enrolment, step: str) -> Screening | None:
    """The screening that the reader weighs; one of today is not stored."""
    if step in SCREENED_NOW:
        on, found = judge_now(enrolment)
        return Screening(
            mentee=enrolment.mentee, lot=enrolment.project.lot, on=on, **as_record(found)
        )
    return enrolment.screening if step in SCREENED_THEN else None
