"""What a promoter does with its costs: begin a claim, keep its lines, submit it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.accounts.models import Organisation
from m2w.details import Fact, Text
from m2w.forms import ActForm
from m2w.pages import ActPage, Crumbs, visible_rows
from programmes.choices import CostCategory
from programmes.claiming import ZERO
from programmes.columns import claim_url
from programmes.forms.claims import (
    CLAIM_FORMS,
    ChangeLineForm,
    LineForm,
    OpenForm,
    RemoveLineForm,
)
from programmes.models import Claim, ClaimLine
from programmes.services.claims import declared_of
from programmes.views.claims import RELATED, crumbs_to, crumbs_to_year

TEMPLATE = "programmes/claim_act.html"


class OpenClaim(ActPage):
    """`?project=` and `?year=` fill in what the page before knew."""

    template_name = TEMPLATE

    def row(self) -> Organisation:
        visible_rows(Claim, self.request)
        acting: Any = self.request.user.acting  # type: ignore[union-attr]  # behind the door
        organisation: Organisation = acting.organisation
        return organisation

    def form(self, obj: Organisation, sent: QueryDict | None = None) -> ActForm:
        known = {name: self.request.GET.get(name) for name in ("project", "year", "category")}
        return OpenForm(sent, obj=obj, by=self.request.user, initial=known)  # type: ignore[arg-type]

    def after(self, obj: Claim) -> str:
        return claim_url(obj)

    def back(self) -> str:
        return reverse("claims")

    def told(self, obj: Organisation) -> dict[str, Any]:
        return {
            "heading": gettext("Nieuwe declaratie"),
            "crumbs": [(_("Kosten"), self.back())],
            "lead": gettext("Eén declaratie per project, jaar en categorie."),
            "why_not": "",
            "facts": [],
        }


class OnClaim(ActPage):
    """Something that is done with a claim while it is a draft."""

    template_name = TEMPLATE
    heading: Text

    def claim(self) -> Claim:
        raise NotImplementedError

    def back(self) -> str:
        return claim_url(self.claim())

    def after(self, obj: Any) -> str:
        return self.back()

    def crumbs(self) -> Crumbs:
        return crumbs_to(self.claim())

    def facts(self) -> list[Fact]:
        return []

    def told(self, obj: Any) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "lead": f"{self.claim().title}, {self.claim().project.name}",
            "crumbs": self.crumbs(),
            "why_not": why_not(self.claim()),
            "facts": self.facts(),
        }


def why_not(claim: Claim) -> str:
    """Why nothing can be changed now; empty when it can."""
    return gettext("Deze declaratie is al ingediend.") if claim.declared_on else ""


class ClaimAct(OnClaim):
    """An act on a whole claim; `name` is that in the table of forms."""

    name = ""

    def row(self) -> Claim:
        rows = visible_rows(Claim, self.request).select_related(*RELATED)
        self.found: Claim = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.found

    def claim(self) -> Claim:
        return self.found

    def form(self, obj: Claim, sent: QueryDict | None = None) -> ActForm:
        return CLAIM_FORMS[self.name](sent, obj=obj)


class SubmitClaim(ClaimAct):
    name = "submit"
    heading = _("Declaratie indienen")

    def facts(self) -> list[Fact]:
        lines = self.found.lines.all()
        return [
            Fact(_("Kosten"), notation.number(lines.count())),
            Fact(_("Samen"), notation.euro(declared_of(lines))),
        ]


class RemoveClaim(ClaimAct):
    name = "remove"
    heading = _("Concept verwijderen")

    def row(self) -> Claim:
        found = super().row()
        self.year_url = crumbs_to_year(found.project, found.year)[-1][1]
        return found

    def after(self, obj: Any) -> str:
        return self.year_url


class AddLine(ClaimAct):
    heading = _("Kost toevoegen")

    def row(self) -> Claim:
        found = super().row()
        refuse_volunteers(found)
        return found

    def form(self, obj: Claim, sent: QueryDict | None = None) -> ActForm:
        return LineForm(sent, obj=obj, claim=obj, by=self.request.user)  # type: ignore[arg-type]


def refuse_volunteers(claim: Claim) -> None:
    """Raises PermissionDenied: those lines are never written by hand."""
    if claim.category == CostCategory.VOLUNTEERS:
        raise PermissionDenied


class LineAct(OnClaim):
    """An act on one line."""

    def row(self) -> ClaimLine:
        rows = visible_rows(ClaimLine, self.request)
        related = rows.select_related(*(f"claim__{path}" for path in RELATED), "staff__user")
        self.found: ClaimLine = get_object_or_404(related, pk=self.kwargs["pk"])
        refuse_volunteers(self.found.claim)
        return self.found

    def claim(self) -> Claim:
        return self.found.claim

    def facts(self) -> list[Fact]:
        return [Fact(_("Kost"), str(self.found), notation.euro(self.found.amount_declared or ZERO))]


class ChangeLine(LineAct):
    heading = _("Kost wijzigen")

    def form(self, obj: ClaimLine, sent: QueryDict | None = None) -> ActForm:
        return ChangeLineForm(sent, obj=obj, claim=obj.claim, by=self.request.user)  # type: ignore[arg-type]

    def facts(self) -> list[Fact]:
        return []


class RemoveLine(LineAct):
    heading = _("Kost verwijderen")

    def form(self, obj: ClaimLine, sent: QueryDict | None = None) -> ActForm:
        return RemoveLineForm(sent, obj=obj)
