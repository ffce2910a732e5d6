"""The caseload of a project: mentees, enrolments, matches, contacts and outcomes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random

from m2w.demo.draw import after, chance, weighted
from m2w.demo.journeys import RECENT, Journey, Span, live, recent
from m2w.demo.mentors import Mentor, Mentors, idle
from m2w.demo.organisations import Coach, coaches_of
from m2w.demo.outcomes import outcomes
from m2w.demo.people import Mentee, moved_to, new_mentee, spoil
from m2w.demo.plan import INTAKE_STOPS, Project
from m2w.demo.tables import Row, Rows, yes_no
from m2w.periods import add_months

EXPECTED_MONTHS = 6
RHYTHM = 14
FLAWED = 0.09
MOVING = 0.05
RECENT_SHARE = 20  # one in so many mentees of a running project came in the last weeks
PAUSED = 0.2
CONTACTS = (("contact", 3, RHYTHM), ("checkin_mentor", 8, 30), ("checkin_mentee", 20, 30))
CHANNELS = {"in_person": 6, "online": 3, "phone": 2}


@dataclass(slots=True)
class Numbers:
    """The next free number of each kind of code."""

    mentees: Iterator[int] = field(default_factory=lambda: count(1))
    enrolments: Iterator[int] = field(default_factory=lambda: count(1))
    mentors: Iterator[int] = field(default_factory=lambda: count(1))
    matches: Iterator[int] = field(default_factory=lambda: count(1))


@dataclass(slots=True)
class Case:
    """A mentee's enrolment with its whole life, and the pairs that its spans became."""

    mentee: Mentee
    journey: Journey
    again: bool = False
    pairs: list[tuple[Mentor, Coach]] = field(default_factory=list)

    def is_known(self, until: date) -> bool:
        first = self.journey.submitted_on or self.journey.withdrawn_on
        return first is None or first <= until


@dataclass(slots=True)
class Caseload:
    """Tells the cases of one project; who leaves it may turn up in the next one."""

    project: Project
    rng: Random
    numbers: Numbers
    contacts: float
    leavers: list[tuple[Mentee, date]] = field(default_factory=list)

    def rows(self, arrivals: list[tuple[Mentee, date]]) -> Rows:
        """Rows of the project's mentees and mentors, given who left elsewhere and when."""
        cases = list(self._cases(arrivals))
        mentors = self._matched(cases)
        for row in mentors.rows():
            yield "mentors.csv", row
        for case in cases:
            yield from self._case(case)
        yield from self._vetoes(cases, mentors)

    def _cases(self, arrivals: list[tuple[Mentee, date]]) -> Iterator[Case]:
        """As many mentees as the intake says; some come back, some came from elsewhere."""
        newest = max(len(RECENT), self.project.intake // RECENT_SHARE)
        newest = newest if self.project.recruiting else 0
        moving = [arrival for arrival in arrivals if self._admits(*arrival)]
        moving = moving[: int(self.project.intake * MOVING)]
        for mentee, left_on in moving:
            yield self._arrival(mentee, left_on)
        for _ in range(self.project.intake - newest - len(moving)):
            yield from self._usual()
        for n in range(newest):
            yield self._newest(RECENT[n % len(RECENT)])

    def _admits(self, mentee: Mentee, left_on: date) -> bool:
        fits = mentee.kind in (self.project.lot.subgroups or ("loa", "hoa"))
        return fits and (self.project.recruiting or left_on <= self.project.intake_until)

    def _usual(self) -> Iterator[Case]:
        on = self._submission_after(self.project.starts_on)
        mentee = new_mentee(self.rng, self.project, on, next(self.numbers.mentees))
        if chance(self.rng, FLAWED):
            spoil(self.rng, mentee, self.project, on)
        case = Case(mentee, live(self.rng, mentee, self.project, on))
        yield case
        closed_on = case.journey.closed_on
        if mentee.flaw or closed_on is None or mentee.kind not in ("loa", "hoa"):
            return
        if not case.journey.spans and closed_on <= self.project.intake_until - INTAKE_STOPS:
            again_on = self._submission_after(closed_on)
            yield Case(mentee, live(self.rng, mentee, self.project, again_on), again=True)
        else:
            self.leavers.append((mentee, closed_on))

    def _submission_after(self, day: date) -> date:
        return after(self.rng, day, 0, (self.project.intake_until - day).days)

    def _arrival(self, known: Mentee, left_on: date) -> Case:
        mentee = moved_to(self.rng, known, self.project, next(self.numbers.mentees))
        if left_on > self.project.intake_until:
            return Case(mentee, Journey())  # still helped elsewhere: only a draft here
        on = self._submission_after(max(left_on, self.project.starts_on))
        return Case(mentee, live(self.rng, mentee, self.project, on))

    def _newest(self, state: str) -> Case:
        today = self.project.known_until
        journey = recent(self.rng, state, today)
        on = journey.submitted_on or today
        mentee = new_mentee(self.rng, self.project, on, next(self.numbers.mentees))
        if state == "doubtful":
            spoil(self.rng, mentee, self.project, on, unknown=chance(self.rng, 0.5))
        elif state != "approved" and chance(self.rng, FLAWED):
            spoil(self.rng, mentee, self.project, on)
        if state == "approved" and chance(self.rng, PAUSED):
            mentee.row |= {"paused_from": today, "paused_until": after(self.rng, today, 10, 30)}
        return Case(mentee, journey)

    def _matched(self, cases: list[Case]) -> Mentors:
        """Give every span a mentor, in the order of their first days."""
        mentors = Mentors(self.rng, self.project, self.numbers.mentors)
        spans = [(span, n) for n, case in enumerate(cases) for span in case.journey.spans]
        for span, n in sorted(spans, key=lambda item: (item[0].started_on, item[1])):
            cases[n].pairs.append(mentors.match(cases[n].mentee, span))
        idle(mentors)
        return mentors

    def _case(self, case: Case) -> Rows:
        """Draws the whole life, whatever is known of it: then no draw depends on today."""
        until = self.project.known_until
        code = f"E{next(self.numbers.enrolments):06}"
        coach = case.pairs[0][1] if case.pairs else self._assigned_coach()
        matches = list(self._matches(code, case))
        results = list(outcomes(self.rng, case.journey))
        if not case.is_known(until):
            return
        if not case.again:
            yield "mentees.csv", case.mentee.row
        enrolment: Row = {
            "code": code,
            "mentee": case.mentee.code,
            "project": self.project.code,
            "coach": coach.code if coach else None,
        }
        yield "enrolments.csv", enrolment | case.journey.known(until).row()
        yield from matches
        if case.journey.spans and case.journey.spans[0].started_on <= until:
            yield from _known_outcomes(code, results, until)

    def _assigned_coach(self) -> Coach | None:
        coach = self.rng.choice(coaches_of(self.project.promoter))
        return coach if chance(self.rng, 0.4) else None

    def _matches(self, enrolment: str, case: Case) -> Rows:
        for span, (mentor, coach) in zip(case.journey.spans, case.pairs, strict=True):
            pair: Row = {"enrolment": enrolment, "mentor": mentor.code, "coach": coach.code}
            yield from self._match(pair, span)

    def _match(self, pair: Row, span: Span) -> Rows:
        code = f"D{next(self.numbers.matches):06}"
        contacts = list(self._contacts(span)) if chance(self.rng, self.contacts) else []
        known = span.known(self.project.known_until)
        if known is None:
            return
        planned = add_months(span.started_on, EXPECTED_MONTHS)
        dates: Row = {
            "started_on": known.started_on,
            "planned_end_on": min(planned, self.project.last_day_known(span.started_on)),
            "ended_on": known.ended_on,
            "end_reason": known.end_reason,
        }
        yield "matches.csv", {"code": code} | pair | dates
        for held_on, contact in contacts:
            if held_on <= self.project.known_until:
                yield "contacts.csv", {"match": code, "held_on": held_on, **contact}

    def _contacts(self, span: Span) -> Iterator[tuple[date, Row]]:
        """Meetings of the duo and check-ins with both, at their rhythm; some are missed."""
        last = span.ended_on or self.project.known_until
        for kind, first, rhythm in CONTACTS:
            held_on = after(self.rng, span.started_on, 0, first)
            while held_on <= last:
                if chance(self.rng, 0.9):
                    yield held_on, self._contact(kind)
                held_on = after(self.rng, held_on, rhythm - 5, rhythm + 5)

    def _contact(self, kind: str) -> Row:
        reached = chance(self.rng, 0.88)
        return {
            "kind": kind,
            "minutes": self.rng.choice((20, 30, 45, 60, 90)) if reached else None,
            "channel": weighted(self.rng, CHANNELS),
            "reached": yes_no(reached),
        }

    def _vetoes(self, cases: list[Case], mentors: Mentors) -> Rows:
        """A few pairs that never were, ruled out by a coach."""
        for case in cases:
            if not (case.journey.spans and chance(self.rng, 0.02)):
                continue
            mentor = self.rng.choice(mentors.everyone)
            decided_on = max(case.journey.spans[0].started_on, mentor.active_from)
            if decided_on <= self.project.known_until and mentor.code not in case.mentee.met:
                pair = {"mentee": case.mentee.code, "mentor": mentor.code}
                reason = "Kennen elkaar uit de buurt."
                yield "vetoes.csv", pair | {"decided_on": decided_on, "reason": reason}


def _known_outcomes(enrolment: str, outcomes: list[Row], until: date) -> Rows:
    seen = set()
    for row in outcomes:
        known = {name: value for name, value in row.items() if not _is_after(value, until)}
        key = (row["kind"], row["started_on"])
        if "started_on" in known and key not in seen:
            seen.add(key)
            yield "outcomes.csv", {"enrolment": enrolment, **known}


def _is_after(value: object, until: date) -> bool:
    return isinstance(value, date) and value > until
