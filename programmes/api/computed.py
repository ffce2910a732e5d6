"""Lists whose rows are worked out: nobody stored them, so there is nothing to filter."""

from collections.abc import Sequence
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from m2w.plain_pages import PlainList


class ComputedList(PlainList):
    """`GET` the rows, page by page; `asks` are the parameters beside those of paging."""

    def found(self) -> Sequence[Any]:
        """Raises Http404, and ValidationError for a parameter with another value."""
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.paged(self.found(), self.serializer)
