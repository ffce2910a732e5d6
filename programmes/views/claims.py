"""The costs of projects as their promoter and VDAB read them: the list, a claim, a line, a year."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from m2w import notation, periods
from m2w.accounts.acting import acts_as
from m2w.details import Fact, StepLink
from m2w.documents import pages as documents
from m2w.documents.models import Document
from m2w.pages import Crumbs, DetailPage, ListPage
from m2w.tables import Column, Table
from programmes import claim_years, columns
from programmes.access import MANAGER
from programmes.choices import ClaimState, CostCategory
from programmes.claim_texts import hours
from programmes.claiming import ZERO
from programmes.columns import claim_url
from programmes.marks import claim_mark
from programmes.models import Claim, ClaimLine, Project
from programmes.money_filters import ClaimFilter
from programmes.transitions import COORDINATOR

LINES_ON_A_PAGE = 100
RELATED = ("project__promoter", "project__lot__call", "project__extension")


class Claims(ListPage):
    model = Claim
    filterset_class = ClaimFilter
    heading = _("Kosten")
    caption = _("Kostendeclaraties")
    nothing_yet = _(
        "Nog geen kosten. Begin een declaratie per jaar en categorie, of lees een rekenblad in."
    )
    columns = columns.CLAIMS
    related = ["project__promoter"]
    ways = [
        (_("Nieuwe declaratie"), "claim_open"),
        (_("Importeren"), "claim_line_imports"),
        (_("Kosten te controleren"), "claims_to_control"),
    ]
    filters: ClaimFilter

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.with_amounts(self.filters.day()).order_by("-year", "project__name", "category")

    def total(self) -> Any:
        lines: Any = ClaimLine.objects.filter(claim__in=self.filters.qs.order_by().values("pk"))
        return columns.Total(gettext("Totaal"), **lines.totals(self.filters.day()))


def crumbs_to_year(project: Project, year: int) -> Crumbs:
    url = reverse("claim_year", args=[project.pk, year])
    return [(_("Kosten"), reverse("claims")), (f"{project.name}, {year}", url)]


def crumbs_to(claim: Claim) -> Crumbs:
    return [*crumbs_to_year(claim.project, claim.year), (claim.title, claim_url(claim))]


class ClaimPage(DetailPage):
    """A claim with its lines; `acts` are what the reader may do with it now."""

    model = Claim
    template_name = "programmes/claim.html"
    list_name = _("Kosten")
    list_view = "claims"
    related = RELATED

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.with_amounts(periods.today())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        claim, user = self.object, self.request.user
        rows = ClaimLine.objects.visible_to(user).filter(claim=claim).order_by("number")
        lines = rows.select_related("staff__user")
        page = Paginator(lines, LINES_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "heading": claim.title,
            "crumbs": crumbs_to_year(claim.project, claim.year),
            "mark": claim_mark(claim),
            "facts": facts_of(claim, user),
            "lines": self.lines(claim, page),
            "page_obj": page,
            "acts": acts_on(claim, user),
            "may_import": claim.state == ClaimState.DRAFT and acts_as(user, COORDINATOR),
            "of_volunteers": claim.category == CostCategory.VOLUNTEERS,
            "documents": documents.section(claim, user),
        }

    def lines(self, claim: Any, page: Any) -> Table:
        """The lines of one page; the total is that of all."""
        shown = [*columns.CLAIM_LINES, self.proof(page.object_list)]
        if claim.state == ClaimState.CONTROLLED:
            shown += columns.ACCEPTED
        total = columns.Total(
            gettext("Totaal"), amount_declared=claim.costs, amount_accepted=claim.accepted
        )
        return Table(_("Kosten"), shown, page.object_list, total=total)

    def proof(self, lines: Any) -> Column:
        """How many documents hang on each line that has any."""
        rows = Document.objects.visible_to(self.request.user).filter(
            owner_type=ClaimLine._meta.label_lower, owner_id__in=[line.pk for line in lines]
        )
        found = Counter(rows.values_list("owner_id", flat=True))
        return Column(_("Documenten"), lambda row: number_of(row, found), "count", of=("code",))


def number_of(row: Any, documents: Counter[Any]) -> int | None:
    """Nothing for a line without any, and for the total."""
    return documents[row.pk] or None if isinstance(row, ClaimLine) else None


def facts_of(claim: Any, reader: Any) -> list[Fact]:
    """How far it is, and its amount beside what was planned and granted."""
    lines = claim_years.lines_of(claim.project, claim.year, reader)
    mine = next((line for line in lines if line.category == claim.category), None)
    planned = mine.planned if mine else None
    return [
        Fact(_("Begroot"), euro(planned), _("voor deze categorie")),
        Fact(_("Werkelijk"), euro(claim.costs), difference_of(planned, claim.costs)),
        Fact(_("Hele jaar"), euro(claim_years.added(lines, "costs")), granted_in(claim)),
        Fact(_("In te dienen tegen"), notation.day(claim_years.due_on(claim.project, claim.year))),
        Fact(_("Ingediend"), day(claim.declared_on), by_whom(claim.declared_by)),
        Fact(_("Gecontroleerd"), day(claim.controlled_on), claim.control_reason),
    ]


def euro(amount: Decimal | None) -> str:
    return "" if amount is None else notation.euro(amount)


def day(on: date | None) -> str:
    return "" if on is None else notation.day(on)


def by_whom(user: Any) -> str:
    return gettext("door %(who)s") % {"who": user} if user else ""


def difference_of(planned: Decimal | None, costs: Decimal | None) -> str:
    if planned is None:
        return ""
    left = planned - (costs or ZERO)
    text = (
        gettext("%(amount)s onder de begroting")
        if left >= 0
        else gettext("%(amount)s boven de begroting")
    )
    return text % {"amount": notation.euro(abs(left))}


def granted_in(claim: Claim) -> str:
    granted = claim_years.granted_for(claim.project, claim.year, periods.today())
    text = gettext("toegekend voor de dagen van dit jaar: %(amount)s")
    return text % {"amount": notation.euro(granted)}


def acts_on(claim: Claim, reader: Any) -> list[StepLink]:
    """What the reader may do with a claim now, the main thing first."""
    if claim.state == ClaimState.SUBMITTED and acts_as(reader, MANAGER):
        url = reverse("claim_control", args=[claim.pk])
        return [StepLink(gettext("Controleren"), url, danger=False)]
    if not acts_as(reader, COORDINATOR):
        return []
    if claim.state == ClaimState.SUBMITTED:
        asked = claim.lines.filter(proof_asked_on__isnull=False, proof_answered_on=None)
        first = asked.order_by("number").first()
        return [proof_step(first)] if first else []
    if claim.state == ClaimState.CONTROLLED:
        return []
    add = [(_("Kost toevoegen"), "claim_line_add", False)]
    return [
        StepLink(str(label), reverse(view, args=[claim.pk]), danger=danger)
        for label, view, danger in [
            *([] if claim.category == CostCategory.VOLUNTEERS else add),
            (_("Indienen"), "claim_submit", False),
            (_("Verwijderen"), "claim_remove", True),
        ]
    ]


def proof_step(line: ClaimLine) -> StepLink:
    url = reverse("claim_line_answer", args=[line.claim_id, line.number])
    return StepLink(gettext("Bewijs bezorgen"), url, danger=False)


class ClaimLinePage(DetailPage):
    """One cost with its proof."""

    model = ClaimLine
    template_name = "programmes/claim_line.html"
    list_name = _("Kosten")
    list_view = "claims"
    related = ("claim__project__promoter", "staff__user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line, user = self.object, self.request.user
        return super().get_context_data(**kwargs) | {
            "crumbs": crumbs_to(line.claim),
            "facts": facts_of_line(line),
            "acts": acts_on_line(line, user),
            "documents": documents.section(line, user),
        }


def facts_of_line(line: ClaimLine) -> list[Fact]:
    found = [
        Fact(_("Lijn"), str(line.number)),
        Fact(_("Bedrag"), notation.euro(line.amount_declared)),
        Fact(_("Datum van de kost"), day(line.spent_on)),
        Fact(_("Medewerker"), str(line.staff or "")),
        Fact(_("Uren"), "" if line.hours is None else hours(line.hours)),
        Fact(_("Loonkost per jaar"), euro(line.yearly_cost)),
        Fact(_("Leverancier"), line.supplier),
        Fact(_("Factuurnummer"), line.invoice_number),
        Fact(_("Waarom deze factuur er nog eens staat"), line.repeated_reason),
        Fact(_("VDAB vraagt bewijs"), line.proof_question, day(line.proof_asked_on)),
        Fact(_("Antwoord van de promotor"), line.proof_answer, day(line.proof_answered_on)),
    ]
    if line.claim.state == ClaimState.CONTROLLED:
        found.append(Fact(_("Aanvaard"), euro(line.amount_accepted), line.control_reason))
    return [fact for fact in found if fact.text]


def acts_on_line(line: ClaimLine, reader: Any) -> list[StepLink]:
    claim = line.claim
    if not acts_as(reader, COORDINATOR):
        return []
    if claim.state != ClaimState.DRAFT:
        answers = claim.state == ClaimState.SUBMITTED and line.asks_for_proof
        return [proof_step(line)] if answers else []
    if claim.category == CostCategory.VOLUNTEERS:
        return []
    return [
        StepLink(gettext("Wijzigen"), reverse("claim_line_change", args=[line.pk]), danger=False),
        StepLink(gettext("Verwijderen"), reverse("claim_line_remove", args=[line.pk]), danger=True),
    ]


class ClaimYearPage(DetailPage):
    """What a project planned, declared and saw accepted in a year, per category."""

    model = Project
    template_name = "programmes/claim_year.html"
    list_name = _("Kosten")
    list_view = "claims"
    related = ("promoter", "lot__call", "extension")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        project, year = self.object, self.kwargs["year"]
        user: Any = self.request.user
        if year not in claim_years.years_of(project):
            raise Http404
        found = claim_years.lines_of(project, year, user)
        total = columns.Total(gettext("Totaal"), **claim_years.total_of(found))
        granted = claim_years.granted_for(project, year, periods.today())
        return super().get_context_data(**kwargs) | {
            "heading": f"{project.name}, {year}",
            "lead": gettext("Kosten van %(promoter)s") % {"promoter": project.promoter},
            "granted": granted,
            "costs": total["costs"] or ZERO,
            "due_on": claim_years.due_on(project, year),
            "table": Table(_("Kosten per categorie"), columns.CLAIM_YEAR, found, total=total),
            "years": [
                (one, reverse("claim_year", args=[project.pk, one]))
                for one in claim_years.years_of(project)
            ],
            "year": year,
            "may_open": acts_as(user, COORDINATOR)
            and year in claim_years.years_begun(project, periods.today()),
        }


class ClaimsDue(TemplateView):
    """The years that are over and of which nothing was declared; what is due first comes first.

    `due` in the address chooses those that are late, or those that are not yet.
    """

    template_name = "programmes/claims_due.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("due", "")
        if asked not in {"", *claim_years.URGENCY}:
            raise BadRequest(gettext("Een filter heeft een waarde die niet bestaat."))
        years = claim_years.years_owed_by(self.request.user, asked)  # type: ignore[arg-type]  # behind the door
        paginator = Paginator(years, LINES_ON_A_PAGE)
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "heading": _("Kostendeclaraties in te dienen"),
            "crumbs": [(_("Kosten"), reverse("claims"))],
            "table": Table(_("Per project en jaar"), columns.YEARS_TO_CLAIM, page.object_list),
            "paginator": paginator,
            "page_obj": page,
        }
