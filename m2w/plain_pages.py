"""Lists in the API that are no list of rows with filters, such as acts or lines of a file."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.core.paginator import Paginator
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import NO_PARAMETER, Endpoint, Pages, refuse
from m2w.filters import PAGING
from m2w.serializers import Serializer


class PlainPages(Pages):
    """They are counted as they are: rows of the database are asked for by their keys first."""

    django_paginator_class = Paginator


class PlainList(Endpoint):
    """`GET` them page by page. `asks` are the parameters that it takes beside those."""

    pagination_class = PlainPages
    asks: ClassVar[frozenset[str]] = frozenset()

    def parameters(self) -> None:
        return None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a parameter that it does not take."""
        super().initial(request, *args, **kwargs)
        refuse(set(request.query_params) - PAGING - self.asks, NO_PARAMETER)

    def paged(
        self, rows: Sequence[Any], kind: type[Serializer], told: Callable[[Any], Any] = list
    ) -> Response:
        """A page of these; `told` makes of what is on it what the serializer takes."""
        pages = PlainPages()
        found: Any = pages.paginate_queryset(rows, self.request, view=self)
        return pages.get_paginated_response(kind(told(found), many=True).data)
