"""What the endpoints of the API have in common: lists, objects, and acts upon them.

They stand on the gates, filters and services of the pages.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.http import parse_etags
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions, serializers
from rest_framework.pagination import PageNumberPagination
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from m2w.accounts.idempotency import once
from m2w.accounts.models import User
from m2w.afterwards import kept_for_afterwards
from m2w.audit.reading import LISTED, OPENED, shows, shows_files
from m2w.corrections import Outdated
from m2w.filters import FilterSet
from m2w.form_fields import written_by_people
from m2w.models import BaseModel
from m2w.pages import visible_rows
from m2w.paging import BothEnds
from m2w.rows import Column, columns_of
from m2w.rows import read as read_lines
from m2w.serializers import Serializer
from m2w.workflow import hold_all, in_reach

IF_MATCH = OpenApiParameter(
    "If-Match", OpenApiTypes.STR, OpenApiParameter.HEADER, description="The ETag of what was read."
)


FIELDS, SINCE = "fields", "updated_since"
Correction = Callable[..., Any]
COUNTED = re.compile("0*[1-9][0-9]{0,8}")
# RFC 3339, as JSON Schema has it.
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
NO_PARAMETER = _("Deze parameter bestaat niet.")
NO_VALUE = _("Deze waarde bestaat niet.")
ONCE = _("Geef deze parameter één keer.")
NO_MOMENT = _("Geef een tijdstip zoals 2022-03-31T08:00:00Z; een + in een adres is %2B.")


def refuse(names: Iterable[str], reason: Any) -> None:
    """Raises ValidationError that gives each of these names, if any, the reason."""
    if refused := {name: [reason] for name in names}:
        raise exceptions.ValidationError(refused)


class Pages(PageNumberPagination):
    """At most 1,000 at a time, 50 unless asked."""

    django_paginator_class: Any = BothEnds
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 1_000

    def __init__(self, read: Callable[[QuerySet[Any]], Sequence[Any]] | None = None) -> None:
        """`read` tells what the answer has of the rows on a page."""
        if read is not None:
            paginator: Any = partial(BothEnds, read=read)
            self.django_paginator_class = paginator

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Before the first page and after the last there is none."""
        page = {"type": ["string", "null"], "format": "uri"}
        told = {"count": {"type": "integer"}, "next": page, "previous": page, "results": schema}
        return {"type": "object", "required": list(told), "properties": told}

    def get_page_size(self, request: Request) -> int:
        """Raises ValidationError for what is no number of rows."""
        asked = number_in(request, self.page_size_query_param)
        return self.page_size if asked is None else min(asked, self.max_page_size)

    def get_page_number(self, request: Request, paginator: Any) -> int:
        """Raises ValidationError for what is no number of a page."""
        return number_in(request, self.page_query_param) or 1


def number_in(request: Request, name: str) -> int | None:
    """A number from 1 on, in plain digits; None for none. Raises ValidationError."""
    asked = request.query_params.get(name)
    if asked is not None and not COUNTED.fullmatch(asked):
        refuse([name], NO_VALUE)
    return None if asked is None else int(asked)


class PreconditionFailed(exceptions.APIException):
    """Someone else saved in between."""

    status_code = 412
    default_code = "changed_meanwhile"
    default_detail = _("Iemand anders heeft dit intussen gewijzigd.")


class Strict(APIView):
    """Refuses a parameter that its address does not take, and one that comes twice.

    `repeated` are those that may be given more than once.
    """

    repeated: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError for a parameter that the address does not take, or takes once."""
        super().initial(request, *args, **kwargs)
        taken = self.parameters()
        if taken is not None:
            refuse(set(request.query_params) - taken, NO_PARAMETER)
        given = {name: len(sent) for name, sent in request.query_params.lists()}
        refuse([name for name in given.keys() - self.repeated if given[name] > 1], ONCE)

    def parameters(self) -> set[str] | None:
        """Those that the address takes; None where its view judges them itself."""
        return set()


class Endpoint(Strict):
    """`model` is the kind of object; `related` are joined and `fetched` are looked up along.

    `sparse`: the caller may ask for some fields of it only. `takes_body`: its POST asks for
    something; else a body is refused as one with unknown fields. `only_reads`: its POST stores
    nothing, and a key that only reads does it too.
    """

    model: ClassVar[Any]
    serializer: ClassVar[type[Serializer]]
    related: ClassVar[Sequence[str]] = ()
    fetched: ClassVar[Sequence[Any]] = ()
    sparse: ClassVar[bool] = True
    takes_body: ClassVar[bool] = True
    only_reads: ClassVar[bool] = False
    if_match: str = ""

    @property
    def user(self) -> User:
        """Who asks: nobody comes here without a key or a session."""
        user: Any = self.request.user
        return user

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in SAFE_METHODS:
            self.prepare(str(request.method).lower())

    def prepare(self, method: str) -> None:
        """Let the handler of a change judge If-Match, a body nobody asked for, and a repetition."""
        self.if_match = self.request.headers.get("If-Match", "")
        handler = getattr(self, method, None)
        if handler is None:
            return
        if method == "post" and not self.takes_body:
            handler = self.without_body
        if self.if_match:
            handler = together(handler)
        vars(self)[method] = once(handler) if method == "post" else handler

    def without_body(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """Raises ValidationError for what nobody asked for."""
        self.sent(Serializer)
        return type(self).post(self, request, *args, **kwargs)  # type: ignore[attr-defined]

    def rows(self) -> QuerySet[Any]:
        """The rows that the caller may read. Raises PermissionDenied for a role without any."""
        rows = visible_rows(self.model, self.request)
        joined = rows.select_related(*self.related) if self.related else rows
        return joined.prefetch_related(*self.fetched)

    def object(self) -> Any:
        """The object that the address names. Raises Http404, also for one of someone else, and
        PreconditionFailed for another version than the caller read."""
        return self.as_read(get_object_or_404(self.rows(), pk=self.kwargs["pk"]))

    def as_read(self, found: Any) -> Any:
        """What was found, held when the caller says which version of it is to be changed.

        Raises Http404 when it is gone, and PreconditionFailed for another version.
        """
        # Once: what is answered afterwards is what became of it.
        asked, self.if_match = self.if_match, ""
        if asked:
            if not hold_all(type(found)._meta.base_manager.filter(pk=found.pk)):
                raise Http404
            found.refresh_from_db()
            require_match(asked, found)
        return found

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

    @cached_property
    def writer(self) -> Serializer:
        """What writes an object as the caller may know it, with no more than they ask for.

        Raises ValidationError when nothing is left.
        """
        writer = self.serializer(context={"request": self.request})
        rows, asked = self.model.objects.all(), self.fields_asked(set(writer.fields))
        for name in set(writer.fields):
            if name not in asked or not rows.tells(self.user, [name]):
                writer.fields.pop(name)
        refuse([] if writer.fields else [FIELDS], NO_VALUE)
        return writer

    def fields_asked(self, known: set[str]) -> set[str]:
        """The fields that the answer is to have: all, unless some are named.

        Raises ValidationError for one that does not exist.
        """
        if self.request.method not in SAFE_METHODS or FIELDS not in self.request.query_params:
            return known
        asked = set(self.request.query_params[FIELDS].split(","))
        if not asked <= known:
            refuse([FIELDS], NO_VALUE)
        return asked

    def shown(self, obj: Any) -> dict[str, Any]:
        """The object as the caller may know it: what they may not is not there."""
        told: dict[str, Any] = self.writer.to_representation(obj)
        return told

    def answer(self, obj: Any, status: int = 200) -> Response:
        self.note([obj], OPENED)
        return Response(self.shown(obj), status, headers=etag(obj))

    def correct(self, service: Correction, obj: Any, values: dict[str, Any]) -> None:
        """Have a service change what the caller read. Raises PreconditionFailed."""
        try:
            service(obj, values, by=self.user, version=obj.version)
        except Outdated as outdated:
            raise PreconditionFailed(str(outdated)) from outdated

    def sent(self, kind: type[Serializer], **options: Any) -> dict[str, Any]:
        """What the body says. Raises ValidationError at its fields."""
        asked = kind(data=self.request.data, context={"request": self.request}, **options)
        asked.is_valid(raise_exception=True)
        return dict(asked.validated_data)


class ListEndpoint(Endpoint):
    """`GET` the rows that pass the filters, page by page."""

    pagination_class = Pages
    filterset: ClassVar[type[FilterSet]]

    def parameters(self) -> set[str] | None:
        return None if self.request.method in SAFE_METHODS else set()

    @classmethod
    def knows_changes(cls) -> bool:
        """Whether its rows keep when they changed."""
        return issubclass(cls.model, BaseModel)

    def passing(self, filters: Any) -> QuerySet[Any]:
        """The rows that pass the filters, with what the list tells of each."""
        rows: QuerySet[Any] = filters.qs
        return rows

    def get(self, request: Request) -> Response:
        visible = self.rows()
        asked = request.query_params.copy()
        since = asked.pop(SINCE, None) if self.knows_changes() else None
        if self.sparse:
            asked.pop(FIELDS, None)
        filters = self.filterset(asked, visible, request=request)
        refuse(filters.unknown(), NO_PARAMETER)
        refuse({*filters.form.errors, *written_by_people(filters.form)}, NO_VALUE)
        passing = self.passing(filters)
        found = passing if since is None else changed_since(passing, since[-1])
        columns = self.columns()
        read = self.objects if columns is None else partial(self.lines, columns)
        pages = self.pagination_class(read)
        told = pages.paginate_queryset(found, request, view=self)
        shows(request, filters.objects())
        return pages.get_paginated_response(told)

    def columns(self) -> list[Column] | None:
        """Those that need no objects to tell the rows; None where it takes them."""
        kind = type(self)
        as_it_is = kind.shown is Endpoint.shown and kind.note is Endpoint.note
        return columns_of(self.writer, self.model) if as_it_is else None

    def lines(self, columns: Sequence[Column], rows: QuerySet[Any]) -> Sequence[dict[str, Any]]:
        found = read_lines(columns, rows)
        shows_files(self.request, found.files, LISTED)
        return found.told

    def objects(self, rows: QuerySet[Any]) -> Sequence[dict[str, Any]]:
        found = list(rows)
        self.note(found, LISTED)
        return [self.shown(row) for row in found]


def changed_since(rows: QuerySet[Any], said: str) -> QuerySet[Any]:
    """The rows that were made or changed from a moment on, in that order: who asks page after page
    misses none. Raises ValidationError for what is no moment."""
    try:
        # The framework takes a day or a moment without a zone for one too.
        read = serializers.DateTimeField().to_internal_value
        moment = read(said.upper() if MOMENT.fullmatch(said) else "")
    except (exceptions.ValidationError, OverflowError):
        # An hour west or east of us, the first and the last day of the calendar have no moment.
        refuse([SINCE], NO_MOMENT)
    return rows.filter(updated_at__gte=moment).order_by("updated_at", "pk")


class DetailEndpoint(Endpoint):
    """`GET` one object, with its version as ETag."""

    def parameters(self) -> set[str]:
        return {FIELDS} if self.sparse and self.request.method in SAFE_METHODS else set()

    def get(self, request: Request, pk: Any) -> Response:
        return self.answer(self.object())


class ActEndpoint(Endpoint):
    """`POST` something that a service does with one object; answers what became of it."""

    def act(self, obj: Any) -> None:
        raise NotImplementedError

    def post(self, request: Request, pk: Any) -> Response:
        self.act(self.object())
        return self.answer(self.object())


def etag(obj: Any) -> dict[str, str]:
    """The header with the version of an object; none for what nobody corrects."""
    version = getattr(obj, "version", None)
    return {} if version is None else {"ETag": f'"{version}"'}


def require_match(header: str, obj: Any) -> None:
    """Raises PreconditionFailed unless If-Match names the version of the object, or any."""
    tags = parse_etags(header)
    if tags != ["*"] and etag(obj).get("ETag") not in tags:
        raise PreconditionFailed


def together(handler: Callable[..., Any]) -> Callable[..., Any]:
    """The handler in one transaction: what it compared stays as it was until it is done."""

    def handled(*args: Any, **kwargs: Any) -> Any:
        with kept_for_afterwards(), transaction.atomic():
            return handler(*args, **kwargs)

    return handled
