"""Rows of calls, lots and projects, and of the evaluations they go through."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from m2w.demo.draw import source
from m2w.demo.plan import EXTENSION_MONTHS, INITIAL_MONTHS, Call, Plan, Project
from m2w.demo.tables import Row, Rows, as_list, euros
from m2w.demo.vocabulary import CONCLUSIONS
from m2w.periods import add_months

TRACKS = ("operational", "content", "cooperation")
GRANT_MONTHS = {"initial": INITIAL_MONTHS, "extension": EXTENSION_MONTHS}
HELD, DRAFT = 0.91, 0.95  # share of past rounds that were held, or got no further than a draft


def programme(plan: Plan) -> Rows:
    """Calls, lots, projects, grants and extensions."""
    for call in plan.calls:
        yield from _call(call)
    for project in plan.projects:
        yield from _project(project)


def _call(call: Call) -> Rows:
    yield (
        "calls.csv",
        {
            "code": call.code,
            "title": call.title,
            "reference": call.reference,
            "budget": euros(call.budget),
            "opens_on": call.opens_on,
        },
    )
    for lot in call.lots:
        yield (
            "lots.csv",
            {
                "code": lot.code,
                "call": call.code,
                "number": lot.number,
                "name": lot.name,
                "provinces": as_list(lot.provinces),
                "subgroups": as_list(lot.subgroups),
                "target_mentees": lot.target,
                "budget": euros(lot.budget),
                "financing_number": f"FIN-{lot.code}",
            },
        )


def _project(project: Project) -> Rows:
    yield (
        "projects.csv",
        {
            "code": project.code,
            "lot": project.lot.code,
            "promoter": project.promoter.slug,
            "name": project.name,
            "starts_on": project.starts_on,
            "ends_on": project.initial_last_day,
            "target_mentees": project.target,
            "expected_duration_months": 6,
            "contact_every_days": 14,
        },
    )
    for grant in project.grants:
        if grant.decided_on <= project.known_until:
            yield (
                "grants.csv",
                {
                    "project": project.code,
                    "kind": grant.kind,
                    "decided_on": grant.decided_on,
                    "amount": euros(grant.cents),
                    "months": GRANT_MONTHS.get(grant.kind),
                },
            )
    if project.extended_on and project.final and project.extended_on <= project.known_until:
        yield (
            "extensions.csv",
            {
                "project": project.code,
                "decided_on": project.extended_on,
                "months": EXTENSION_MONTHS,
                "evaluation_held_on": project.final.held_on,
            },
        )


def evaluations(plan: Plan, seed: int) -> Rows:
    """Two-monthly rounds at three levels, and what each project is judged on."""
    for project in plan.projects:
        rng = source(seed, "evaluations", project.code)
        yield from _six_month(rng, project)
        yield from _final(rng, project)
        starts = _rounds(project.starts_on, project.last_day_known(project.known_until))
        yield from _bimonthly(rng, ("promoter", project.code), starts, project.known_until)
    for place, projects in _shared_places(plan):
        rng = source(seed, "evaluations", *place)
        yield from _bimonthly(rng, place, _blocks(projects), _known(projects))


def _shared_places(plan: Plan) -> Iterator[tuple[tuple[str, str], list[Project]]]:
    """Every province and call with its projects."""
    for province in sorted({code for p in plan.projects for code in p.lot.provinces}):
        there = [project for project in plan.projects if province in project.lot.provinces]
        yield ("province", province), there
    for call in plan.calls:
        yield ("central", call.code), [p for p in plan.projects if p.call == call.code]


def _known(projects: list[Project]) -> date:
    return min(project.known_until for project in projects)


def _rounds(first_day: date, last_day: date) -> Iterator[date]:
    months = 0
    while (start := add_months(first_day, months)) <= last_day:
        yield start
        months += 2


def _blocks(projects: list[Project]) -> Iterator[date]:
    """First days of January–February, March–April, … while any of the projects ran."""
    first = min(project.starts_on for project in projects)
    last = max(project.last_day_known(project.known_until) for project in projects)
    return _rounds(date(first.year, first.month - (first.month - 1) % 2, 1), last)


def _bimonthly(
    rng: Random, place: tuple[str, str], starts: Iterator[date], known_until: date
) -> Rows:
    level, scope = place
    for start in starts:
        for track in TRACKS:
            fate = rng.random()
            held_on = add_months(start, 2) + timedelta(days=rng.randint(-12, 10))
            round_ = {
                "kind": "bimonthly",
                "level": level,
                "scope": scope,
                "track": track,
                "period_start": start,
            }
            score = rng.choices((1, 2, 3, 4), (1, 3, 8, 4))[0]
            if held_on <= known_until and fate < HELD:
                done = {"held_on": held_on, "status": "final", "score": score}
                yield "evaluations.csv", round_ | done
            elif start <= known_until and HELD <= fate < DRAFT:
                yield "evaluations.csv", round_ | {"status": "draft"}


def _six_month(rng: Random, project: Project) -> Rows:
    conclusion = rng.choice(CONCLUSIONS)
    if project.six_month_delay is None:
        return
    held_on = add_months(project.starts_on, 6) + timedelta(days=project.six_month_delay)
    if held_on <= project.known_until:
        yield "evaluations.csv", _judged(project, "six_month", held_on, conclusion)


def _final(rng: Random, project: Project) -> Rows:
    conclusion = rng.choice(CONCLUSIONS)
    final = project.final
    if final and final.held_on <= project.known_until:
        row = _judged(project, "final", final.held_on, conclusion)
        yield "evaluations.csv", row | {"verdict": final.verdict}


def _judged(project: Project, kind: str, held_on: date, conclusion: str) -> Row:
    return {
        "kind": kind,
        "level": "promoter",
        "scope": project.code,
        "period_start": project.starts_on,
        "held_on": held_on,
        "status": "final",
        "score": 3,
        "conclusion": conclusion,
    }
