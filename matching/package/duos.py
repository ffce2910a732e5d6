"""mentors.csv, matches.csv, vetoes.csv and contacts.csv."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from m2w.data_package import kinds
from m2w.data_package.facts import Facts
from m2w.data_package.people import is_erased
from m2w.data_package.schema import Field, Row, reference
from m2w.data_package.tables import Objection, Table, in_order
from matching.capacity import free_place
from matching.choices import Channel, ContactKind, MatchEndReason
from matching.models import Contact, Match, Mentor, Veto
from matching.package.facts import MentorFacts, VetoFacts
from matching.package.languages import shared_by_duo
from programmes.package.facts import DuoFacts


class MentorTable(Table):
    name = "mentors"
    model = Mentor
    facts = MentorFacts
    fields: ClassVar[tuple[Field, ...]] = (
        Field("code", kinds.CODE, required=True),
        reference("promoter", "organisations"),
        Field("first_name", kinds.text(100), required=True),
        Field("last_name", kinds.text(100), required=True),
        Field("birth_year", kinds.YEAR),
        Field("gender", kinds.GENDER),
        Field("languages", kinds.LANGUAGES, required=True),
        Field("sectors", kinds.SECTORS),
        Field("postcode", kinds.POSTCODE, required=True),
        Field("online", kinds.YES_NO),
        Field("capacity", kinds.integer(1, 1000), required=True, may_be_empty=True, default=1),
        Field("trained_on", kinds.DATE),
        Field("active_from", kinds.DATE, required=True),
        Field("active_until", kinds.DATE),
        Field("availability", kinds.AVAILABILITY),
        Field("interests", kinds.WORDS),
        Field("hard_wishes", kinds.WISHES),
        Field("paused_from", kinds.DATE),
        Field("paused_until", kinds.DATE),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "active_from", "active_until")
        yield from in_order(row, "paused_from", "paused_until")

    def is_final(self, stored: Row) -> bool:
        return is_erased(stored)

    def attributes(self, rows: Sequence[Row], facts: Facts) -> Iterator[dict[str, Any]]:
        for values in super().attributes(rows, facts):
            yield values | {"is_erased": is_erased(values)}


class MatchTable(Table):
    """A duo. What it shares is frozen here; while open it holds one of the mentor's places."""

    name = "matches"
    model = Match
    facts = DuoFacts
    fields = (
        Field("code", kinds.CODE, required=True),
        reference("enrolment", "enrolments"),
        reference("mentor", "mentors"),
        reference("coach", "staff"),
        Field("started_on", kinds.DATE, required=True),
        Field("planned_end_on", kinds.DATE),
        Field("ended_on", kinds.DATE),
        Field("end_reason", kinds.choice(MatchEndReason.values)),
    )

    def objections(self, row: Row) -> Iterator[Objection]:
        yield from in_order(row, "started_on", "planned_end_on")
        yield from in_order(row, "started_on", "ended_on")
        if row["end_reason"] and row["ended_on"] is None:
            text = _("deze waarde hoort hier niet")
            yield Objection("end_reason", "reason_without_cause", text)

    def attributes(self, rows: Sequence[Row], facts: Facts) -> Iterator[dict[str, Any]]:
        places = _Places(rows)
        for row, values in zip(rows, super().attributes(rows, facts), strict=True):
            yield {
                **values,
                "shared_languages": shared_by_duo(facts, row["enrolment"], row["mentor"]),
                "slot": places.take(values["mentor_id"]) if row["ended_on"] is None else 1,
            }

    def change(self, rows: Sequence[Row], facts: Facts) -> None:
        """What ends comes first and frees its place; what goes on keeps its place."""
        kept = ("shared_languages", "slot")
        codes = [row["code"] for row in rows]
        before = {match.code: match for match in Match.objects.filter(code__in=codes)}
        rows = sorted(rows, key=lambda row: row["ended_on"] is None)
        for row in rows:
            values = next(iter(self.attributes([row], facts)))
            match = before[row["code"]]
            same_duo = match.mentor_id == values["mentor_id"] and match.ended_on is None
            for name, value in values.items():
                if not (same_duo and name in kept):
                    setattr(match, name, value)
            match.save_loaded()


class _Places:
    """The places of mentors that open duos hold."""

    def __init__(self, rows: Sequence[Row]) -> None:
        mentors = {row["mentor"] for row in rows}
        held = Match.objects.filter(mentor__code__in=mentors, ended_on__isnull=True)
        self._taken: dict[Any, set[int]] = {}
        for mentor, place in held.values_list("mentor", "slot"):
            self._taken.setdefault(mentor, set()).add(place)

    def take(self, mentor: Any) -> int:
        taken = self._taken.setdefault(mentor, set())
        place = free_place(taken)
        taken.add(place)
        return place


class VetoTable(Table):
    name = "vetoes"
    model = Veto
    key = ("mentee", "mentor")
    facts = VetoFacts
    fields = (
        reference("mentee", "mentees"),
        reference("mentor", "mentors"),
        Field("decided_on", kinds.DATE, required=True),
        Field("reason", kinds.text(500)),
    )


class ContactTable(Table):
    name = "contacts"
    model = Contact
    key = ("match", "held_on", "kind")
    fields = (
        reference("match", "matches"),
        Field("held_on", kinds.DATE, required=True),
        Field("kind", kinds.choice(ContactKind.values), required=True),
        Field("minutes", kinds.integer(0, 10_000)),
        Field("channel", kinds.choice(Channel.values)),
        Field("reached", kinds.YES_NO, required=True),
    )
