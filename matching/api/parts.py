"""What the endpoints of this room have in common: the parts of one object, and ids in a body."""

from collections.abc import Container, Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import opens_files, require_role
from m2w.accounts.models import User
from m2w.audit.reading import LISTED, OPENED, shows
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
        """Whose parts they are. Raises Http404, also for one of someone else."""
        rows = visible_rows(self.whole, self.request).select_related(*self.whole_related)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

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


def asked_in(request: Request, *names: str) -> dict[str, str]:
    """What an address asks for under these names; nothing else may be asked there. Raises
    ValidationError."""
    refuse(set(request.query_params) - set(names), NO_PARAMETER)
    return {name: request.query_params[name] for name in names if name in request.query_params}


def opened(request: Request, *rows: Any) -> None:
    """This answer shows these files one by one."""
    shows(request, rows, OPENED)


def require_keeper(user: User, roles: Container[str]) -> None:
    """Raises PermissionDenied for another role, and while the organisation may keep no files."""
    require_role(user, roles)
    if not opens_files(user):
        raise PermissionDenied


def chosen(rows: QuerySet[Any], ids: Iterable[UUID], field: str) -> list[Any]:
    """The rows of these ids, in one question. Raises ValidationError for an id of none."""
    asked = set(ids)
    found = list(rows.filter(pk__in=asked))
    if len(found) < len(asked):
        raise ValidationError({field: [_("Dit id bestaat niet.")]})
    return found
