"""The API of the rights of one person, and of the lists by which data are erased."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.urls import URLPattern
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.acting import require_role
from m2w.audit.facts import seen
from m2w.audit.reading import EXPORTED, OPENED, shows
from m2w.doors import editors, endpoint, in_person, readers, roles
from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint, etag
from m2w.exports import ZIP, to_keep
from m2w.plain_pages import PlainList
from m2w.privacy import bundle, restriction, services
from m2w.privacy.access import COORDINATOR
from m2w.privacy.changes import changes
from m2w.privacy.files import FileKind, kinds
from m2w.privacy.filters import ErasureListFilter
from m2w.privacy.models import ErasureList
from m2w.privacy.serializers import (
    ErasureItemSerializer,
    ErasureSerializer,
    FileRecordSerializer,
    GroundBody,
    RestrictionSerializer,
)
from m2w.problems import declared
from m2w.rendering import files

# Lists --------------------------------------------------------------------------------------


class ErasureEndpoint(Endpoint):
    model = ErasureList
    serializer = ErasureSerializer
    related = ("promoter", "made_by", "approved_by")

    def rows(self) -> QuerySet[Any]:
        return super().rows().annotate(n_items=Count("items"))


@extend_schema_view(
    get=extend_schema(
        operation_id="erasures_list",
        responses={200: ErasureSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Erasures(ErasureEndpoint, ListEndpoint):
    """The lists of what is erased, the newest first."""

    takes_body = False
    filterset = ErasureListFilter

    def rows(self) -> QuerySet[Any]:
        return super().rows().order_by("-created_at", "code")

    @extend_schema(
        operation_id="erasures_create",
        request=None,
        responses={201: ErasureSerializer, **declared(400, 401, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """List what one's promoter may keep no longer. Nothing is erased before another person
        approves the list."""
        require_role(self.user, COORDINATOR)
        self.kwargs["pk"] = services.list_overdue(by=self.user).pk
        return self.answer(self.object(), 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="erasures_retrieve",
        responses={200: ErasureSerializer, **declared(400, 401, 403, 404)},
    )
)
class OneErasure(ErasureEndpoint, DetailEndpoint):
    """One list, with who made and who approved it."""


class ErasureItems(ErasureEndpoint, PlainList):
    @extend_schema(
        operation_id="erasures_items",
        responses={200: ErasureItemSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """What is on a list, by code, and what became of it."""
        return self.paged(self.object().items.all(), ErasureItemSerializer)


@extend_schema_view(
    post=extend_schema(
        operation_id="erasures_approve",
        request=None,
        responses={200: ErasureSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class ApproveErasure(ErasureEndpoint, ActEndpoint):
    """Approve a list that somebody else made; a short one is erased at once."""

    takes_body = False

    def act(self, obj: ErasureList) -> None:
        services.approve_and_run(obj, by=self.user)


class DiscardErasure(ErasureEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="erasures_discard",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Throw away a list that nobody approved; nothing on it is erased."""
        services.discard(self.object(), by=self.user)
        return Response(status=204)


# One person ---------------------------------------------------------------------------------


class FileEndpoint(Endpoint):
    """What a coordinator does with one file, also when its use is restricted."""

    serializer = RestrictionSerializer

    def told(self) -> Response:
        file = self.object()
        self.note([file], OPENED)
        return Response(RestrictionSerializer(file).data, headers=etag(file))


class ExportFile(FileEndpoint):
    takes_body = False
    renderer_classes = files(ZIP)

    def post(self, request: Request, pk: Any) -> HttpResponse:
        """Everything that is held about the person, as a ZIP file to hand over."""
        file = self.object()
        shows(request, [file], EXPORTED)
        packed = bundle.export(file, by=self.user)
        return to_keep(bundle.file_name(), packed, ZIP)


class RestrictFile(FileEndpoint):
    def post(self, request: Request, pk: Any) -> Response:
        """Restrict the use of the file because the person asks so: only a coordinator reads it,
        nobody changes it, and it takes part in nothing."""
        file = self.object()
        restriction.restrict(file, by=self.user, **self.sent(GroundBody))
        return self.told()


class LiftRestriction(FileEndpoint):
    takes_body = False

    def post(self, request: Request, pk: Any) -> Response:
        """Lift the restriction of the file."""
        restriction.lift(self.object(), by=self.user)
        return self.told()


class RequestErasure(FileEndpoint):
    takes_body = False

    def post(self, request: Request, pk: Any) -> Response:
        """Put the file on a list to erase because the person asks so; another person approves
        it."""
        made = services.request_erasure(self.object(), by=self.user)
        listed = ErasureList.objects.annotate(n_items=Count("items")).get(pk=made.pk)
        return Response(ErasureSerializer(listed).data, 201, headers=etag(listed))


class FileRecord(FileEndpoint):
    def get(self, request: Request, pk: Any) -> Response:
        """Who has seen the file, and what was changed in it, the last first."""
        file = self.object()
        self.note([file], OPENED)
        told = {"seen": seen(file), "changes": changes(file)}
        return Response(FileRecordSerializer(told).data)


RIGHTS: dict[str, tuple[type[FileEndpoint], Any, dict[Any, Any]]] = {
    "export": (ExportFile, None, {(200, ZIP): OpenApiTypes.BINARY} | declared(400, 401, 403, 404)),
    "restrict": (
        RestrictFile,
        GroundBody,
        {200: RestrictionSerializer, **declared(400, 401, 403, 404, 409)},
    ),
    "lift": (
        LiftRestriction,
        None,
        {200: RestrictionSerializer, **declared(400, 401, 403, 404, 409)},
    ),
    "request_erasure": (
        RequestErasure,
        None,
        {201: ErasureSerializer, **declared(400, 401, 403, 404, 409)},
    ),
}


def right_of(kind: FileKind, act: str) -> Any:
    """The view of one act with files of one kind."""
    view, body, responses = RIGHTS[act]
    described = extend_schema(operation_id=f"{kind.name}s_{act}", request=body, responses=responses)
    return of_kind(kind, view, post=described)


def record_of(kind: FileKind) -> Any:
    """The view of the record of one file of a kind."""
    described = extend_schema(
        operation_id=f"{kind.name}s_record",
        responses={200: FileRecordSerializer, **declared(400, 401, 403, 404)},
    )
    return of_kind(kind, FileRecord, get=described)


def of_kind(kind: FileKind, view: type[FileEndpoint], **described: Any) -> Any:
    made: Any = type(f"{view.__name__}_{kind.name}", (view,), {"model": kind.model})
    return extend_schema_view(**described)(made).as_view()


# The rights of a person, and what is left of them, are no work for a system.
ERASURES = in_person(readers(ErasureList))
WHO_DECIDES = in_person(roles(COORDINATOR))
ONE = "<uuid:pk>"
urlpatterns: list[URLPattern] = [
    *(
        endpoint(route, view.as_view(), name, ERASURES)
        for route, name, view in (
            ("erasures/", "erasures", Erasures),
            (f"erasures/{ONE}/", "erasure", OneErasure),
            (f"erasures/{ONE}/items/", "erasure-items", ErasureItems),
            (f"erasures/{ONE}/approve/", "erasure-approve", ApproveErasure),
            (f"erasures/{ONE}/discard/", "erasure-discard", DiscardErasure),
        )
    ),
    *(
        endpoint(
            f"{kind.name}s/{ONE}/{act}/",
            right_of(kind, act),
            f"{kind.name}-{act}",
            WHO_DECIDES,
        )
        for kind in kinds()
        for act in RIGHTS
    ),
    *(
        endpoint(
            f"{kind.name}s/{ONE}/record/",
            record_of(kind),
            f"{kind.name}-record",
            editors(kind.model),
        )
        for kind in kinds()
    ),
]
