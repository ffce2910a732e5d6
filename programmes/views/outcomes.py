"""What became of an enrolment: noted, corrected and measured by the promoter, looked up by VDAB."""

from itertools import pairwise
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.forms import ActForm
from m2w.pages import Crumbs, ListPage, ObjectAct
from m2w.requests import where_next
from programmes import columns
from programmes.choices import MeasurementResult
from programmes.columns import enrolment_url, months_after
from programmes.filters import MeasureFilter, VerifyFilter
from programmes.forms.outcomes import (
    CorrectOutcomeForm,
    MeasureForm,
    OutcomeForm,
    RemoveOutcomeForm,
    VerifyForm,
)
from programmes.models import Enrolment, Outcome
from programmes.services.measurements import going_on_of, month_now
from programmes.transitions import by_another

PER_PAGE = 20
OF_OUTCOME = ("enrolment__mentee", "enrolment__project__promoter", "enrolment__project__lot__call")


def crumbs_to(enrolment: Enrolment) -> Crumbs:
    return [
        (_("Mentees"), reverse("enrolments")),
        (str(enrolment.mentee), enrolment_url(enrolment)),
    ]


class NoteOutcome(ObjectAct):
    model = Enrolment
    template_name = "programmes/outcome_act.html"
    form_class = OutcomeForm
    heading = _("Uitstroom noteren")
    page = "enrolment"
    related = ("mentee", "project")

    def crumbs(self, obj: Enrolment) -> Crumbs:
        return crumbs_to(obj)

    def told(self, obj: Enrolment) -> dict[str, Any]:
        return super().told(obj) | {"lead": str(obj.mentee), "outcome": None}


class OutcomeAct(ObjectAct):
    """Something that is done with one outcome; afterwards one sees the file it stands in."""

    model = Outcome
    template_name = "programmes/outcome_act.html"
    related = OF_OUTCOME

    def back(self) -> str:
        found = Outcome.objects.visible_to(self.request.user).get(pk=self.kwargs["pk"])
        return where_next(self.request, enrolment_url(found.enrolment))

    def after(self, obj: Any) -> str:
        return where_next(self.request, enrolment_url(obj.enrolment))

    def crumbs(self, obj: Outcome) -> Crumbs:
        return crumbs_to(obj.enrolment)

    def told(self, obj: Outcome) -> dict[str, Any]:
        return super().told(obj) | {"lead": str(obj.enrolment.mentee), "outcome": obj}


class CorrectOutcome(OutcomeAct):
    form_class = CorrectOutcomeForm
    heading = _("Uitstroom verbeteren")

    def told(self, obj: Outcome) -> dict[str, Any]:
        return super().told(obj) | {"remove_url": reverse("outcome_remove", args=[obj.pk])}


class RemoveOutcome(OutcomeAct):
    form_class = RemoveOutcomeForm
    heading = _("Uitstroom verwijderen")

    def row(self) -> Outcome:
        self.found: Outcome = super().row()
        return self.found

    def after(self, obj: Outcome) -> str:
        return where_next(self.request, enrolment_url(self.found.enrolment))


class VerifyOutcome(OutcomeAct):
    """What VDAB found, of one; the list has the same form in every row."""

    form_class = VerifyForm
    heading = _("Uitstroom nakijken")

    def row(self) -> Outcome:
        """Raises PermissionDenied for one of an organisation that the reader works for."""
        found: Outcome = super().row()
        if not by_another(found.enrolment, self.request.user):  # type: ignore[arg-type]  # behind the door
            raise PermissionDenied
        return found

    def form(self, obj: Outcome, sent: QueryDict | None = None) -> ActForm:
        return VerifyForm(sent, obj=obj, initial={"version": obj.version})


class OutcomesToVerify(ListPage):
    """What VDAB is to look up, the oldest first: three buttons a row, then the next row."""

    model = Outcome
    template_name = "programmes/outcomes_to_verify.html"
    paginate_by = PER_PAGE
    filterset_class = VerifyFilter
    heading = _("Uitstroom na te kijken")
    caption = _("Uitstroom, de oudste eerst")
    nothing_yet = _("Alles is nagekeken. Wat promotoren nog noteren, komt hier vanzelf.")
    columns = columns.OUTCOMES
    related = OF_OUTCOME

    def get_queryset(self) -> QuerySet[Outcome]:
        user: Any = self.request.user
        rows: Any = super().get_queryset()
        if not self.request.GET.get("verified"):
            rows = rows.to_verify(periods.today())
        return rows.not_of(user.organisations).order_by("started_on", "code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = list(context["object_list"])
        here = self.request.get_full_path()
        following = {one.pk: then for one, then in pairwise([*found, None]) if one}
        return context | {
            "lines": [(one, f"{here}{anchor(following[one.pk])}") for one in found],
        }


def anchor(outcome: Outcome | None) -> str:
    """The first button of a row: there one goes on."""
    return f"#bevestigen-{outcome.pk}" if outcome else ""


class Measurements(ListPage):
    """Whom to ask how it goes, the longest due first: a small form for each."""

    model = Enrolment
    template_name = "programmes/measurements.html"
    paginate_by = PER_PAGE
    filterset_class = MeasureFilter
    heading = _("Uitstroom te meten")
    caption = _("Wie te bellen, wie het langst wacht eerst")
    nothing_yet = _(
        "Er is nu niemand te bellen. Na 1, 3, 6 en 12 maanden staat wie stopte hier vanzelf."
    )
    columns = columns.ENROLMENTS_OF_MENTEE
    related = ["mentee", "project__lot__call"]

    def get_queryset(self) -> QuerySet[Enrolment]:
        rows: Any = super().get_queryset()
        due = rows.to_measure(periods.today()).order_by("measure_due_on", "code")
        return due.prefetch_related("outcomes")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "lines": [
                (one, months_after(one.measure_month), form_of(one, one.measure_month))
                for one in context["object_list"]
            ]
        }


def form_of(enrolment: Any, month: int, sent: QueryDict | None = None) -> MeasureForm:
    return MeasureForm(
        sent,
        obj=enrolment,
        going_on=going_on_of(enrolment.outcomes.all()),
        month=month,
        auto_id=f"{enrolment.pk}_%s",
    )


class MeasureOutcome(ObjectAct):
    """The same form by itself: from the file, and for who did not fill it in right."""

    model = Enrolment
    template_name = "programmes/outcome_act.html"
    heading = _("Uitstroom meten")
    page = "enrolment"
    related = ("mentee", "project__lot__call")

    def form(self, obj: Enrolment, sent: QueryDict | None = None) -> ActForm:
        return form_of(obj, month_now(obj), sent)

    def crumbs(self, obj: Enrolment) -> Crumbs:
        return crumbs_to(obj)

    def told(self, obj: Enrolment) -> dict[str, Any]:
        month = month_now(obj)
        when = months_after(month) if month else obj.get_state_display()
        return super().told(obj) | {
            "lead": f"{obj.mentee}, {when}",
            "outcome": None,
            "why_not": why_not_measure(obj, month),
        }


def why_not_measure(enrolment: Enrolment, month: int) -> str:
    """Why nothing can be measured now; empty when something can."""
    if not month:
        return gettext("Er is nu geen meting gepland.")
    done = enrolment.measurements.filter(month=month).exclude(result=MeasurementResult.NOT_REACHED)
    return gettext("Deze meting is al gedaan.") if done.exists() else ""
