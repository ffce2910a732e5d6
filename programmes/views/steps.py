"""A page per step in the life of an enrolment: what it means, what it asks, and the button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from m2w.audit.reading import OPENED, refused, shows
from m2w.pages import visible_rows
from m2w.refusals import Refused
from m2w.requests import where_next
from programmes.columns import enrolment_url
from programmes.facts import criteria_of
from programmes.forms.steps import STEP_FORMS, StepForm
from programmes.marks import screening_mark, state_mark
from programmes.models import Enrolment, Screening
from programmes.profiles import as_record
from programmes.services.screenings import judge_now
from programmes.transitions import TRANSITIONS


class StepPage(View):
    """Take the step that the address names, through the service that everyone goes through."""

    step = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        enrolment = self.enrolment()
        return self.show(enrolment, STEP_FORMS[self.step](enrolment=enrolment))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        enrolment = self.enrolment()
        form = STEP_FORMS[self.step](request.POST, enrolment=enrolment)
        if not form.is_valid():
            return self.show(enrolment, form)
        try:
            form.act(by=request.user)  # type: ignore[arg-type]  # behind the sign-in
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(enrolment, form)
        except Refused as refusal:
            return self.show_refused(enrolment, form, refusal)
        messages.success(request, str(form.done))
        return redirect(where_next(request, self.after(enrolment)))

    def enrolment(self) -> Enrolment:
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

    def after(self, enrolment: Enrolment) -> str:
        if self.step == "delete":
            return reverse("mentee", args=[enrolment.mentee_id])
        return enrolment_url(enrolment)

    def show_refused(self, enrolment: Enrolment, form: StepForm, refusal: Refused) -> HttpResponse:
        """What was typed stays, beside what is the matter and how things stand now."""
        refused(self.request, refusal.code)
        form.add_error(form.taken.get(refusal.code), str(refusal))
        enrolment.refresh_from_db()
        return self.show(enrolment, form, status=409)

    def show(self, enrolment: Enrolment, form: StepForm, *, status: int = 200) -> HttpResponse:
        shows(self.request, [enrolment], OPENED)
        step = TRANSITIONS[self.step]
        screening = screening_beside(enrolment, self.step)
        context = {
            "heading": str(step.label).capitalize(),
            "lead": str(enrolment.mentee),
            "crumbs": [(_("Mentees"), reverse("mentees")), (str(enrolment.mentee), self.back())],
            "enrolment": enrolment,
            "mark": state_mark(enrolment),
            "form": form,
            "possible": enrolment.state in step.sources and not enrolment.mentee.restricted_on,
            "screening": screening,
            "screening_mark": screening_mark(screening) if screening else None,
            "criteria": criteria_of(screening) if screening else [],
            "back": self.back(),
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
        }
        return render(self.request, "programmes/step.html", context, status=status)

    def back(self) -> str:
        return where_next(self.request, reverse("enrolment", args=[self.kwargs["pk"]]))


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
