"""Endpoints of what belongs to one object: the lines of a claim, the trainings of a mentor."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response

from m2w.audit.reading import LISTED
from m2w.endpoints import NO_PARAMETER, Endpoint, Pages, refuse
from m2w.filters import PAGING
from m2w.pages import visible_rows
from m2w.workflow import in_reach


class PartsEndpoint(Endpoint):
    """`GET` the rows that belong to one object of the kind `whole`, page by page."""

    pagination_class = Pages
    whole: ClassVar[Any]
    whole_related: ClassVar[tuple[str, ...]] = ()

    def parameters(self) -> set[str] | None:
        return None if self.request.method in SAFE_METHODS else set()

    def of(self) -> Any:
        """Whose parts they are. Raises Http404, also for one of someone else, and
        PreconditionFailed."""
        rows = visible_rows(self.whole, self.request).select_related(*self.whole_related)
        return self.as_read(get_object_or_404(rows, pk=self.kwargs["pk"]))

    def of_editable(self) -> Any:
        """Whose parts they are, for who may change them. Raises as `of`, and PermissionDenied."""
        found = self.of()
        if not in_reach(found, self.user):
            raise PermissionDenied
        return found

    def listed(self, rows: QuerySet[Any]) -> Response:
        """A page of these rows. Raises ValidationError for another parameter."""
        refuse(set(self.request.query_params) - PAGING, NO_PARAMETER)
        pages = self.pagination_class()
        found: list[Any] = pages.paginate_queryset(rows, self.request, view=self) or []
        self.note(found, LISTED)
        return pages.get_paginated_response([self.shown(row) for row in found])
