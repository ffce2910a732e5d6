"""The API of what stands behind one count of a cross table, for who may read it."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from m2w.endpoints import ListEndpoint
from m2w.problems import declared
from programmes.api.enrolments import EnrolmentEndpoint
from programmes.serializers.enrolments import EnrolmentSerializer
from reporting.cross_filters import CountedFilter


@extend_schema_view(
    get=extend_schema(
        operation_id="reports_cross_rows",
        responses={200: EnrolmentSerializer(many=True), **declared(400, 401, 403)},
    )
)
class CrossRows(EnrolmentEndpoint, ListEndpoint):
    """The enrolments behind one count of a cross table: what it counts, as of when, and the
    codes of the cell."""

    filterset = CountedFilter
