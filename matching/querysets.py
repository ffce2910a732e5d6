from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThan

from m2w.expressions import AddDays, AddMonths, DaysBetween
from m2w.periods import ONE_DAY, add_months
from m2w.querysets import CLOSED, GatedQuerySet
from matching import access
from matching.choices import CHECKINS, ContactKind, Moment, ProposalState
from matching.follow_up import FIRST_CHECKIN_DAYS
from matching.survey_moments import PLAN, WINDOW
from programmes import amounts

if TYPE_CHECKING:
    from matching.models import (
        Attendance,
        ClaimedSession,
        Contact,
        ContactReport,
        GroupSession,
        Interest,
        LeftOver,
        Match,
        MatchChange,
        Mentor,
        MentorTraining,
        Proposal,
        ProposedPair,
        ReminderPause,
        Survey,
        Veto,
        VolunteerFee,
    )
    from programmes.models import Project


# Of a mentor: how many of their duos have not ended.
OPEN_MATCHES = Count("matches", filter=Q(matches__ended_on__isnull=True))


def days_since(day: str, on: date) -> ExpressionWrapper:
    """How many days a duo has gone on since one of its days, without those of its pause."""
    days = Case(
        When(Q(paused_from__isnull=True) | Q(paused_from__gt=on), then=0),
        When(paused_until__lte=F(day), then=0),
        When(paused_from__gt=F(day), then=DaysBetween(F("paused_until"), F("paused_from")) + 1),
        default=DaysBetween(F("paused_until"), F(day)),
    )
    gone = DaysBetween(Value(on, DateField()), F(day))
    return ExpressionWrapper(gone - days, IntegerField())


MONTH_ONE = AddMonths(F("started_on"), Value(1))
HALFWAY = AddDays(F("started_on"), DaysBetween(F("planned_end_on"), F("started_on")) / Value(2))


def before_end(day: Combinable) -> Q:
    return Q(ended_on__isnull=True) | Q(LessThan(day, F("ended_on")))


# Of each moment of a duo: its day, and which duos have it.
SURVEY_MOMENTS: dict[str, tuple[Combinable, Q]] = {
    Moment.START: (F("started_on"), Q()),
    Moment.MONTH_ONE: (
        MONTH_ONE,
        before_end(MONTH_ONE) & (Q(planned_end_on__isnull=True) | Q(LessThan(MONTH_ONE, HALFWAY))),
    ),
    Moment.HALFWAY: (
        HALFWAY,
        before_end(HALFWAY)
        & Q(planned_end_on__isnull=False)
        & Q(GreaterThan(HALFWAY, F("started_on"))),
    ),
    Moment.END: (
        Coalesce("ended_on", "planned_end_on"),
        Q(ended_on__isnull=False) | Q(planned_end_on__isnull=False),
    ),
}


def may_be_due(moment: str, on: date) -> Q:
    """What is true of every duo for whom a moment is due, and cheap to ask: most fall out by it."""
    first = on - WINDOW
    not_over = Q(ended_on__isnull=True, planned_end_on__gt=first)
    return {
        Moment.START: Q(),
        Moment.MONTH_ONE: Q(started_on__range=(add_months(first, -1) - ONE_DAY, on)),
        Moment.HALFWAY: Q(started_on__lte=on, planned_end_on__gt=first),
        Moment.END: Q(ended_on__gt=first) | not_over,
    }[Moment(moment)]


class MentorQuerySet(GatedQuerySet["Mentor"]):
    readers = access.MENTOR_READERS
    readable = access.MENTOR_FIELDS
    editors = access.MENTOR_EDITORS
    files = ("",)

    def active(self, on: date) -> Self:
        """As `hard_rules.is_active` has it for one: active on a day, and not paused."""
        started = Q(active_from__lte=on)
        not_over = Q(active_until__isnull=True) | Q(active_until__gte=on)
        no_pause = Q(paused_from__isnull=True, paused_until__isnull=True)
        elsewhen = Q(paused_from__gt=on) | Q(paused_until__lt=on)
        return self.filter(started & not_over & (no_pause | elsewhen))

    def free(self, on: date) -> Self:
        """Those who may take a duo on a day: active, trained, below their capacity. A closed file
        takes part in no matching.
        """
        rows = self.active(on).filter(~CLOSED, trained_on__lte=on)
        return rows.alias(taken=OPEN_MATCHES).filter(taken__lt=F("capacity"))


class MentorTrainingQuerySet(GatedQuerySet["MentorTraining"]):
    readers = access.TRAINING_READERS
    editors = access.TRAINING_EDITORS
    files = ("mentor__",)


class InterestQuerySet(GatedQuerySet["Interest"]):
    readers = editors = access.INTERESTS
    personal = True

    def unscreened(self) -> Self:
        """Those whom nobody met yet."""
        return self.filter(interviewed_on__isnull=True)

    def untouched_since(self, day: date) -> Self:
        """Those for whom nobody did anything from that day on."""
        return self.filter(updated_at__date__lt=day)


class MatchQuerySet(GatedQuerySet["Match"]):
    readers = access.MATCH_READERS
    readable = access.MATCH_FIELDS
    editors = access.MATCH_EDITORS
    files = ("enrolment__mentee__", "mentor__")

    def running(self, on: date) -> Self:
        return self.filter(ended_on__isnull=True, started_on__lte=on)

    def paused(self, on: date) -> Self:
        """Running duos in their pause, as `Match.is_paused` has it for one."""
        goes_on = Q(paused_until__isnull=True) | Q(paused_until__gte=on)
        return self.running(on).filter(goes_on, paused_from__lte=on)

    def followed_up(self, on: date) -> Self:
        """Running duos that do not pause: of others nothing is late."""
        elsewhen = Q(paused_from__isnull=True) | Q(paused_from__gt=on) | Q(paused_until__lt=on)
        return self.running(on).filter(elsewhen)

    def last_met(self, kinds: Collection[str], on: date) -> Self:
        """With `last_met`: the last day on which someone was reached; the first of the duo
        when nobody was yet."""
        from matching.models import Contact

        met = Contact.objects.filter(
            match=OuterRef("pk"), kind__in=kinds, reached=True, held_on__lte=on
        ).order_by("-held_on")
        return self.annotate(
            last_met=Coalesce(Subquery(met.values("held_on")[:1]), F("started_on"))
        )

    def since_contact(self, on: date) -> Self:
        """With `days` since they last met, those of a pause left out, and their `every`: the
        rhythm of their project unless they agreed on another."""
        every = Coalesce(F("contact_every_days"), F("enrolment__project__contact_every_days"))
        rows = self.last_met([ContactKind.CONTACT], on)
        return rows.alias(days=days_since("last_met", on), every=every)

    def without_contact(self, on: date) -> Self:
        """Running duos that met longer ago than their rhythm."""
        return self.followed_up(on).since_contact(on).filter(days__gt=F("every"))

    def longest_ago_first(self, on: date) -> Self:
        """In the order in which they should meet again."""
        rows = self.since_contact(on)
        longest = (F("days") - F("every")).desc(nulls_last=True)
        return rows.order_by(longest, "started_on", "code")

    def with_follow_up(self, on: date) -> Self:
        """With `last_contact`, `last_checkin` (None before the first) and how many `checkins`,
        up to and including a day."""
        from matching.models import Contact

        reached = Contact.objects.filter(match=OuterRef("pk"), reached=True, held_on__lte=on)
        met = reached.filter(kind=ContactKind.CONTACT).order_by("-held_on").values("held_on")
        checked_in = reached.filter(kind__in=CHECKINS)
        last = checked_in.order_by("-held_on").values("held_on")
        number = checked_in.order_by().values("match").annotate(number=Count("pk"))
        return self.annotate(
            last_contact=Subquery(met[:1]),
            last_checkin=Subquery(last[:1]),
            checkins=Coalesce(Subquery(number.values("number")), 0),
        )

    def without_checkin(self, on: date) -> Self:
        """Running duos whose coach is late: two check-ins in the first month, of which the first
        within two weeks [choice], then one a month (domain.md 5).
        """
        rows = self.followed_up(on).last_met(CHECKINS, on)
        reached = Q(contacts__kind__in=CHECKINS, contacts__reached=True, contacts__held_on__lte=on)
        rows = rows.alias(
            talks=Count("contacts", filter=reached),
            days_on=days_since("started_on", on),
            days_apart=days_since("last_met", on),
        )
        month = (on - add_months(on, -1)).days
        first = Q(talks=0, days_on__gt=FIRST_CHECKIN_DAYS)
        second = Q(talks=1, days_on__gt=month)
        monthly = Q(talks__gte=2, days_apart__gt=month)
        return rows.filter(first | second | monthly)

    def reminded(self, on: date) -> Self:
        """Those of which no reminder rests: about the duo, its mentor or its mentee."""
        from matching.models import ReminderPause

        paths = {"match": "pk", "mentor": "mentor", "mentee": "enrolment__mentee"}
        pauses = ReminderPause.objects.in_force(on).order_by()
        rows = self
        for kind, path in paths.items():
            resting = pauses.filter(**{f"{kind}__isnull": False}).values(kind)
            rows = rows.exclude(**{f"{path}__in": resting})
        return rows

    def to_ask(self, questionnaire: str, moment: str, on: date) -> Self:
        """Duos that are to be asked something now and were not, as `survey_moments.planned` has
        it for one; with the day it became due, `asked_on`."""
        from matching.models import Survey

        asked = Survey.objects.filter(
            match=OuterRef("pk"), questionnaire=questionnaire, moment=moment
        )
        day, applies = SURVEY_MOMENTS[moment]
        rows = self.in_use().filter(may_be_due(moment, on), applies).annotate(asked_on=day)
        return rows.filter(~Exists(asked), asked_on__lte=on, asked_on__gt=on - WINDOW)

    def with_questions(self, on: date) -> Self:
        """Duos of which somebody is to be asked something now, whatever it is."""
        asks = Q()
        for questionnaire, moments in PLAN.items():
            for moment in moments:
                found = self.model.objects.to_ask(questionnaire, moment, on)
                asks |= Q(pk__in=found.order_by().values("pk"))
        return self.filter(asks)

    def ending(self, on: date) -> Self:
        """Running duos that are planned to end within 30 days, or should have."""
        return self.running(on).filter(planned_end_on__lte=on + timedelta(days=30))


class MatchChangeQuerySet(GatedQuerySet["MatchChange"]):
    readers = access.CHANGE_READERS
    files = ("match__enrolment__mentee__", "match__mentor__")


class ContactQuerySet(GatedQuerySet["Contact"]):
    readers = access.CONTACT_READERS
    readable = access.CONTACT_FIELDS
    editors = access.CONTACT_EDITORS
    files = ("match__enrolment__mentee__", "match__mentor__")


class ContactReportQuerySet(GatedQuerySet["ContactReport"]):
    readers = editors = access.REPORTS
    files = ("match__enrolment__mentee__", "match__mentor__")

    def to_look_at(self) -> Self:
        """What waits for a coach: reports that contradict each other, and who asks for a call."""
        contested = Q(handled_on__isnull=True) & ~Q(doubt="")
        return self.filter(contested | Q(call_me=True, called_on__isnull=True))

    def settled_before(self, day: date) -> Self:
        """Those that wait for nobody, and that nobody changed from that day on."""
        waiting = self.to_look_at().order_by().values("pk")
        return self.filter(updated_at__date__lt=day).exclude(pk__in=waiting)


class GroupSessionQuerySet(GatedQuerySet["GroupSession"]):
    readers = editors = access.SESSIONS

    def with_counts(self) -> Self:
        """With how many are `listed` and how many of them `came`; the last session first."""
        came = Count("attendances", filter=Q(attendances__present="yes"))
        rows = self.annotate(listed=Count("attendances"), came=came)
        return rows.order_by("-held_on", "starts_at", "code")


class AttendanceQuerySet(GatedQuerySet["Attendance"]):
    readers = editors = access.ATTENDANCES
    files = ("enrolment__mentee__", "mentor__")


class ClaimedSessionQuerySet(GatedQuerySet["ClaimedSession"]):
    readers = editors = access.CLAIMED_SESSIONS


class VolunteerFeeQuerySet(GatedQuerySet["VolunteerFee"]):
    readers = editors = access.FEES
    files = ("mentor__",)

    def unclaimed(self) -> Self:
        """Those that stand on no claim yet."""
        return self.filter(claim_line=None)

    def to_claim(self, project: "Project", year: int) -> Self:
        """Those of a year that can be claimed: not while the file of the mentor is restricted."""
        waiting = self.unclaimed().filter(project=project, day__year=year)
        return waiting.filter(mentor__restricted_on=None)

    def total(self) -> Decimal:
        return amounts.total(self, "amount")


class SurveyQuerySet(GatedQuerySet["Survey"]):
    """What was answered stands on rows of its own, that nobody reads."""

    readers = editors = access.SURVEYS
    files = ("match__enrolment__mentee__", "match__mentor__")


class VetoQuerySet(GatedQuerySet["Veto"]):
    readers = access.VETOES
    editors = access.VETOES
    files = ("mentee__", "mentor__")


class ProposalQuerySet(GatedQuerySet["Proposal"]):
    readers = editors = access.PROPOSALS

    @classmethod
    def _tells_of_people(cls) -> bool:
        """Through its pairs, each with a gate of its own."""
        return True

    def open(self) -> Self:
        return self.filter(state=ProposalState.OPEN)

    def with_placed(self) -> Self:
        """With `placed`: how many pairs each has; the last proposal first."""
        return self.annotate(placed=Count("pairs")).order_by("-created_at", "code")

    def untouched_since(self, day: date) -> Self:
        """Those of which nobody changed anything from that day on."""
        return self.filter(updated_at__date__lt=day)


class ProposedPairQuerySet(GatedQuerySet["ProposedPair"]):
    readers = editors = access.PROPOSED
    files = ("enrolment__mentee__", "mentor__")

    def undecided(self) -> Self:
        return self.filter(match=None)


class LeftOverQuerySet(GatedQuerySet["LeftOver"]):
    readers = editors = access.PROPOSED
    files = ("enrolment__mentee__",)


class ReminderPauseQuerySet(GatedQuerySet["ReminderPause"]):
    readers = editors = access.REMINDER_PAUSES
    files = ("match__enrolment__mentee__", "match__mentor__", "mentor__", "mentee__")

    def in_force(self, on: date) -> Self:
        return self.filter(Q(until__isnull=True) | Q(until__gte=on))
