"""The API of imports: a file from upload to the rows that were kept."""

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

import django_filters
from django.core import exceptions as core
from django.http import Http404, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.audit.reading import takes_out
from m2w.doors import editors, endpoint
from m2w.endpoints import NO_VALUE, DetailEndpoint, Endpoint, ListEndpoint, refuse
from m2w.exports import XLSX
from m2w.filters import FilterSet
from m2w.imports import services, sheets
from m2w.imports.choices import Verdict
from m2w.imports.judging import Judge, Judged
from m2w.imports.models import Import
from m2w.imports.reading import asked_of
from m2w.imports.serializers import (
    CheckBody,
    ImportFile,
    ImportSerializer,
    KeepBody,
    NewImport,
    RowSerializer,
    TargetSerializer,
)
from m2w.imports.targets import Target, targets
from m2w.imports.views import workbook
from m2w.parsing import StrictMultiPartParser
from m2w.plain_pages import PlainList
from m2w.problems import declared
from m2w.refusals import Refused
from m2w.rendering import files
from m2w.serializers import Serializer

WORKBOOK = {(200, XLSX): OpenApiTypes.BINARY}


class ImportFilter(FilterSet):
    target = django_filters.ChoiceFilter(
        label=gettext_lazy("Soort"),
        choices=lambda: [(name, target.heading) for name, target in targets().items()],
    )


class ImportEndpoint(Endpoint):
    model = Import
    serializer: ClassVar[type[Serializer]] = ImportFile
    related = ("job", "made_by", "organisation")

    def target_of(self, upload: Import) -> Target:
        return targets()[upload.target]


@extend_schema_view(
    get=extend_schema(
        operation_id="imports_list",
        responses={200: ImportSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Imports(ImportEndpoint, ListEndpoint):
    """What one's organisation uploaded these days; a file is gone after a week."""

    serializer = ImportSerializer
    filterset = ImportFilter
    parser_classes = (StrictMultiPartParser,)

    @extend_schema(
        operation_id="imports_create",
        request={"multipart/form-data": NewImport},
        responses={201: ImportFile, **declared(400, 401, 403, 415)},
    )
    def post(self, request: Request) -> Response:
        """Upload a workbook or CSV file; how its columns seem to be read is guessed."""
        self.rows()
        sent = self.sent(NewImport)
        target = targets().get(sent["target"])
        if target is None:
            raise ValidationError({"target": [NO_VALUE]})
        try:
            made = services.upload(sent["file"], target, by=self.user)
        except core.ValidationError as error:
            raise ValidationError({"file": error.messages}) from error
        return Response(ImportFile(made, context={"request": request}).data, 201)


@extend_schema_view(
    get=extend_schema(
        operation_id="imports_retrieve",
        responses={200: ImportFile, **declared(400, 401, 403, 404)},
    )
)
class OneImport(ImportEndpoint, DetailEndpoint):
    """How far a file is, and how it is read."""

    @extend_schema(
        operation_id="imports_destroy",
        request=None,
        responses={204: None, **declared(400, 401, 403, 404, 409)},
    )
    def delete(self, request: Request, pk: Any) -> Response:
        """Delete what was uploaded; what was kept of it stays."""
        services.discard(self.object(), by=self.user)
        return Response(status=204)


class CheckImport(ImportEndpoint):
    @extend_schema(
        operation_id="imports_check",
        request=CheckBody,
        responses={200: ImportFile, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Read the columns like this, and have every row judged. That takes a while: ask for the
        import again until its stage is `checked`."""
        upload = self.object()
        if not upload.has_file:
            raise Refused("not_now", _("Van dit bestand zijn alle rijen al bewaard."))
        asked = asked_of(upload, self.target_of(upload), self.sent(CheckBody), by=self.user)
        services.check(upload, **asked, by=self.user)
        return self.answer(self.object())


class KeepRows(ImportEndpoint):
    @extend_schema(
        operation_id="imports_keep",
        request=KeepBody,
        responses={200: ImportFile, **declared(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Have the good rows stored. That takes a while: ask for the import again until its stage
        is `kept`."""
        upload = self.object()
        services.keep(upload, **self.sent(KeepBody), by=self.user)
        return self.answer(self.object())


class Rows(ImportEndpoint, PlainList):
    asks = frozenset({"verdict"})

    @extend_schema(
        operation_id="imports_rows",
        parameters=[
            OpenApiParameter(
                "verdict", enum=Verdict.values, description="Only rows of which this becomes."
            ),
        ],
        responses={200: RowSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """What becomes of each row, and what is wrong with it; empty until rows were judged."""
        upload = self.object()
        wanted = request.query_params.get("verdict")
        if wanted is not None and wanted not in Verdict.values:
            refuse(["verdict"], NO_VALUE)
        rows = upload.rows(*([wanted] if wanted else Verdict.values)) if upload.has_file else []
        return self.paged(rows, RowSerializer, partial(self.told, upload))

    def told(self, upload: Import, found: list[tuple[int, int]]) -> list[Mapping[str, Any]]:
        target = self.target_of(upload)
        judge, mark = Judge(upload, target, set()), target.judge(upload.options, self.user)
        verdicts = {row: verdict for row, verdict, _twin in upload.verdicts}
        rows = [
            judge.again(number, upload.source.row(upload.sheet, number), twin)
            for number, twin in found
        ]
        return [self.row(row, verdicts[row.number], target, mark) for row in rows]

    def row(self, row: Judged, verdict: str, target: Target, mark: Any) -> Mapping[str, Any]:
        return {
            "number": row.number,
            "verdict": verdict,
            "who": target.person(row.values),
            # Not of a row that was good: once it is kept it can clash with itself.
            "faults": row.faults if verdict == Verdict.WRONG else [],
            "judged": str(mark(row.values).label) if mark and not row.faults else None,
        }


class Faults(ImportEndpoint):
    renderer_classes = files(XLSX)

    @extend_schema(
        operation_id="imports_faults",
        responses={**WORKBOOK, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> HttpResponse:
        """The wrong rows as a workbook, to mend and to import again."""
        upload = self.object()
        if not upload.has_file:
            raise Http404
        takes_out(request, "import.faults_taken", rows=upload.counts[Verdict.WRONG])
        return workbook(sheets.wrong_rows(upload, self.target_of(upload)), _("foute-rijen"))


class Targets(ImportEndpoint):
    @extend_schema(
        operation_id="imports_targets",
        responses={200: TargetSerializer(many=True), **declared(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        """What can be imported, with the columns of each."""
        self.rows()
        found = TargetSerializer(targets().values(), many=True, context={"request": request})
        return Response(found.data)


class Template(ImportEndpoint):
    renderer_classes = files(XLSX)

    @extend_schema(
        operation_id="imports_template",
        responses={**WORKBOOK, **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, name: str) -> HttpResponse:
        """An empty workbook to fill in."""
        self.rows()
        if name not in targets():
            raise Http404
        return workbook(sheets.template(targets()[name]), _("sjabloon-%(what)s") % {"what": name})


IMPORTS = editors(Import)
ONE = "<uuid:pk>"
urlpatterns: list[URLPattern] = [
    endpoint(route, view.as_view(), name, IMPORTS)
    for route, name, view in (
        ("imports/", "imports", Imports),
        ("imports/targets/", "import-targets", Targets),
        ("imports/targets/<str:name>/template/", "import-template", Template),
        (f"imports/{ONE}/", "import", OneImport),
        (f"imports/{ONE}/check/", "import-check", CheckImport),
        (f"imports/{ONE}/rows/", "import-rows", Rows),
        (f"imports/{ONE}/keep/", "import-keep", KeepRows),
        (f"imports/{ONE}/faults/", "import-faults", Faults),
    )
]
