"""Asking and deciding an extension."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from m2w import notation, periods
from m2w.details import Fact
from m2w.forms import ActForm
from m2w.pages import ActPage, Crumbs, ListPage, visible_rows
from programmes import columns
from programmes.extending import why_not_ask, why_not_grant
from programmes.extension_steps import REQUEST_STEPS
from programmes.filters import ExtensionRequestFilter
from programmes.forms.extensions import DECISION_FORMS, AskForm
from programmes.models import ExtensionRequest, Project
from programmes.services.extensions import sentence, standing_of


class OnProject(ActPage):
    """An act that belongs to a project and is opened from its passport."""

    template_name = "programmes/extension.html"

    def project(self) -> Project:
        raise NotImplementedError

    def back(self) -> str:
        return reverse("project_passport", args=[self.project().pk])

    def after(self, obj: Any) -> str:
        return self.back()

    def crumbs(self) -> Crumbs:
        return [(_("Projecten"), reverse("projects")), (self.project().name, self.back())]

    def told(self, obj: Any) -> dict[str, Any]:
        return {"lead": self.project().name, "crumbs": self.crumbs(), "why_not": "", "facts": []}


class AskExtension(OnProject):
    def row(self) -> Project:
        rows = visible_rows(Project, self.request).select_related("lot__call", "promoter")
        self.found: Project = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.found

    def project(self) -> Project:
        return self.found

    def form(self, obj: Project, sent: QueryDict | None = None) -> ActForm:
        return AskForm(sent, obj=obj)

    def told(self, obj: Project) -> dict[str, Any]:
        code = why_not_ask(standing_of(obj), periods.today())
        return super().told(obj) | {
            "heading": gettext("Verlenging vragen"),
            "why_not": sentence(code, obj),
        }


class DecideExtension(OnProject):
    """`name` is the step that the address names."""

    name = ""

    def row(self) -> ExtensionRequest:
        rows = visible_rows(ExtensionRequest, self.request)
        related = rows.select_related("project__lot__call", "project__promoter", "asked_by")
        self.found: ExtensionRequest = get_object_or_404(related, pk=self.kwargs["pk"])
        if not REQUEST_STEPS[self.name].permits(self.found, self.request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return self.found

    def project(self) -> Project:
        return self.found.project

    def form(self, obj: ExtensionRequest, sent: QueryDict | None = None) -> ActForm:
        return DECISION_FORMS[self.name](sent, obj=obj)

    def told(self, obj: ExtensionRequest) -> dict[str, Any]:
        return super().told(obj) | {
            "heading": capfirst(str(REQUEST_STEPS[self.name].label)),
            "facts": of_request(obj),
            "why_not": self.why_not(obj),
        }

    def why_not(self, request: ExtensionRequest) -> str:
        """Why it cannot be decided so now; empty when it can."""
        if request.state not in REQUEST_STEPS[self.name].sources:
            return gettext("Hierover is al beslist.")
        code = why_not_grant(standing_of(request.project)) if self.name == "grant" else ""
        return sentence(code, request.project)


def of_request(request: ExtensionRequest) -> list[Fact]:
    return [
        Fact(_("Gevraagd op"), notation.day(request.asked_on), str(request.asked_by)),
        Fact(_("Maanden"), str(request.months)),
        Fact(_("Gevraagd bedrag"), notation.euro(request.amount)),
        Fact(_("Motivering"), request.motivation),
    ]


# Lists -----------------------------------------------------------------------------------------


class ExtensionRequests(ListPage):
    model = ExtensionRequest
    filterset_class = ExtensionRequestFilter
    heading = _("Vragen om verlenging")
    caption = _("Vragen om verlenging, de laatste eerst")
    nothing_yet = _(
        "Nog geen vraag om verlenging. Een promotor stelt ze op het paspoort van een project."
    )
    columns = columns.EXTENSION_REQUESTS
    related = ["project__promoter"]
