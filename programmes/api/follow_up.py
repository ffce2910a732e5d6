"""The API of what follows an enrolment: its intake, its screenings, and its measurements."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.audit.reading import OPENED
from m2w.endpoints import NO_PARAMETER, NO_VALUE, ActEndpoint, ListEndpoint, refuse
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.reference.languages import DUTCH
from programmes import letters, services
from programmes.api.enrolments import EnrolmentEndpoint, told_along
from programmes.facts import measurements_of
from programmes.filters import MeasureFilter
from programmes.models import Enrolment, Screening
from programmes.serializers.enrolments import (
    EnrolmentSerializer,
    IntakeBody,
    LetterSerializer,
    MeasureBody,
    MomentSerializer,
    ToMeasureSerializer,
)
from programmes.serializers.screenings import StoredScreening
from programmes.services.measurements import month_now


@extend_schema_view(
    post=extend_schema(
        operation_id="enrolments_plan_intake",
        request=IntakeBody,
        responses={200: EnrolmentSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class PlanIntake(EnrolmentEndpoint, ActEndpoint):
    """Note on which day one meets a client whom VDAB referred."""

    def act(self, obj: Enrolment) -> None:
        services.plan_intake(self.editable(), self.sent(IntakeBody)["intake_on"], by=self.user)


class Screenings(EnrolmentEndpoint):
    @extend_schema(
        operation_id="enrolments_screenings",
        responses={200: StoredScreening(many=True), **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The screenings of its mentee for the lot of its project, the latest first: criteria,
        result and reasons."""
        enrolment = self.object()
        self.note([enrolment], OPENED)
        seen = visible_rows(Screening, request).filter(mentee=enrolment.mentee_id)
        taken = Screening.objects.filter(pk__in=seen.values("pk"), lot=enrolment.project.lot_id)
        context = {"request": request, "attached": enrolment.screening_id}
        return Response(StoredScreening(taken, many=True, context=context).data)


class Measurements(EnrolmentEndpoint):
    related = (*EnrolmentEndpoint.related, "project__lot__call")

    @extend_schema(
        operation_id="enrolments_measurements",
        responses={200: MomentSerializer(many=True), **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The measurements planned after the end, and what became of each."""
        enrolment = self.object()
        self.note([enrolment], OPENED)
        results = dict(enrolment.measurements.values_list("month", "result"))
        told = [
            {
                "month": line.month,
                "due_on": line.due_on,
                "measured_on": line.measured_on,
                "result": results.get(line.month),
            }
            for line in measurements_of(enrolment)
        ]
        return Response(MomentSerializer(told, many=True).data)


@extend_schema_view(
    post=extend_schema(
        operation_id="enrolments_measure",
        request=MeasureBody,
        responses={200: EnrolmentSerializer, **declared(400, 401, 403, 404, 409)},
    )
)
class Measure(EnrolmentEndpoint, ActEndpoint):
    """Note what was heard so many months after the end."""

    related = (*EnrolmentEndpoint.related, "project__lot__call")

    def act(self, obj: Enrolment) -> None:
        found = self.editable()
        sent = self.sent(MeasureBody)
        month = sent.pop("month", None) or month_now(found)
        with told_along():
            services.measure(found, by=self.user, month=month, **sent)


@extend_schema_view(
    get=extend_schema(
        operation_id="enrolments_to_measure",
        responses={200: ToMeasureSerializer(many=True), **declared(400, 401, 403)},
    )
)
class ToMeasure(EnrolmentEndpoint, ListEndpoint):
    """Whom to ask how it goes, the longest due first."""

    serializer = ToMeasureSerializer
    filterset = MeasureFilter

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        due = rows.to_measure(periods.today())
        return due.order_by("measure_due_on", "code")


class Letter(EnrolmentEndpoint):
    related = (*EnrolmentEndpoint.related, "project__promoter")

    def parameters(self) -> None:
        return None

    @extend_schema(
        operation_id="enrolments_letter",
        parameters=[
            OpenApiParameter(
                "language",
                OpenApiTypes.STR,
                enum=list(letters.languages()),
                description="The language beside Dutch: unless said, what the mentee reads best.",
            )
        ],
        responses={200: LetterSerializer(many=True), **declared(400, 401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """The letter to the mentee about the decision: in Dutch, and beside it in another
        language."""
        refuse(set(request.query_params) - {"language"}, NO_PARAMETER)
        enrolment: Enrolment = get_object_or_404(self.rows().exclude(decision=""), pk=pk)
        language = request.query_params.get("language")
        if language is None:
            language = letters.best_language(enrolment.mentee)
        refuse([] if language in letters.languages() else ["language"], NO_VALUE)
        self.note([enrolment], OPENED)
        told = [letters.letter(enrolment, code) for code in dict.fromkeys([DUTCH, language])]
        return Response(LetterSerializer(told, many=True).data)
