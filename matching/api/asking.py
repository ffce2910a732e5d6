"""What the endpoints of this room ask of who asks, and of the ids that come along."""

from collections.abc import Container, Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request

from m2w.accounts.acting import opens_files, require_role
from m2w.accounts.models import User
from m2w.audit.reading import OPENED, shows
from m2w.endpoints import NO_PARAMETER, refuse


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
