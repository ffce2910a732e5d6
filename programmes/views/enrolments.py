"""The caseload: every enrolment with what is expected next, to filter, sort, choose and export.

The page of one enrolment is in matching: it shows duos.
"""

from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from m2w import exports, periods
from m2w.accounts.acting import acts_as
from m2w.audit.reading import EXPORTED, shows
from m2w.exports import as_value
from m2w.pages import ListPage
from programmes import columns
from programmes.choices import WAITING_STATES
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
        query = self.request.GET.urlencode()
        return super().get_context_data(**kwargs) | {
            "query": f"?{query}" if query else "",
        }


class CaseloadOnASheet(Enrolments):
    """What the caseload shows, all of its pages, as a file. Restricted files stay out of it."""

    paginate_by = None  # type: ignore[assignment]  # all of them
    format: Literal["xlsx", "csv"] = "xlsx"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = list(self.get_queryset().filter(mentee__restricted_on=None))
        shows(request, rows, EXPORTED)
        head = [str(column.label) for column in columns.ENROLMENTS_ON_A_SHEET]
        lines = ([as_value(c.of_row(row)) for c in columns.ENROLMENTS_ON_A_SHEET] for row in rows)
        return exports.as_answer(f"mentees-{periods.today()}", [head, *lines], self.format)
