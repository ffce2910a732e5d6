"""The two pages every kind of object has: a filtered list, and the object itself.

Both go through the one row gate: a role without any right on the kind gets 403 for every
address, and what is not visible does not exist.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.views.generic import DetailView, ListView

from m2w.audit.reading import OPENED, shows
from m2w.filters import FilterSet
from m2w.tables import Column, Table

Text = str | Promise
R = TypeVar("R", bound=Model)
Crumbs = list[tuple[Text, str]]


def visible_rows(model: Any, request: HttpRequest) -> QuerySet[Any]:
    """The rows someone may read; PermissionDenied when their role has no right on any."""
    rows = model.objects.visible_to(request.user)
    if not rows.opens_to(request.user):
        raise PermissionDenied
    return rows


class ListPage(ListView):
    """A page of rows with their filters. `related` are joined; `columns` may follow the role."""

    model: Any
    template_name = "generic/list.html"
    paginate_by = 50
    filterset_class: type[FilterSet]
    heading: Text
    caption: Text
    columns: Sequence[Column]
    related: Sequence[str] = ()
    nothing_yet: Text

    def get_queryset(self) -> QuerySet[Any]:
        self.visible = visible_rows(self.model, self.request)
        self.filters = self.filterset_class(self.request.GET, self.visible, request=self.request)
        return self.filters.rows().select_related(*self.related)

    def get_columns(self) -> Sequence[Column]:
        return self.columns

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        chosen = self.filters.chosen()
        shows(self.request, context["object_list"])
        shows(self.request, self.filters.objects())
        return context | {
            "heading": self.heading,
            "crumbs": [],
            "filters": self.filters.form,
            "chosen": chosen,
            "noun": self.model._meta.verbose_name,
            "nouns": self.model._meta.verbose_name_plural,
            "shown": context["paginator"].count,
            "all": self.visible.count() if chosen else context["paginator"].count,
            "table": Table(
                self.caption,
                self.get_columns(),
                context["object_list"],
                caption_is_heading=self.caption != self.heading,
            ),
            "nothing_yet": self.nothing_yet,
        }


class DetailPage(DetailView):
    """One object. `list_name` and `list_view` name the list it came from."""

    model: Any
    list_name: Text
    list_view: str
    related: Sequence[str] = ()

    def get_queryset(self) -> QuerySet[Any]:
        return visible_rows(self.model, self.request).select_related(*self.related)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shows(self.request, [self.object], OPENED)
        return super().get_context_data(**kwargs) | {
            "heading": str(self.object),
            "crumbs": [(self.list_name, reverse(self.list_view))],
        }

    def shown(self, rows: Iterable[R]) -> list[R]:
        """Rows that stand on the page beside the object itself."""
        found = list(rows)
        shows(self.request, found)
        return found
