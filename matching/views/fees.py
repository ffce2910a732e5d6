"""The fees of volunteers: the list, entering them, claiming them, and the list of the law."""

from collections.abc import Sequence
from typing import Any, Literal

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from m2w import exports, notation, periods
from m2w.accounts.acting import SignedInRequest
from m2w.accounts.models import Organisation
from m2w.audit.reading import EXPORTED, shows
from m2w.details import Fact
from m2w.forms import ActForm
from m2w.pages import ActPage, Crumbs, ListPage, visible_rows
from m2w.requests import where_next
from m2w.tables import Table
from matching import columns, fee_years
from matching.fees import known_maxima
from matching.filters import FeeFilter
from matching.forms.fees import ChangeFee, ClaimFees, EnterFees, RemoveFee, UnclaimFee
from matching.models import VolunteerFee
from matching.views.acts import FileAct
from programmes.models import Project


def crumbs_to_list() -> Crumbs:
    return [(_("Vergoedingen"), reverse("fees"))]


class Fees(ListPage):
    """Beside the rows: what each mentor on the page got in the year, of all projects."""

    model = VolunteerFee
    template_name = "matching/fees.html"
    filterset_class = FeeFilter
    heading = _("Vergoedingen")
    caption = _("Vergoedingen, de laatste dag eerst")
    nothing_yet = _("Nog geen vergoedingen. Noteer ze met “Vergoedingen invoeren”.")
    columns = columns.FEES
    related = ["mentor", "project", "claim_line__claim"]
    ways = [(_("Vergoedingen invoeren"), "fees_enter")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        year = int(self.filters.form.cleaned_data["year"] or periods.today().year)
        mentors = {fee.mentor for fee in context["object_list"]}
        of_year = gettext("Per mentor in %(year)s, alle projecten samen") % {"year": year}
        return context | {
            "sums": [Fact(_("Samen"), notation.euro(self.filters.qs.total()))],
            "year": year,
            "maxima": fee_years.in_words(year),
            "per_mentor": Table(of_year, fee_years.COLUMNS, fee_years.years_of(mentors, year)),
            "lists": self.lists(year),
            "claims": self.claims(year),
        }

    def lists(self, year: int) -> list[tuple[str, str]]:
        return [(kind, reverse(f"fee_list_{kind}", args=[year])) for kind in ("xlsx", "csv")]

    def claims(self, year: int) -> Sequence[tuple[Project, str]]:
        """The projects with fees of the year that are on no claim yet, and where that is done."""
        waiting = VolunteerFee.objects.visible_to(self.request.user).unclaimed()
        of_year = waiting.filter(day__year=year).order_by().values("project")
        projects = Project.objects.visible_to(self.request.user).filter(pk__in=of_year)
        return [
            (project, reverse("fees_claim", args=[project.pk, year]))
            for project in projects.order_by("name")
        ]


class EnterSeveral(ActPage):
    """One or several days of a mentor; the address may name the mentor and the project."""

    template_name = "matching/act.html"

    def row(self) -> Organisation:
        visible_rows(VolunteerFee, self.request)
        acting: Any = self.request.user.acting  # type: ignore[union-attr]
        organisation: Organisation = acting.organisation
        return organisation

    def form(self, obj: Organisation, sent: QueryDict | None = None) -> ActForm:
        named = {name: self.request.GET.get(name) for name in ("mentor", "project")}
        form = EnterFees(sent, obj=obj, by=self.request.user, initial=named)  # type: ignore[arg-type]
        fields: dict[str, Any] = form.fields
        shows(self.request, fields["mentor"].queryset)
        return form

    def after(self, obj: Any) -> str:
        return reverse("fees")

    def back(self) -> str:
        return where_next(self.request, reverse("fees"))

    def told(self, obj: Organisation) -> dict[str, Any]:
        return {
            "heading": gettext("Vergoedingen invoeren"),
            "crumbs": crumbs_to_list(),
            "why_not": "",
        }


class FeeAct(FileAct):
    """Something that is done with one fee."""

    model = VolunteerFee
    related: tuple[str, ...] = ("mentor", "project")

    def back(self) -> str:
        return where_next(self.request, reverse("fees"))

    def crumbs(self, obj: VolunteerFee) -> Crumbs:
        return crumbs_to_list()

    def told(self, obj: VolunteerFee) -> dict[str, Any]:
        claimed = gettext("Deze vergoeding staat op een kostendeclaratie.")
        return super().told(obj) | {"why_not": claimed if obj.claim_line_id else ""}


class Change(FeeAct):
    template_name = "matching/fee.html"
    form_class = ChangeFee
    heading = _("Vergoeding verbeteren")


class Remove(FeeAct):
    form_class = RemoveFee
    heading = _("Vergoeding verwijderen")


class Unclaim(FeeAct):
    related = ("mentor", "project", "claim_line__claim")
    form_class = UnclaimFee
    heading = _("Van de kostendeclaratie halen")

    def told(self, obj: VolunteerFee) -> dict[str, Any]:
        return super().told(obj) | {"why_not": why_not_unclaim(obj)}


def why_not_unclaim(fee: VolunteerFee) -> str:
    """Why a fee cannot be taken off its claim now; empty when it can."""
    if fee.claim_line is None:
        return gettext("Deze vergoeding staat op geen declaratie.")
    submitted = fee.claim_line.claim.declared_on
    return gettext("Deze declaratie is al ingediend.") if submitted else ""


class Claim(ActPage):
    """Put the fees of a project and year on the claim of volunteers."""

    template_name = "programmes/extension.html"

    def row(self) -> Project:
        self.visible: Any = visible_rows(VolunteerFee, self.request)
        require_year(self.kwargs["year"])
        projects = visible_rows(Project, self.request)
        found: Project = get_object_or_404(projects, pk=self.kwargs["pk"])
        return found

    def form(self, obj: Project, sent: QueryDict | None = None) -> ActForm:
        return ClaimFees(sent, obj=obj, year=self.kwargs["year"])

    def after(self, obj: Any) -> str:
        return self.back()

    def back(self) -> str:
        return f"{reverse('fees')}?year={self.kwargs['year']}"

    def told(self, obj: Project) -> dict[str, Any]:
        waiting = self.visible.to_claim(obj, self.kwargs["year"])
        nothing = gettext("Alle vergoedingen van dat jaar staan al op een declaratie.")
        count = waiting.count()
        return {
            "heading": gettext("Op de kostendeclaratie zetten"),
            "lead": obj.name,
            "crumbs": crumbs_to_list(),
            "facts": [
                Fact(_("Jaar"), str(self.kwargs["year"])),
                Fact(_("Vergoedingen"), notation.number(count)),
                Fact(_("Samen"), notation.euro(waiting.total())),
            ],
            "why_not": "" if count else nothing,
        }


def require_year(year: int) -> None:
    """Raises Http404 for a year of which there can be no fees."""
    if not min(known_maxima()) <= year <= periods.today().year:
        raise Http404


def yearly_list(kind: Literal["xlsx", "csv"]) -> Any:
    """The list that the law on volunteers asks of the organisation, as a file."""

    @require_safe
    def view(request: SignedInRequest, year: int) -> HttpResponse:
        rows = visible_rows(VolunteerFee, request).filter(mentor__restricted_on=None)
        require_year(year)
        fees = list(rows.filter(day__year=year).select_related("mentor", "project"))
        shows(request, fees, EXPORTED)
        lines = fee_years.yearly_list(fees, year)
        return exports.as_answer(f"vrijwilligersvergoedingen-{year}", lines, kind)

    return view
