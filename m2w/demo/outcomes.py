"""What enrolments lead to: work, training and the rest, spells and edges included."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from m2w.demo.draw import after, chance, weighted
from m2w.demo.journeys import Journey
from m2w.demo.tables import Row
from m2w.demo.vocabulary import JOBS
from m2w.periods import add_months

SUSTAINABLE_MONTHS = 3
HORIZON_MONTHS = 12
RESULTS = {
    "work": 42,
    "internship": 10,
    "training": 13,
    "work_experience": 4,
    "other": 3,
    "none": 28,
}
FIRST_WORK = {"open_ended": 36, "fixed_term": 29, "temp_agency": 29, "self_employed": 6}
WORK = tuple(FIRST_WORK)


def outcomes(rng: Random, journey: Journey) -> Iterator[Row]:
    """The outcomes of a whole enrolment; the caller tells only what is known by a day."""
    if not journey.spans or journey.ended_on is None:
        return
    first_match, ended_on = journey.spans[0].started_on, journey.ended_on
    result = "work" if journey.end_reason == "work" else weighted(rng, RESULTS)
    if chance(rng, 0.04):
        yield _outcome(rng, "temp_agency", after(rng, first_match, -20, -1), first_match)
    if result == "work" and chance(rng, 0.2):
        ibo = max(first_match, after(rng, ended_on, -90, -50))
        yield _outcome(rng, rng.choice(("ibo", "internship")), ibo, after(rng, ibo, 20, 45))
    start = max(first_match, after(rng, ended_on, -45, 180))
    if result == "work":
        yield from _work(rng, start)
    elif result == "none":
        if chance(rng, 0.4):
            yield {"kind": "none", "started_on": after(rng, add_months(ended_on, 6), 0, 20)}
    else:
        kind = rng.choice(("internship", "ibo")) if result == "internship" else result
        yield _outcome(rng, kind, start, after(rng, start, 20, 200))
    if chance(rng, 0.03):
        late = after(rng, add_months(ended_on, HORIZON_MONTHS), 1, 90)
        yield _outcome(rng, "open_ended", late, None)


def _work(rng: Random, start: date) -> Iterator[Row]:
    kind = weighted(rng, FIRST_WORK)
    if kind == "temp_agency":
        yield from _spell(rng, start)
    elif kind == "fixed_term":
        yield _outcome(rng, kind, start, after(rng, start, 30, 240))
    else:
        yield _outcome(rng, kind, start, _early_end(rng, start) if chance(rng, 0.25) else None)


def _early_end(rng: Random, start: date) -> date:
    """Ended after a while; for some exactly on the day that makes three months."""
    if chance(rng, 0.2):
        return add_months(start, SUSTAINABLE_MONTHS)
    return after(rng, start, 10, 200)


def _spell(rng: Random, start: date) -> Iterator[Row]:
    """Temporary jobs after one another, with gaps that sometimes break the spell."""
    for _ in range(rng.randint(1, 4)):
        end = after(rng, start, 12, 60)
        yield _outcome(rng, "temp_agency", start, end)
        start = end + timedelta(days=rng.choice((0, 3, 10, 25, 31, 32, 50)))
    if chance(rng, 0.3):
        yield _outcome(rng, "open_ended", start, None)


def _outcome(rng: Random, kind: str, started_on: date, ended_on: date | None) -> Row:
    job = rng.choice(JOBS)
    verified_on = after(rng, started_on, 15, 80) if chance(rng, 0.6) else None
    return {
        "kind": kind,
        "started_on": started_on,
        "ended_on": ended_on,
        "employer": job.employer if kind in WORK else None,
        "sector": job.sector if kind in WORK else None,
        "verified_on": verified_on,
    }
