"""The caseload: every enrolment with what is expected next, to filter, sort, choose and export.

The page of one enrolment is in matching: it shows duos.
"""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from m2w.accounts.acting import acts_as
from m2w.pages import ListPage, OnASheet
from programmes import columns
from programmes.choices import WAITING_STATES, State
from programmes.eligibility import Situation
from programmes.filters import EnrolmentFilter
from programmes.models import Enrolment
from programmes.transitions import COORDINATOR

# What a line of the caseload tells of, and what a draft is screened on: a row has three times more.
TOLD = [
    *("state", "since", "intake_on", "screen_again_on", "profile_subgroup", "submitted_on"),
    *("decided_on", "started_on", "ended_on"),
    *(f"mentee__{name}" for name in ("first_name", "last_name", "languages", "vdab_number")),
    *(f"mentee__{name}" for name in Situation._fields),
    *("project__name", "project__lot__subgroups"),
    *("project__lot__call__max_dutch_level", "project__lot__call__max_level_may_be_attested"),
    *("coach__user__name", "coach__user__email"),
]


class Enrolments(ListPage):
    model = Enrolment
    template_name = "programmes/caseload.html"
    filterset_class = EnrolmentFilter
    heading = gettext_lazy("Mentees")
    caption = gettext_lazy("Mentees")
    nothing_yet = gettext_lazy("Nog geen mentees.")
    ways = [
        (gettext_lazy("Mentee registreren"), "registration_start"),
        (gettext_lazy("Importeren uit een rekenblad"), "mentee_imports"),
        (gettext_lazy("Alle dossiers"), "mentees"),
    ]
    columns = columns.ENROLMENTS
    related = ["mentee", "project__lot__call", "coach__user"]

    def get_queryset(self) -> QuerySet[Enrolment]:
        """Of what waits the longest comes first; else what moved last."""
        rows = super().get_queryset()
        asked = self.filters.form.cleaned_data
        if not asked["sort"]:
            waits = asked["waiting"] or asked["state"] in {"waiting", *WAITING_STATES}
            self.order = "waiting" if waits else "-waiting"
            rows = self.filters.filters["sort"].filter(rows, self.order)
        return rows.only(*TOLD)

    def may_pick(self) -> bool:
        return acts_as(self.request.user, COORDINATOR)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {"ways": [*self.to_propose(), *context["ways"]]}

    def to_propose(self) -> list[tuple[Any, str]]:
        """From those who wait for a mentor one goes on to a proposal."""
        approved = self.filters.form.cleaned_data["state"] == State.APPROVED
        if not approved or not self.is_open("proposal_make"):
            return []
        return [(gettext_lazy("Voorstel maken"), reverse("proposal_make"))]


class CaseloadOnASheet(Enrolments, OnASheet):
    sheet = columns.ENROLMENTS_ON_A_SHEET
    name = "mentees"
