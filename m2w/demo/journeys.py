"""The life of an enrolment: from referral to end, lived in full, told up to a day."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from m2w.demo.draw import after, chance, weighted
from m2w.demo.people import Mentee
from m2w.demo.plan import Project
from m2w.demo.tables import Row
from m2w.demo.vocabulary import DEROGATION_REASONS, WITHDRAWAL_REASONS

SHORTEST_MATCH = timedelta(days=14)
REJECTED_THOUGH_ELIGIBLE = {
    "no_benefit_expected": 5,
    "other_programme": 4,
    "lot_full": 2,
    "other": 1,
}
MATCH_ENDS = {
    "completed": 44,
    "work": 26,
    "training": 10,
    "dropout": 7,
    "mentee_stopped": 4,
    "mentor_stopped": 3,
    "moved": 3,
    "personal": 2,
    "other": 1,
}
ENROLMENT_ENDS = {"misfit": "dropout", "mentee_stopped": "personal", "mentor_stopped": "completed"}
# `doubtful` is submitted too, but not as the rules want it.
RECENT = (
    *("draft", "referred", "submitted", "info_requested", "approved"),
    *("submitted", "doubtful", "submitted"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A match to be: from its first day to the day on which it has ended."""

    started_on: date
    ended_on: date | None
    end_reason: str | None

    def known(self, until: date) -> "Span | None":
        if self.started_on > until:
            return None
        if self.ended_on and self.ended_on > until:
            return Span(self.started_on, None, None)
        return self


@dataclass(frozen=True, slots=True)
class Journey:
    """An enrolment's dates and reasons, and the spans of its matches."""

    referred_on: date | None = None
    submitted_on: date | None = None
    info_requested_on: date | None = None
    decided_on: date | None = None
    decision: str | None = None
    decision_reason: str | None = None
    derogation_reason: str | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str | None = None
    ended_on: date | None = None
    end_reason: str | None = None
    spans: tuple[Span, ...] = field(default=())

    @property
    def closed_on(self) -> date | None:
        """The day from which the person may be put forward again."""
        if self.decision == "rejected":
            return self.decided_on
        return self.withdrawn_on or self.ended_on

    def known(self, until: date) -> "Journey":
        """The same enrolment as far as it is known on that day."""
        told = self
        if self.decided_on and self.decided_on > until:
            told = replace(
                told, decided_on=None, decision=None, decision_reason=None, derogation_reason=None
            )
        if self.withdrawn_on and self.withdrawn_on > until:
            told = replace(told, withdrawn_on=None, withdrawn_reason=None)
        if self.ended_on and self.ended_on > until:
            told = replace(told, ended_on=None, end_reason=None)
        spans = (span.known(until) for span in self.spans)
        return replace(told, spans=tuple(span for span in spans if span))

    def row(self) -> Row:
        return {name: getattr(self, name) for name in _COLUMNS}


_COLUMNS = tuple(name for name in Journey.__dataclass_fields__ if name != "spans")


def live(rng: Random, mentee: Mentee, project: Project, submitted_on: date) -> Journey:
    """The whole life of an enrolment: submitted on a day, or withdrawn on it as a referral."""
    decided_on = after(rng, submitted_on, 1, 18)
    start = Journey(
        referred_on=after(rng, submitted_on, -20, 0) if chance(rng, 0.35) else None,
        submitted_on=submitted_on,
    )
    if chance(rng, 0.02):
        referral = Journey(referred_on=after(rng, submitted_on, -20, 0))
        return _withdrawn(rng, referral, submitted_on)
    if chance(rng, 0.03):
        return _withdrawn(rng, start, after(rng, submitted_on, 0, 10))
    if mentee.flaw and chance(rng, 0.7):
        return replace(
            start, decided_on=decided_on, decision="rejected", decision_reason=mentee.flaw
        )
    if not mentee.flaw and chance(rng, 0.07):
        reason = weighted(rng, REJECTED_THOUGH_ELIGIBLE)
        return replace(start, decided_on=decided_on, decision="rejected", decision_reason=reason)
    approved = replace(
        start,
        decided_on=decided_on,
        decision="approved",
        derogation_reason=rng.choice(DEROGATION_REASONS) if mentee.flaw else None,
    )
    return _accompanied(rng, approved, decided_on, project.last_day)


def _withdrawn(rng: Random, journey: Journey, on: date) -> Journey:
    return replace(journey, withdrawn_on=on, withdrawn_reason=rng.choice(WITHDRAWAL_REASONS))


def _accompanied(rng: Random, approved: Journey, decided_on: date, last_day: date) -> Journey:
    started_on = after(rng, decided_on, 0, 50)
    if chance(rng, 0.05):
        return _withdrawn(rng, approved, after(rng, decided_on, 5, 60))
    if started_on + SHORTEST_MATCH > last_day:
        return _withdrawn(rng, approved, max(decided_on, last_day))
    spans = tuple(_spans(rng, started_on, last_day))
    ended_on, reason = spans[-1].ended_on or last_day, str(spans[-1].end_reason)
    return replace(
        approved,
        spans=spans,
        ended_on=max(ended_on, min(last_day, after(rng, ended_on, 0, 21))),
        end_reason=ENROLMENT_ENDS.get(reason, reason),
    )


def _spans(rng: Random, started_on: date, last_day: date) -> Iterator[Span]:
    """One match, or a second one after the first was a misfit."""
    if chance(rng, 0.09):
        ended_on = min(last_day, after(rng, started_on, 14, 60))
        yield Span(started_on, ended_on, "misfit")
        started_on = after(rng, ended_on, 0, 30)
        if started_on + SHORTEST_MATCH > last_day:
            return
    ended_on = min(last_day, after(rng, started_on, 60, 270))
    yield Span(started_on, ended_on, weighted(rng, MATCH_ENDS))


def recent(rng: Random, state: str, today: date) -> Journey:
    """An enrolment that stands in a given early state today."""
    if state == "draft":
        return Journey()
    if state == "referred":
        return Journey(referred_on=after(rng, today, -15, 0))
    if state in {"submitted", "doubtful"}:
        return Journey(submitted_on=after(rng, today, -21, 0))
    submitted_on = after(rng, today, -40, -15)
    if state == "info_requested":
        asked_on = after(rng, submitted_on, 1, 14)
        return Journey(submitted_on=submitted_on, info_requested_on=asked_on)
    decided_on = after(rng, submitted_on, 2, 14)
    return Journey(submitted_on=submitted_on, decided_on=decided_on, decision="approved")
