"""The API of reports: the same tables, gate and filter as the pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.endpoints import NO_PARAMETER, NO_VALUE, Endpoint, Strict, refuse
from m2w.form_fields import written_by_people
from m2w.openapi_filters import CODE, shape_of
from m2w.problems import declared
from m2w.rendering import Renderer, answer_in, files
from reporting import access, exports, noting, release, table_files
from reporting.cross_filters import CrossFilter, DaysField, asked_of
from reporting.crossing import MONTHS
from reporting.measures import CROSS_MEASURES, DIMENSIONS, OF_PERSONS
from reporting.reports import REPORTS
from reporting.reports.cross import SHARES
from reporting.serializers.reports import ReportListed, ReportTable

FORMS = {"json": Renderer} | {
    name: form
    for name, (_render, kind, _end) in table_files.FORMATS.items()
    for form in files(kind)
}


def _parameter(name: str, description: str, kind: Any = OpenApiTypes.STR) -> OpenApiParameter:
    return OpenApiParameter(name, kind, description=description)


def _taken_by(name: str) -> dict[str, Any]:
    return shape_of(CrossFilter.base_filters[name])


DAYS = {"type": "string", "pattern": f"^{DaysField.written.pattern}$"}
# The parameters of cross tables that take one of some values.
OF_CROSS = [
    ("measure", list(CROSS_MEASURES), "What is counted."),
    ("rows", list(DIMENSIONS), "Dimension of the rows."),
    ("rows2", list(DIMENSIONS), "Dimension within that of the rows, with subtotals `total`."),
    ("columns", list(DIMENSIONS), "Dimension of the columns; without one they are days."),
    ("columns2", list(DIMENSIONS), "Dimension within that of the columns, as `code/code`."),
    ("show", list(SHARES), "Shares beside the counts, as columns `code:row_pct`."),
    ("every", list(MONTHS), "The last day of each since `since`, and `as_of`."),
]
PARAMETERS = [
    _parameter("as_of", "Up to and including this day; without it today.", OpenApiTypes.DATE),
    _parameter("call", "Code of a call.", CODE),
    _parameter("project", "Code of a project.", CODE),
    _parameter("province", "NIS code: projects whose lot has it.", _taken_by("province")),
    OpenApiParameter("format", OpenApiTypes.STR, enum=tuple(FORMS), description="Without it json."),
    *(
        OpenApiParameter(name, OpenApiTypes.STR, enum=values, description=f"{about} `cross` only.")
        for name, values, about in OF_CROSS
    ),
    _parameter("since", "First day of the series `every`; `cross` only.", OpenApiTypes.DATE),
    _parameter("dates", "Days with commas between them, instead of `every`; `cross` only.", DAYS),
    *(
        _parameter(name, f"Only persons of this `{name}`; `cross` only.", _taken_by(name))
        for name in OF_PERSONS
    ),
]


class ReportListView(Endpoint):
    """The reports that the role may read."""

    @extend_schema(
        operation_id="reports_list", responses={200: ReportListed(many=True), **declared(401, 403)}
    )
    def get(self, request: Request) -> Response:
        if not access.reads_reports(request.user):
            raise PermissionDenied
        return Response(
            [
                {
                    "code": report.code,
                    "title": str(report.title),
                    "version": report.version,
                    "definition": str(report.text),
                    "url": request.build_absolute_uri(f"{report.code}/"),
                }
                for report in REPORTS.values()
            ]
        )


TABLES = {(200, form.media_type): OpenApiTypes.BINARY for form in FORMS.values()} | {
    (200, Renderer.media_type): ReportTable
}


class ReportView(Strict):
    """One report as of a day."""

    renderer_classes = tuple(FORMS.values())

    def parameters(self) -> None:
        return None

    @extend_schema(
        operation_id="reports_retrieve",
        parameters=PARAMETERS,
        responses=TABLES | declared(400, 401, 403, 404),
    )
    def get(self, request: Request, code: str) -> HttpResponse:
        report = access.readable(request.user, code)
        asked = asked_of(report, request)
        refuse(asked.unknown("format"), NO_PARAMETER)
        if not asked.is_valid():
            raise exceptions.ValidationError(asked.errors)
        refuse(written_by_people(asked.form), NO_VALUE)
        wanted = request.GET.get("format", "json")
        if wanted not in FORMS:
            refuse(["format"], _("Kies json, csv, xlsx, ods, pdf of csvw."))
        answer_in(request, FORMS[wanted])
        table = release.of_report(report, asked.selection, **asked.options)
        if wanted in table_files.FORMATS:
            noting.exported(request, code, wanted, asked)
            return table_files.download(table, wanted)
        if report.options:
            noting.crossed(request, asked)
        return Response(exports.as_document(table))
