"""A page with one form over a file that the reader may change."""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from m2w.details import Text
from m2w.forms import ActForm
from m2w.pages import ActPage, Crumbs, visible_rows
from m2w.requests import where_next


class FileAct(ActPage):
    """`page` names the page of the object, where this one is opened from."""

    template_name = "matching/act.html"
    model: Any
    form_class: type[ActForm]
    heading: Text
    page: str

    def row(self) -> Any:
        visible = visible_rows(self.model, self.request).filter(pk=self.kwargs["pk"])
        editable = self.model.objects.editable_by(self.request.user)
        return get_object_or_404(editable, pk__in=visible.values("pk"))

    def form(self, obj: Any, sent: QueryDict | None = None) -> ActForm:
        return self.form_class(sent, obj=obj)

    def back(self) -> str:
        return where_next(self.request, reverse(self.page, args=[self.kwargs["pk"]]))

    def after(self, obj: Any) -> str:
        return self.back()

    def crumbs(self, obj: Any) -> Crumbs:
        raise NotImplementedError

    def told(self, obj: Any) -> dict[str, Any]:
        return {
            "heading": self.heading,
            "lead": str(obj),
            "crumbs": self.crumbs(obj),
            "why_not": "",
        }
