"""The page on which a counsellor corrects what VDAB itself knows of a client."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from m2w.audit.reading import OPENED, shows
from m2w.pages import visible_rows
from m2w.privacy.correction import CorrectionPage
from m2w.requests import where_next
from programmes.choices import UNDECIDED_STATES
from programmes.forms.facts import FactsForm
from programmes.marks import state_mark
from programmes.models import Enrolment
from programmes.services import correct_facts
from programmes.transitions import by_another
from programmes.views.queue_acts import file_url


class FactsCorrection(CorrectionPage):
    form_class = FactsForm

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        enrolment = self.enrolment()
        if enrolment.state not in UNDECIDED_STATES:
            return self.too_late(enrolment)
        return super().get(request, **kwargs)

    def enrolment(self) -> Enrolment:
        """Raises PermissionDenied for one of an organisation that the reader works for."""
        rows = visible_rows(Enrolment, self.request).select_related("mentee", "project")
        found: Enrolment = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not by_another(found, self.request.user):  # type: ignore[arg-type]  # behind the door
            raise PermissionDenied
        return found

    def file(self) -> Any:
        return self.enrolment().mentee

    def store(self, file: Any, values: Mapping[str, Any], version: int) -> None:
        user: Any = self.request.user
        correct_facts(self.enrolment(), values, by=user, version=version)

    def back(self, file: Any) -> str:
        return where_next(self.request, file_url(self.enrolment()))

    def too_late(self, enrolment: Enrolment) -> HttpResponse:
        """Decided: what the decision rests on stays as it was."""
        shows(self.request, [enrolment], OPENED)
        context = {
            "heading": _("Gegevens verbeteren"),
            "lead": str(enrolment.mentee),
            "crumbs": [],
            "mark": state_mark(enrolment),
            "back": where_next(self.request, file_url(enrolment)),
        }
        return render(self.request, "programmes/facts_too_late.html", context)
