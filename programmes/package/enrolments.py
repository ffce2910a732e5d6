"""enrolments.csv and enrolment_profiles.csv."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w import bulk
from m2w.data_package import kinds
from m2w.data_package.facts import Facts
from m2w.data_package.schema import Field, Row, reference
from m2w.data_package.tables import Objection, Table, in_order
from m2w.reference import provinces
from programmes.choices import Decision, EndReason, RejectionReason, State, Subgroup
from programmes.models import Enrolment, Mentee, Project, Screening, StatusChange
from programmes.package.facts import DuoFacts, EnrolmentFacts, MenteeFacts, ProfileFacts
from programmes.package.screening import frozen_profile, judge
from programmes.profiles import Profile, as_record
from programmes.states import Dates, state_of, steps


class EnrolmentTable(Table):
    """The state, the steps, the start and the frozen profile follow from the rows."""

    name = "enrolments"
    model = Enrolment
    facts = EnrolmentFacts
    fields = (
        Field("code", kinds.CODE, required=True),
        reference("mentee", "mentees"),
        reference("project", "projects"),
        Field("referred_on", kinds.DATE),
        Field("submitted_on", kinds.DATE),
        Field("info_requested_on", kinds.DATE),
        Field("decided_on", kinds.DATE),
        Field("decision", kinds.choice(Decision.values)),
        Field("decision_reason", kinds.choice(RejectionReason.values)),
        Field("derogation_reason", kinds.text()),
        Field("withdrawn_on", kinds.DATE),
        Field("withdrawn_reason", kinds.text(500)),
        Field("ended_on", kinds.DATE),
        Field("end_reason", kinds.choice(EndReason.values)),
        reference("coach", "staff", required=False),
    )

    def __init__(self) -> None:
        super().__init__()
        self._starts: dict[str, date] | None = None

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "referred_on", "submitted_on", "info_requested_on", "withdrawn_on")
        yield from in_order(row, "submitted_on", "decided_on", "ended_on")
        yield from in_order(row, "decided_on", "withdrawn_on")
        yield from skipped_steps(row)
        yield from late_withdrawal(row)
        yield from loose_reasons(row)

    def dumped(self) -> QuerySet[Enrolment]:
        """A declined referral has no place in the file."""
        return self.queryset().exclude(state=State.DECLINED)

    def insert(self, rows: Sequence[Row], facts: Facts) -> None:
        values = [{"id": uuid4(), **value} for value in self.attributes(rows, facts)]
        frozen = self._freeze(rows, values, facts)
        bulk.insert(Enrolment, [{**v, **frozen.get(v["code"], NOT_FROZEN)} for v in values])
        self._add_steps(rows, {value["code"]: value["id"] for value in values}, facts)

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        """What is closed comes first, so that a person never has two open enrolments."""
        rows = sorted(rows, key=lambda row: not (row["ended_on"] or row["withdrawn_on"]))
        stored = Enrolment.objects.filter(code__in=[row["code"] for row in rows])
        days = dict(stored.values_list("code", "submitted_on"))
        moved = [row for row in rows if row["submitted_on"] != days[row["code"]]]
        frozen = {row["code"]: NOT_FROZEN for row in moved}
        frozen |= self._freeze(moved, list(self.attributes(moved, facts)), facts)
        for row, values in zip(rows, self.attributes(rows, facts), strict=True):
            change_one(row["code"], {**values, **frozen.get(row["code"], {})})
        StatusChange.objects.filter(enrolment__in=stored, by__isnull=True).delete()
        taken = StatusChange.objects.filter(enrolment__in=stored)
        known = set(taken.values_list("enrolment", "name"))
        self._add_steps(rows, dict(stored.values_list("code", "pk")), facts, known)

    def finish(self, facts: Facts) -> None:
        """Enrolments that were there already may start with a duo of this package."""
        starts = self.starts(facts)
        known = self.dumped().values_list("code", "started_on")
        changed = [code for code, start in known.iterator() if start != starts.get(code)]
        rows = list(self.rows_of(self.queryset().filter(code__in=changed)))
        self.change(rows, facts)

    def attributes(self, rows: Sequence[Row], facts: Facts) -> Iterator[dict[str, Any]]:
        starts = self.starts(facts)
        codes = {row["mentee"] for row in rows}
        persons = dict(Mentee.objects.filter(code__in=codes).values_list("code", "person"))
        for row, values in zip(rows, super().attributes(rows, facts), strict=True):
            yield {
                **values,
                "person_id": persons[row["mentee"]],
                "started_on": starts.get(row["code"]),
                "state": state_of(dates_of(row, starts)).value,
            }

    def starts(self, facts: Facts) -> dict[str, date]:
        """The first day of the first duo of each enrolment that has one."""
        if self._starts is None:
            self._starts = first_starts(facts)
        return self._starts

    def _freeze(
        self, rows: Sequence[Row], values: Sequence[dict[str, Any]], facts: Facts
    ) -> dict[str, dict[str, Any]]:
        """Screen what was submitted, for that day; what each enrolment keeps of it, by code."""
        lots = dict(Project.objects.values_list("code", "lot"))
        submitted = [pair for pair in zip(rows, values, strict=True) if pair[0]["submitted_on"]]
        numbers = bulk.reserve_ids(Screening, len(submitted))
        records, frozen = [], {}
        for (row, value), number in zip(submitted, numbers, strict=True):
            code, on = row["code"], row["submitted_on"]
            screening = judge(facts, row["mentee"], row["project"], on)
            mentee, given = facts.of(MenteeFacts)[row["mentee"]], facts.of(ProfileFacts).get(code)
            profile = frozen_profile(mentee, given, screening, on)
            frozen[code] = {"screening_id": number, **profile.attributes()}
            who = {"id": number, "mentee_id": value["mentee_id"], "lot_id": lots[row["project"]]}
            records.append({**who, "on": on, **as_record(screening)})
        bulk.insert(Screening, records)
        return frozen

    def _add_steps(
        self,
        rows: Sequence[Row],
        ids: Mapping[str, UUID],
        facts: Facts,
        known: Collection[tuple[UUID, str]] = (),
    ) -> None:
        """Every dated step that is not on record yet; a loaded one has no actor."""
        starts = self.starts(facts)
        bulk.insert(
            StatusChange,
            [
                {"enrolment_id": ids[row["code"]], **step._asdict()}
                for row in rows
                for step in steps(dates_of(row, starts))
                if not known or (ids[row["code"]], step.name) not in known
            ],
        )


class ProfileTable(Table):
    """The frozen profile. An enrolment that is stored now takes it along itself."""

    name = "enrolment_profiles"
    model = Enrolment
    key = ("enrolment",)
    facts = ProfileFacts
    fields = (
        Field("enrolment", kinds.CODE, required=True, to="enrolments", source="code"),
        Field("nationality", kinds.COUNTRY, required=True, source="profile_nationality"),
        Field(
            "benefit_entitled", kinds.THREE_VALUED, required=True, source="profile_benefit_entitled"
        ),
        Field("subgroup", kinds.choice(Subgroup.values), required=True, source="profile_subgroup"),
        Field("diploma_level", kinds.DIPLOMA_LEVEL, required=True, source="profile_diploma_level"),
        Field("dutch_level", kinds.DUTCH_LEVEL, required=True, source="profile_dutch_level"),
        Field(
            "province",
            kinds.choice([*provinces.PROVINCES, provinces.OUTSIDE]),
            required=True,
            source="profile_province",
        ),
        Field("gender", kinds.GENDER, required=True, source="profile_gender"),
        Field("age", kinds.integer(0, 200), required=True, source="profile_age"),
    )

    def queryset(self) -> QuerySet[Enrolment]:
        submitted = super().queryset().filter(submitted_on__isnull=False)
        return submitted.exclude(state=State.DECLINED)

    def insert(self, rows: Sequence[Row], facts: Facts) -> None:
        """Nothing: the enrolment froze it when it was stored."""

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        for row in rows:
            profile = Profile(*(row[column] for column in Profile._fields))
            change_one(row["enrolment"], profile.attributes())


def first_starts(facts: Facts) -> dict[str, date]:
    starts: dict[str, date] = {}
    for duo in facts.of(DuoFacts).values():
        start = starts.get(duo.enrolment)
        if start is None or duo.started_on < start:
            starts[duo.enrolment] = duo.started_on
    return starts


def dates_of(row: Row, starts: dict[str, date]) -> Dates:
    return Dates(
        referred_on=row["referred_on"],
        submitted_on=row["submitted_on"],
        info_requested_on=row["info_requested_on"],
        decided_on=row["decided_on"],
        decision=row["decision"],
        started_on=starts.get(row["code"]),
        withdrawn_on=row["withdrawn_on"],
        ended_on=row["ended_on"],
    )


NOT_FROZEN = {"screening_id": None, **Profile().attributes()}


def change_one(code: str, values: dict[str, Any]) -> None:
    enrolment = Enrolment.objects.get(code=code)
    for name, value in values.items():
        setattr(enrolment, name, value)
    enrolment.save_loaded()


def skipped_steps(row: Row) -> Iterator[Objection]:
    """A status is never skipped (domain.md 3)."""
    submitted, decided = row["submitted_on"] is not None, row["decided_on"] is not None
    skipped = {
        "info_requested_on": not submitted,
        "decided_on": not submitted,
        "ended_on": row["decision"] != Decision.APPROVED,
    }
    for column, too_early in skipped.items():
        if row[column] is not None and too_early:
            yield Objection(column, "status_skipped", _("deze stap slaat een vorige over"))
    if decided and row["info_requested_on"] is not None:
        text = _("na de beslissing staat er geen vraag meer open")
        yield Objection("info_requested_on", "info_request_not_pending", text)


def late_withdrawal(row: Row) -> Iterator[Objection]:
    """Only what is not refused and not started can be withdrawn (domain.md 3)."""
    if row["withdrawn_on"] is None:
        return
    if row["decision"] == Decision.REJECTED:
        text = _("een geweigerde aanmelding wordt niet meer ingetrokken")
        yield Objection("withdrawn_on", "withdrawn_after_rejection", text)
    if row["ended_on"] is not None:
        text = _("wat gestart is, wordt beëindigd en niet ingetrokken")
        yield Objection("withdrawn_on", "withdrawn_after_start", text)


def loose_reasons(row: Row) -> Iterator[Objection]:
    """A decision has a date, and a reason belongs to what it explains."""
    decision = row["decision"]
    needed = {
        "decision": row["decided_on"] is not None,
        "decision_reason": decision == Decision.REJECTED,
    }
    allowed = {
        **needed,
        "end_reason": row["ended_on"] is not None,
        "derogation_reason": decision == Decision.APPROVED,
        "withdrawn_reason": row["withdrawn_on"] is not None,
    }
    for column, with_cause in allowed.items():
        if row[column] and not with_cause:
            yield Objection(column, "reason_without_cause", _("deze waarde hoort hier niet"))
        if not row[column] and needed.get(column):
            yield Objection(column, "reason_missing", _("hier ontbreekt een waarde"))
