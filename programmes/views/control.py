"""VDAB's control of costs: the claims that wait for it, one of them with its lines, and one line
with all that is needed to judge it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from m2w.details import Fact, Text
from m2w.documents import owners
from m2w.documents.pages import Section, section
from m2w.forms import ActForm
from m2w.pages import ActPage, Crumbs, DetailPage, ListPage, visible_rows
from m2w.tables import Table
from programmes import amounts, control_columns
from programmes.access import MANAGER
from programmes.control_columns import control_url, line_url, name_of, verdict_mark
from programmes.control_facts import name_of_claim, of_claim, of_line, of_sample
from programmes.controlling import why_not_control, why_not_judge
from programmes.controls import Control, control_of, cost_of, standing_of, told_to
from programmes.forms.control import (
    AcceptRestForm,
    AnswerProofForm,
    AskProofForm,
    CloseForm,
    JudgeForm,
    SampleForm,
)
from programmes.models import Claim, ClaimLine
from programmes.money_filters import ToControlFilter
from programmes.settling_texts import sentence

LINES_PER_PAGE = 100
OF_CLAIM = ("project__promoter", "declared_by", "controlled_by")
OF_LINE = ("staff__user", "entered_by", "controlled_by")


class ClaimsToControl(ListPage):
    """What promoters submitted and VDAB did not finish controlling, the oldest first."""

    model = Claim
    template_name = "programmes/money_list.html"
    filterset_class = ToControlFilter
    heading = _("Kosten te controleren")
    caption = _("Ingediende kosten, de oudste eerst")
    nothing_yet = _("Alles is gecontroleerd. Wat promotoren nog indienen, komt hier vanzelf.")
    columns = control_columns.TO_CONTROL
    related = ["project__promoter", "sample"]

    def get_queryset(self) -> Any:
        user: Any = self.request.user
        rows: Any = super().get_queryset()
        waiting = rows.to_control(user.organisations)
        return waiting.with_progress().order_by("declared_on", "code")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows: Any = self.object_list
        lines = ClaimLine.objects.filter(claim__in=rows.values("pk"))
        return super().get_context_data(**kwargs) | {
            "sums": [(_("Ingediend, nog te controleren"), amounts.total(lines, "amount_declared"))]
        }


class ClaimControl(DetailPage):
    """One claim: how far its control is, its sample, and its lines."""

    model = Claim
    template_name = "programmes/claim_control.html"
    list_name = _("Kosten te controleren")
    list_view = "claims_to_control"
    related = OF_CLAIM

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        claim = self.object
        control = control_of(claim, "staff__user")
        shown = Paginator(control.lines, LINES_PER_PAGE).get_page(self.request.GET.get("page"))
        columns = control_columns.of_lines(control.chosen)
        return super().get_context_data(**kwargs) | {
            "heading": name_of_claim(claim),
            "lead": f"{claim.project.name}, {claim.project.promoter.name}",
            "facts": of_claim(control),
            "control": control,
            "sample": of_sample(control),
            "why_not": sentence(why_not_control(standing_of(claim, user))),
            "next_url": next_url(control, 0),
            "documents": section(claim, user),
            "page_obj": shown,
            "table": Table(_("Kosten"), columns, shown.object_list),
        }


def next_url(control: Control, number: int) -> str:
    """The page of the next line to judge after this one; empty when there is none."""
    found = control.next_after(number)
    return reverse("claim_line_control", args=[control.claim.pk, found]) if found else ""


class OnClaim(ActPage):
    """Something that is done with the control of a claim as a whole."""

    template_name = "programmes/extension.html"
    form_class: type[ActForm]
    heading: Text

    def row(self) -> Claim:
        rows = visible_rows(Claim, self.request).select_related(*OF_CLAIM)
        found: Claim = get_object_or_404(rows, pk=self.kwargs["pk"])
        return found

    def form(self, obj: Claim, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj)

    def back(self) -> str:
        return reverse("claim_control", args=[self.kwargs["pk"]])

    def after(self, obj: Any) -> str:
        return self.back()

    def told(self, obj: Claim) -> dict[str, Any]:
        user: Any = self.request.user
        control = control_of(obj)
        code = why_not_control(standing_of(obj, user)) or self.why_not(control)
        return {
            "heading": self.heading,
            "lead": f"{name_of_claim(obj)}, {obj.project.name}",
            "crumbs": crumbs_to(obj),
            "facts": self.facts(control),
            "why_not": sentence(code),
        }

    def why_not(self, control: Control) -> str:
        """Why it cannot be done with a claim that one may control; empty when it can."""
        raise NotImplementedError

    def facts(self, control: Control) -> list[Fact]:
        return [
            Fact(_("Kosten"), notation.number(len(control.lines))),
            Fact(_("Ingediend"), notation.euro(control.declared)),
            Fact(_("Nog te beoordelen"), notation.number(len(control.left))),
        ]


def crumbs_to(claim: Claim) -> Crumbs:
    return [
        (_("Kosten te controleren"), reverse("claims_to_control")),
        (f"{name_of_claim(claim)}, {claim.project.name}", control_url(claim)),
    ]


class AcceptRest(OnClaim):
    form_class = AcceptRestForm
    heading = _("Overige kosten aanvaarden")

    def why_not(self, control: Control) -> str:
        return "" if control.left else "nothing_to_judge"


class DrawSample(OnClaim):
    form_class = SampleForm
    heading = _("Steekproef trekken")

    def why_not(self, control: Control) -> str:
        if control.sample:
            return "sampled_already"
        return "judged_already" if any(cost.is_judged for cost in control.costs) else ""


class CloseControl(OnClaim):
    form_class = CloseForm
    heading = _("Controle afsluiten")

    def why_not(self, control: Control) -> str:
        return "not_judged" if control.left else ""


class OnLine(ActPage):
    """Something that is done with one cost, beside all that is known of it."""

    template_name = "programmes/claim_line_control.html"
    form_class: type[ActForm]

    def row(self) -> ClaimLine:
        rows = visible_rows(ClaimLine, self.request).filter(claim=self.kwargs["pk"])
        joined = [*OF_LINE, *(f"claim__{name}" for name in OF_CLAIM)]
        found: ClaimLine = get_object_or_404(
            rows.select_related(*joined), number=self.kwargs["number"]
        )
        return found

    def form(self, obj: ClaimLine, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj)

    def back(self) -> str:
        return reverse("claim_control", args=[self.kwargs["pk"]])

    def after(self, obj: ClaimLine) -> str:
        return line_url(obj)

    def told(self, obj: ClaimLine) -> dict[str, Any]:
        user: Any = self.request.user
        line = told_to(obj, user)
        return {
            "heading": self.heading(obj),
            "lead": f"{name_of(obj)} ({name_of_claim(obj.claim)}, {obj.claim.project.name})",
            "crumbs": crumbs_to(obj.claim),
            "line": line,
            "mark": verdict_mark(line),
            "facts": of_line(line),
            "documents": documents_of(obj, user),
            "elsewhere": elsewhere(obj, user),
            "ask_url": "",
            "why_not": sentence(self.why_not(obj, user)),
        }

    def heading(self, line: ClaimLine) -> str:
        raise NotImplementedError

    def why_not(self, line: ClaimLine, user: User) -> str:
        code = why_not_control(standing_of(line.claim, user))
        return code or why_not_judge(cost_of(line), user.pk)


class JudgeLine(OnLine):
    """The verdict; from there one goes on to the next cost that waits for one."""

    form_class = JudgeForm

    def heading(self, line: ClaimLine) -> str:
        return gettext("Kost %(number)s beoordelen") % {"number": line.number}

    def after(self, obj: ClaimLine) -> str:
        return next_url(control_of(obj.claim), obj.number) or self.back()

    def told(self, obj: ClaimLine) -> dict[str, Any]:
        asks = reverse("claim_line_ask", args=[obj.claim_id, obj.number])
        told = super().told(obj)
        return told | {"ask_url": "" if told["why_not"] else asks}


class AskProof(OnLine):
    form_class = AskProofForm

    def heading(self, line: ClaimLine) -> str:
        return gettext("Bewijs vragen")


class AnswerProof(OnLine):
    """For the promoter of the claim."""

    form_class = AnswerProofForm

    def back(self) -> str:
        return reverse("claim", args=[self.kwargs["pk"]])

    def after(self, obj: ClaimLine) -> str:
        return reverse("claim_line_answer", args=[obj.claim_id, obj.number])

    def told(self, obj: ClaimLine) -> dict[str, Any]:
        crumbs = [(_("Kosten"), reverse("claims")), (obj.claim.title, self.back())]
        return super().told(obj) | {"crumbs": crumbs}

    def heading(self, line: ClaimLine) -> str:
        return gettext("Bewijs bezorgen")

    def why_not(self, line: ClaimLine, user: User) -> str:
        if line.proof_asked_on is None:
            return "nothing_asked"
        return "control_closed" if line.claim.controlled_on else ""


def documents_of(line: ClaimLine, user: User) -> list[Section]:
    """What proves a line: its own documents, and those of the claim as a whole."""
    kinds = {owner.label for owner in owners.registered()}
    known = [row for row in (line, line.claim) if row._meta.label_lower in kinds]
    return [found for row in known if (found := section(row, user))]


def elsewhere(line: ClaimLine, user: User) -> Table | None:
    """The same invoice on other lines that this reader sees; None when it stands here only."""
    rows = ClaimLine.objects.visible_to(user).same_invoice(line)
    joined = rows.select_related("claim__project__promoter")
    found = list(joined.order_by("claim__year", "claim__project__code", "number"))
    if not found:
        return None
    return Table(
        _("Dezelfde factuur staat ook hier"),
        control_columns.elsewhere(line_url if acts_as(user, MANAGER) else None),
        found,
    )
