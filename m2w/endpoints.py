"""What the endpoints of the API have in common: lists, objects, and acts upon them.

They stand on the gates, filters and services of the pages.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from m2w.accounts.models import User
from m2w.audit.reading import LISTED, OPENED, shows
from m2w.corrections import Outdated
from m2w.filters import FilterSet
from m2w.pages import visible_rows
from m2w.paging import BothEnds
from m2w.serializers import Serializer
from m2w.workflow import in_reach

IF_MATCH = OpenApiParameter(
    "If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, description="The ETag of what was read."
)


Correction = Callable[..., Any]
NO_PARAMETER = _("Deze parameter bestaat niet.")
NO_VALUE = _("Deze waarde bestaat niet.")


def refuse(names: Iterable[str], reason: Any) -> None:
    """Raises ValidationError that gives each of these names, if any, the reason."""
    if refused := {name: [reason] for name in names}:
        raise exceptions.ValidationError(refused)


class Pages(PageNumberPagination):
    """At most 200 at a time, 50 unless asked."""

    django_paginator_class = BothEnds
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200


class PreconditionFailed(exceptions.APIException):
    """Someone else saved in between."""

    status_code = 412
    default_code = "changed_meanwhile"
    default_detail = _("Iemand anders heeft dit intussen gewijzigd.")


class Endpoint(APIView):
    """`model` is the kind of object; `related` are joined and `fetched` are looked up along."""

    model: ClassVar[Any]
    serializer: ClassVar[type[Serializer]]
    related: ClassVar[Sequence[str]] = ()
    fetched: ClassVar[Sequence[Any]] = ()

    @property
    def user(self) -> User:
        """Who asks: nobody comes here without a key or a session."""
        user: Any = self.request.user
        return user

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a parameter where the address takes none."""
        super().initial(request, *args, **kwargs)
        if not self.takes_parameters():
            refuse(request.query_params, NO_PARAMETER)

    def takes_parameters(self) -> bool:
        return False

    def rows(self) -> QuerySet[Any]:
        """The rows that the caller may read. Raises PermissionDenied for a role without any."""
        rows = visible_rows(self.model, self.request)
        joined = rows.select_related(*self.related) if self.related else rows
        return joined.prefetch_related(*self.fetched)

    def object(self) -> Any:
        """The object that the address names. Raises Http404, also for one of someone else."""
        return get_object_or_404(self.rows(), pk=self.kwargs["pk"])

    def editable(self) -> Any:
        """The object, for who may change it. Raises Http404, and PermissionDenied for who may
        only read it: before what they sent is judged."""
        found = self.object()
        if not in_reach(found, self.user):
            raise PermissionDenied
        return found

    def note(self, rows: Sequence[Any], action: str) -> None:
        """Whom this answer shows."""
        shows(self.request, rows, action)

    def shown(self, obj: Any) -> dict[str, Any]:
        """The object as the caller may know it: what they may not is not there."""
        told = self.serializer(obj, context={"request": self.request}).data
        rows = self.model.objects.all()
        return {name: value for name, value in told.items() if rows.tells(self.user, [name])}

    def answer(self, obj: Any, status: int = 200) -> Response:
        self.note([obj], OPENED)
        return Response(self.shown(obj), status, headers={"ETag": etag(obj)})

    def correct(self, service: Correction, obj: Any, values: dict[str, Any]) -> None:
        """Have a service change what the caller read. Raises PreconditionFailed."""
        version = version_read(self.request, obj)
        try:
            service(obj, values, by=self.user, version=version)
        except Outdated as outdated:
            raise PreconditionFailed(str(outdated)) from outdated

    def sent(self, kind: type[Serializer], **options: Any) -> dict[str, Any]:
        """What the body says. Raises ValidationError at its fields."""
        data = {} if self.request.data is None else self.request.data
        asked = kind(data=data, context={"request": self.request}, **options)
        asked.is_valid(raise_exception=True)
        return dict(asked.validated_data)


class ListEndpoint(Endpoint):
    """`GET` the rows that pass the filters, page by page."""

    filterset: ClassVar[type[FilterSet]]

    def takes_parameters(self) -> bool:
        return self.request.method == "GET"

    def passing(self, filters: Any) -> QuerySet[Any]:
        """The rows that pass the filters, with what the list tells of each."""
        rows: QuerySet[Any] = filters.qs
        return rows

    def get(self, request: Request) -> Response:
        visible = self.rows()
        filters = self.filterset(request.query_params, visible, request=request)
        refuse(filters.unknown(), NO_PARAMETER)
        refuse(filters.form.errors, NO_VALUE)
        pages = Pages()
        passing = self.passing(filters)
        rows: list[Any] = pages.paginate_queryset(passing, request, view=self) or []
        self.note(rows, LISTED)
        shows(request, filters.objects())
        return pages.get_paginated_response([self.shown(row) for row in rows])


class DetailEndpoint(Endpoint):
    """`GET` one object, with its version as ETag."""

    def get(self, request: Request, pk: Any) -> Response:
        return self.answer(self.object())


class ActEndpoint(Endpoint):
    """`POST` something that a service does with one object; answers what became of it."""

    def act(self, obj: Any) -> None:
        raise NotImplementedError

    def post(self, request: Request, pk: Any) -> Response:
        self.act(self.object())
        return self.answer(self.object())


def etag(obj: Any) -> str:
    return f'"{obj.version}"'


def version_read(request: Request, obj: Any) -> int:
    """The version that the caller changes: that of If-Match, else the one there is now."""
    asked = request.headers.get("If-Match", "").strip()
    if asked in {"", "*"}:
        return int(obj.version)
    try:
        return int(asked.strip('"'))
    except ValueError:
        raise PreconditionFailed from None
