"""The API of a counsellor's queue: its lists, and what is done with what stands in them."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from m2w import periods
from m2w.audit.reading import OPENED
from m2w.corrections import Outdated
from m2w.endpoints import (
    IF_MATCH,
    ActEndpoint,
    Endpoint,
    ListEndpoint,
    PreconditionFailed,
)
from m2w.pages import visible_rows
from m2w.problems import declared
from m2w.workflow import in_reach
from programmes import copying, services
from programmes.api.enrolments import EnrolmentEndpoint
from programmes.cards import cards, with_all
from programmes.desks import desk_of
from programmes.filters import EnrolmentFilter
from programmes.models import Enrolment, Mentee
from programmes.serializers.enrolments import (
    AgainBody,
    DeskSerializer,
    EnrolmentSerializer,
    FactsBody,
)
from programmes.serializers.mentees import MenteeSerializer
from programmes.tabs import TABS_BY_CODE
from programmes.transitions import by_another

ANSWERS: dict[Any, Any] = {200: EnrolmentSerializer, **declared(400, 401, 403, 404, 409)}
# The lists of the queue by their names here.
QUEUES = {
    "mine": ("mijn", "What waits on one's own desk, and on that of colleagues one replaces."),
    "free": ("vrij", "What is nobody's work yet."),
    "provinces": ("provincies", "All that waits for a decision in one's own provinces."),
    "again": ("opnieuw", "Who was refused until a day that has come."),
    "to_copy": ("overnemen", "What was decided and not taken over in VDAB's own system yet."),
}


class Queue(EnrolmentEndpoint, ListEndpoint):
    filterset = EnrolmentFilter
    tab: ClassVar[str]

    def rows(self) -> QuerySet[Any]:
        tab = TABS_BY_CODE[self.tab]
        rows: QuerySet[Any] = tab.counted(super().rows(), desk_of(self.user), periods.today())
        return rows.order_by(tab.since, "code")


def queue_view(name: str) -> Any:
    """The view of one list of the queue."""
    tab, tells = QUEUES[name]
    described = extend_schema(
        operation_id=f"enrolments_queue_{name}",
        responses={200: EnrolmentSerializer(many=True), **declared(400, 401, 403)},
    )
    kind: Any = type(f"Queue_{name}", (Queue,), {"__doc__": tells, "tab": tab})
    return extend_schema_view(get=described)(kind).as_view()


class QueueAct(EnrolmentEndpoint, ActEndpoint):
    takes_body = False
    service: ClassVar[Any]

    def act(self, obj: Enrolment) -> None:
        type(self).service(obj, by=self.user)


QUEUE_ACTS = {
    "take_up": (services.take_up, "Take an undecided enrolment as one's own work."),
    "put_back": (services.put_back, "Give an undecided enrolment of one's own back."),
    "mark_copied": (services.mark_copied, "Note that VDAB's own system has the decision."),
}


def act_view(name: str) -> Any:
    """The view of one act that asks for nothing."""
    service, does = QUEUE_ACTS[name]
    described = extend_schema(operation_id=f"enrolments_{name}", request=None, responses=ANSWERS)
    kind: Any = type(f"Act_{name}", (QueueAct,), {"__doc__": does, "service": service})
    return extend_schema_view(post=described)(kind).as_view()


def to_decide(enrolment: Enrolment, endpoint: Endpoint) -> Enrolment:
    """Raises PermissionDenied for one that the caller only reads, or of an organisation that they
    work for."""
    if not (in_reach(enrolment, endpoint.user) and by_another(enrolment, endpoint.user)):
        raise PermissionDenied
    return enrolment


@extend_schema_view(
    post=extend_schema(operation_id="enrolments_screen_again", request=AgainBody, responses=ANSWERS)
)
class ScreenAgain(EnrolmentEndpoint, ActEndpoint):
    """Put off when a refused person is screened again, or drop it."""

    def act(self, obj: Enrolment) -> None:
        services.screen_again(to_decide(obj, self), self.sent(AgainBody)["on"], by=self.user)


class ReferAgain(EnrolmentEndpoint):
    takes_body = False

    @extend_schema(
        operation_id="enrolments_refer_again",
        request=None,
        responses={201: EnrolmentSerializer, **declared(401, 403, 404, 409)},
    )
    def post(self, request: Request, pk: Any) -> Response:
        """Put someone forward once more for the same project, from today's file; answers the new
        enrolment."""
        found = self.object()
        made = services.refer(found.mentee, found.project, by=self.user)
        return self.answer(self.rows().get(pk=made.pk), 201)


class OnDesk(EnrolmentEndpoint):
    @extend_schema(
        operation_id="enrolments_desk",
        responses={200: DeskSerializer, **declared(401, 403, 404)},
    )
    def get(self, request: Request, pk: Any) -> Response:
        """How long VDAB has had it, other enrolments of the same person, and the paragraph for
        VDAB's own system."""
        rows = with_all(visible_rows(Enrolment, request))
        found = get_object_or_404(rows, pk=pk)
        [card] = cards([found], desk_of(self.user), periods.today(), self.user)
        self.note([found, *(double.enrolment for double in card.doubles)], OPENED)
        told = {
            "clock": card.clock,
            "doubles": card.doubles,
            "paragraph": copying.paragraph(found) if found.decision else "",
        }
        return Response(DeskSerializer(told).data)


class Facts(Endpoint):
    """The facts that VDAB itself knows of a client, behind an enrolment that it has to decide."""

    model = Mentee
    serializer = MenteeSerializer

    def enrolment(self) -> Enrolment:
        """Raises Http404, and PermissionDenied as `to_decide`."""
        rows = visible_rows(Enrolment, self.request).select_related("mentee", "project")
        return to_decide(get_object_or_404(rows, pk=self.kwargs["pk"]), self)

    @extend_schema(
        operation_id="enrolments_correct_facts",
        request=FactsBody(partial=True),
        parameters=[IF_MATCH],
        responses={200: MenteeSerializer, **declared(400, 401, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, pk: Any) -> Response:
        """Correct facts of a client before the decision; they are screened again, with source
        `vdab`. With If-Match only of the version of the file that was read. Answers the file."""
        enrolment = self.enrolment()
        read: Mentee = self.as_read(enrolment.mentee)
        sent = self.sent(FactsBody, partial=True)
        try:
            mentee = services.correct_facts(enrolment, sent, by=self.user, version=read.version)
        except Outdated as outdated:
            raise PreconditionFailed(str(outdated)) from outdated
        return self.answer(mentee)
