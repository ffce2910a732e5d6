"""The weights of a call, for who edits calls."""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from m2w.pages import ActPage, visible_rows
from matching.forms.weights import WeightsForm
from programmes.models import Call


class CallWeights(ActPage):
    template_name = "matching/weights.html"

    def row(self) -> Call:
        call: Call = get_object_or_404(visible_rows(Call, self.request), pk=self.kwargs["pk"])
        return call

    def form(self, obj: Call, sent: QueryDict | None = None) -> WeightsForm:
        return WeightsForm(sent, obj=obj)

    def after(self, obj: Call) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("call", args=[self.kwargs["pk"]])

    def told(self, obj: Call) -> dict[str, Any]:
        return {
            "heading": _("Gewichten aanpassen"),
            "crumbs": [(_("Oproepen"), reverse("calls")), (obj.reference, self.back())],
            "call": obj,
            "why_not": "",
        }
