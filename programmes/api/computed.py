"""Lists whose rows are worked out: nobody stored them, so there is nothing to filter."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import NO_PARAMETER, Endpoint, Pages, refuse
from m2w.filters import PAGING


class PlainPages(Pages):
    """The same pages, of rows that no table holds."""

    django_paginator_class = Paginator  # ours reads from the table


class ComputedList(Endpoint):
    """`GET` the rows, page by page; `asks` are the parameters beside those of paging."""

    asks: frozenset[str] = frozenset()

    def parameters(self) -> None:
        return None

    def found(self) -> Sequence[Any]:
        """Raises Http404, and ValidationError for a parameter with another value."""
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> Response:
        refuse(set(request.query_params) - PAGING - self.asks, NO_PARAMETER)
        pages = PlainPages()
        rows: Any = pages.paginate_queryset(self.found(), request, view=self)
        return pages.get_paginated_response(self.serializer(rows, many=True).data)
