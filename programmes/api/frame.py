"""The API of the frame: calls with what a manager does with them, lots, projects, extensions."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from m2w.endpoints import ActEndpoint, DetailEndpoint, Endpoint, ListEndpoint
from m2w.problems import declared
from programmes import services
from programmes.filters import CallFilter, LotFilter, ProjectFilter
from programmes.models import Call, Extension, Lot, Project
from programmes.money_filters import ExtensionFilter
from programmes.serializers import frame as shapes


class CallEndpoint(Endpoint):
    model = Call
    serializer = shapes.CallSerializer
    fetched = ("outflow_definitions",)


@extend_schema_view(
    get=extend_schema(
        operation_id="calls_list",
        responses={200: shapes.CallSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Calls(CallEndpoint, ListEndpoint):
    """The calls, with the filters of the list."""

    filterset = CallFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="calls_retrieve",
        responses={200: shapes.CallSerializer, **declared(401, 403, 404)},
    )
)
class OneCall(CallEndpoint, DetailEndpoint):
    pass


@extend_schema_view(
    post=extend_schema(
        operation_id="calls_redefine_outflow",
        request=shapes.RedefineBody,
        responses={200: shapes.CallSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class RedefineOutflow(CallEndpoint, ActEndpoint):
    """Give the definition of outflow a next version; figures of earlier days keep theirs."""

    def act(self, obj: Call) -> None:
        services.redefine_outflow(obj, by=self.user, **self.sent(shapes.RedefineBody))


@extend_schema_view(
    post=extend_schema(
        operation_id="calls_set_terms",
        request=shapes.TermsBody,
        responses={200: shapes.CallSerializer, **declared(400, 401, 403, 404)},
    )
)
class SetTerms(CallEndpoint, ActEndpoint):
    """Say how many hours a full-time year counts, and how much overhead goes with staff."""

    def act(self, obj: Call) -> None:
        services.set_terms(obj, by=self.user, **self.sent(shapes.TermsBody))


class LotEndpoint(Endpoint):
    model = Lot
    serializer = shapes.LotSerializer


@extend_schema_view(
    get=extend_schema(
        operation_id="lots_list",
        responses={200: shapes.LotSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Lots(LotEndpoint, ListEndpoint):
    """The lots of all calls, or of those that are asked for."""

    filterset = LotFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="lots_retrieve",
        responses={200: shapes.LotSerializer, **declared(401, 403, 404)},
    )
)
class OneLot(LotEndpoint, DetailEndpoint):
    pass


class ProjectEndpoint(Endpoint):
    model = Project
    serializer = shapes.ProjectSerializer
    related = ("extension",)


@extend_schema_view(
    get=extend_schema(
        operation_id="projects_list",
        responses={200: shapes.ProjectSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Projects(ProjectEndpoint, ListEndpoint):
    """The projects that the caller sees, with the filters of the list."""

    filterset = ProjectFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="projects_retrieve",
        responses={200: shapes.ProjectSerializer, **declared(401, 403, 404)},
    )
)
class OneProject(ProjectEndpoint, DetailEndpoint):
    pass


class ExtensionEndpoint(Endpoint):
    model = Extension
    serializer = shapes.ExtensionSerializer
    related = ("project",)


@extend_schema_view(
    get=extend_schema(
        operation_id="extensions_list",
        responses={200: shapes.ExtensionSerializer(many=True), **declared(400, 401, 403)},
    )
)
class Extensions(ExtensionEndpoint, ListEndpoint):
    """The extensions that were granted to projects that the caller sees."""

    filterset = ExtensionFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="extensions_retrieve",
        responses={200: shapes.ExtensionSerializer, **declared(401, 403, 404)},
    )
)
class OneExtension(ExtensionEndpoint, DetailEndpoint):
    pass
