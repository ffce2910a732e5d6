"""One mentee beside every mentor, or one mentor beside every mentee who waits: the same rules and
scores as a proposal, for who wants to choose by hand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from matching.choices import MatchEndReason
from matching.hard_rules import HARD_RULES, HardRule
from matching.models import Match, Mentor, Veto
from matching.pair_words import Part, parts_of
from matching.proposing import Judged
from matching.reasons import reasons
from matching.situation import Situation, Volunteer
from matching.situations import coaches_at, pairs, volunteers, waiting_among, waiting_one
from programmes.models import Call, Enrolment


@dataclass(frozen=True)
class Beside:
    """An enrolment beside a mentor: their score in parts, or the first rule that rules it out."""

    enrolment: Enrolment
    mentor: Mentor
    judged: Judged
    row: int
    column: int

    @property
    def volunteer(self) -> Volunteer:
        """The mentor as a proposal looks at them."""
        return self.judged.situation.mentors[self.column]

    @property
    def score(self) -> int:
        return int(self.judged.scores.totals[self.row, self.column])

    @property
    def is_allowed(self) -> bool:
        return self.broken == 0

    @property
    def broken(self) -> int:
        """The rules that it breaks, a bit for each."""
        return int(self.judged.broken[self.row, self.column])

    @property
    def rule(self) -> HardRule | None:
        """The first rule that it breaks."""
        return next((rule for n, rule in enumerate(HARD_RULES) if self.broken >> n & 1), None)

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """The allowed ones first, the best score first; then who breaks the fewest rules."""
        codes = self.mentor.code, self.enrolment.code
        return self.broken.bit_count(), -self.score, *codes

    @cached_property
    def parts(self) -> list[Part]:
        situation = self.judged.situation
        one, mentor = situation.waiting[self.row], self.volunteer
        scores = self.judged.scores
        why = reasons(one.someone, mentor.someone, scores, self.row, self.column)
        return parts_of(scores.parts(self.row, self.column), situation.weights, why)


def mentors_for(
    enrolment: Enrolment,
    mentors: QuerySet[Mentor],
    on: date,
    taken: Mapping[str, int] | None = None,
) -> list[Beside]:
    """Those of the mentors of the promoter, for one enrolment, the best first. Raises WeightError.

    `taken` are places that are not free either, by the code of the mentor.
    """
    there = list(mentors.filter(promoter=enrolment.project.promoter_id))
    return beside(surroundings([enrolment], there, on, taken=taken), [enrolment], there)


def mentees_for(mentor: Mentor, enrolments: QuerySet[Enrolment], on: date) -> list[Beside]:
    """Those of the enrolments that wait, for one mentor, the best first. Raises WeightError."""
    waiting = waiting_among(enrolments.filter(project__promoter=mentor.promoter_id), on)
    rows = list(waiting.select_related("mentee", "project__lot__call", "project__promoter"))
    return beside(surroundings(rows, [mentor], on), rows, [mentor])


def surroundings(
    enrolments: Sequence[Enrolment],
    mentors: Iterable[Mentor],
    on: date,
    *,
    taken: Mapping[str, int] | None = None,
    busy: Mapping[str, int] | None = None,
) -> Situation:
    """What counts for these enrolments and mentors of one promoter, before anyone waits in it.

    `taken` are places that are not free either, by the code of a mentor; `busy` how many duos more
    a coach has, by theirs. Takes as many queries however many there are.
    """
    mentees = {enrolment.mentee_id for enrolment in enrolments}
    misfits = Match.objects.filter(end_reason=MatchEndReason.MISFIT)
    coaches = coaches_at(enrolments[0].project.promoter, on) if enrolments else []
    taken, busy = taken or {}, busy or {}
    return Situation(
        "",
        on,
        minimum_level="",
        weights={},
        waiting=(),
        mentors=tuple(
            replace(one, places=one.places - taken.get(one.code, 0))
            for one in volunteers(mentors, on)
        ),
        coaches=tuple(
            replace(one, open_matches=one.open_matches + busy.get(one.code, 0)) for one in coaches
        ),
        misfits=pairs(misfits, "enrolment__mentee", mentees),
        vetoes=pairs(Veto.objects.all(), "mentee", mentees),
    )


def beside(
    around: Situation, enrolments: Iterable[Enrolment], mentors: Iterable[Mentor]
) -> list[Beside]:
    """Each of the enrolments with each mentor, by the parameters of its own call."""
    people = {mentor.code: mentor for mentor in mentors}
    of_call: dict[Call, dict[str, Enrolment]] = {}
    for enrolment in enrolments:
        of_call.setdefault(enrolment.project.lot.call, {})[enrolment.code] = enrolment
    found: list[Beside] = []
    for call, rows in of_call.items():
        level, weights = call.min_shared_language_level, call.match_weights
        judged = Judged(waiting_in(around, rows.values(), level, weights))
        columns = [people[mentor.code] for mentor in judged.situation.mentors]
        found += [
            Beside(rows[one.code], mentor, judged, row, column)
            for row, one in enumerate(judged.situation.waiting)
            for column, mentor in enumerate(columns)
        ]
    return sorted(found, key=lambda one: one.rank)


def waiting_in(
    around: Situation, enrolments: Iterable[Enrolment], level: str, weights: Mapping[str, int]
) -> Situation:
    """The same surroundings with these enrolments waiting in them."""
    return replace(
        around,
        minimum_level=level,
        weights=weights,
        waiting=tuple(waiting_one(enrolment, around.on) for enrolment in enrolments),
    )
