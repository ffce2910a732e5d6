"""Pages of a list, each as quick as the first."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class BothEnds(Paginator):
    """Reads the pages of the second half from the end: the last one is as near as the first.

    Which rows stand on a page is asked of their own table; only those are joined to others. `read`
    tells what the page has of them.
    """

    def __init__(
        self, *args: Any, read: Callable[[QuerySet[Any]], Any] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.read = read

    def page(self, number: Any) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        every: Any = self.object_list
        if first <= self.count - last:
            keys = every.values("pk")[first:last]
        else:
            keys = every.reverse().values("pk")[self.count - last : self.count - first]
        rows = on_page(every, keys)
        return Page(self.read(rows) if self.read else rows, number, self)


def on_page(rows: QuerySet[Any], keys: QuerySet[Any, Any]) -> QuerySet[Any]:
    """The rows with these keys, with what is joined to them; the conditions are asked once, of
    the keys.

    Asked again beside the joins they would make a database read every row that passes.
    """
    if rows.query.annotations or rows.query.distinct:
        return rows.filter(pk__in=keys)
    page: QuerySet[Any] = rows.model.objects.filter(pk__in=keys)
    page.query.select_related = rows.query.select_related
    page.query.deferred_loading = rows.query.deferred_loading
    page.query.order_by = rows.query.order_by
    page.query.standard_ordering = rows.query.standard_ordering
    # What is looked up along has no other name.
    along = rows._prefetch_related_lookups  # type: ignore[attr-defined]  # noqa: SLF001
    return page.prefetch_related(*along)
