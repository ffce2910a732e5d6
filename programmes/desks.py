"""What stands on a counsellor's desk: own files, and those of colleagues they replace today."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from m2w.accounts.models import Staff, User
from m2w.periods import Period
from m2w.querysets import NOBODY
from m2w.reference.provinces import PROVINCES
from m2w.workdays import workday_back
from programmes import clock
from programmes.choices import State
from programmes.models import Call, Enrolment, Project, StatusChange

QUESTION, ANSWER = "request_info", "answer"


@dataclass(frozen=True, slots=True)
class Desk:
    """A counsellor, with the names of the colleagues whose files come along today."""

    owner: UUID
    replaced: Mapping[UUID, str]

    @property
    def everyone(self) -> list[UUID]:
        return [self.owner, *self.replaced]


def desk_of(user: User) -> Desk:
    """The desk of someone who acts as a counsellor."""
    if user.acting is None:
        raise ValueError("nobody acts without a role")
    return Desk(user.acting.staff_id, user.acting.replaced)


def on_desk(desk: Desk) -> Q:
    return Q(counsellor__in=desk.everyone)


def nobodys() -> Q:
    """Taken by nobody, or by someone who decides there no longer: without the role, or the
    province.
    """
    held = Q(pk__in=[])
    for province in PROVINCES:
        near = Staff.objects.counsellors().filter(provinces__has=province)
        here = Project.objects.filter(lot__provinces__has=province)
        held |= Q(counsellor__in=near.values("pk"), project__in=here.values("pk"))
    return ~held


def with_clock(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """The rows with what `waiting_of` needs, in one more query for all of them."""
    asked = StatusChange.objects.filter(name__in=[QUESTION, ANSWER]).order_by("pk")
    return rows.select_related("project__lot__call").prefetch_related(
        Prefetch("changes", asked, to_attr="questions")
    )


def waiting_of(enrolment: Enrolment, on: date) -> clock.Waiting | None:
    """The clock of an enrolment on a day, or of its decision; none before it was submitted.

    Takes a row of `with_clock`.
    """
    if enrolment.submitted_on is None:
        return None
    norm = enrolment.project.lot.call.decision_workdays
    until = enrolment.decided_on or on
    questions: Iterable[StatusChange] = enrolment.questions  # type: ignore[attr-defined]
    return clock.waiting(enrolment.submitted_on, until, norm, asked(enrolment, questions))


def asked(enrolment: Enrolment, changes: Iterable[StatusChange]) -> Iterator[Period]:
    """The questions of an enrolment, each until its answer."""
    since: date | None = None
    for change in changes:
        if change.name == QUESTION:
            since = change.on
        elif since is not None:
            yield Period(since, change.on)
            since = None
    if enrolment.state == State.INFO_REQUESTED and enrolment.info_requested_on:
        yield Period(enrolment.info_requested_on)


def over_the_norm(rows: QuerySet[Enrolment], on: date) -> int:
    """How many undecided ones have waited longer than their call's norm.

    By far the most never had a question: the database counts those, by their day alone.
    """
    late = NOBODY
    norms = Call.objects.order_by().values_list("decision_workdays", flat=True).distinct()
    for norm in norms:
        late |= Q(
            project__lot__call__decision_workdays=norm,
            submitted_on__lt=workday_back(on, norm + 1),
        )
    was_asked = Exists(StatusChange.objects.filter(enrolment=OuterRef("pk"), name=QUESTION))
    old = rows.filter(late)
    never = old.filter(~was_asked, state=State.SUBMITTED).count()
    others = with_clock(old.filter(was_asked | Q(state=State.INFO_REQUESTED)))
    clocks = (waiting_of(enrolment, on) for enrolment in others)
    return never + sum(found is not None and found.is_over for found in clocks)
