"""Real costs of projects: claims per year, what control accepts, settlements and payments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from m2w.demo.draw import chance
from m2w.demo.plan import Project
from m2w.demo.tables import Row, Rows, euros
from m2w.demo.vocabulary import CONTROL_REASONS

SHARES = {"staff": 61, "overhead": 9, "volunteers": 9, "training": 11, "travel": 6, "other": 4}
A_YEAR = timedelta(days=365)
ADVANCE = 40  # per cent of the first grant, paid at the start


@dataclass(frozen=True, slots=True)
class Year:
    """What a project spent in a calendar year of its term, in cents per category."""

    project: Project
    year: int
    declared_on: date
    controlled_on: date
    settled_on: date
    declared: Mapping[str, int]
    refused: Mapping[str, int]

    @property
    def accepted(self) -> int:
        return sum(self.declared.values()) - sum(self.refused.values())


def money(project: Project, rng: Random, codes: Iterator[str]) -> Rows:
    """Claims, settlements and payments of a project, as far as they are known."""
    settlements: list[tuple[Year, int]] = []
    for year in _years(project, rng):
        for row in _claims(year, rng, codes):
            yield "claims.csv", row
        if year.settled_on <= project.known_until:
            before = sum(cents for _, cents in settlements)
            room = project.granted(year.settled_on) - before
            settlements.append((year, max(0, min(year.accepted, room))))
    for year, cents in settlements:
        row = {"project": project.code, "year": year.year, "amount": euros(cents)}
        yield "settlements.csv", row | {"settled_on": year.settled_on}
    for row in _payments(project, [(year.settled_on, cents) for year, cents in settlements]):
        yield "payments.csv", row


def claim_codes() -> Iterator[str]:
    return (f"C{n:05}" for n in count(1))


def _years(project: Project, rng: Random) -> Iterator[Year]:
    """The years declared by now; the costs follow the days of the term in each."""
    accepted = 0
    for year in range(project.starts_on.year, project.last_day.year + 1):
        last_day = project.last_day_known(date(year, 12, 31))
        first, last = max(project.starts_on, date(year, 1, 1)), min(last_day, date(year, 12, 31))
        declared_on = last + timedelta(days=rng.randint(50, 85) + project.claims_delay)
        controlled_on = declared_on + timedelta(days=rng.randint(20, 60))
        settled_on = controlled_on + timedelta(days=rng.randint(10, 30))
        if project.control_waits and declared_on > project.known_until - A_YEAR:
            controlled_on = settled_on = project.known_until + A_YEAR
        days, term = (last - first).days + 1, (last_day - project.starts_on).days + 1
        spent = round(project.granted(last) * days / term * project.use * rng.uniform(0.97, 1.03))
        declared = _split(spent)
        refused = _refused(declared, project.granted(controlled_on) - accepted, rng)
        result = Year(project, year, declared_on, controlled_on, settled_on, declared, refused)
        accepted += result.accepted
        if days > 0 and declared_on <= project.known_until:
            yield result


def _split(cents: int) -> dict[str, int]:
    parts = {category: cents * share // 100 for category, share in SHARES.items()}
    parts["staff"] += cents - sum(parts.values())
    return parts


def _refused(declared: Mapping[str, int], room: int, rng: Random) -> dict[str, int]:
    """What control takes off: a little here and there, and all that exceeds the grant."""
    refused = {
        category: cents * rng.randint(2, 12) // 100
        for category, cents in declared.items()
        if chance(rng, 0.25)
    }
    excess = sum(declared.values()) - sum(refused.values()) - max(0, room)
    if excess > 0:
        refused["staff"] = min(declared["staff"], refused.get("staff", 0) + excess)
    return refused


def _claims(year: Year, rng: Random, codes: Iterator[str]) -> Iterator[Row]:
    known = year.controlled_on <= year.project.known_until
    for category, declared in year.declared.items():
        refused, reason = year.refused.get(category, 0), rng.choice(CONTROL_REASONS)
        claim: Row = {
            "code": next(codes),
            "project": year.project.code,
            "year": year.year,
            "category": category,
            "amount_declared": euros(declared),
            "declared_on": year.declared_on,
        }
        control: Row = {
            "amount_accepted": euros(declared - refused),
            "controlled_on": year.controlled_on,
            "control_reason": reason if refused else None,
        }
        yield claim | control if known else claim


def _payments(project: Project, settlements: list[tuple[date, int]]) -> Iterator[Row]:
    """An advance at the start; after each settlement the balance, or a recovery."""
    first = project.grants[0]
    paid = first.cents * ADVANCE // 100
    yield from _payment(project, "advance", first.decided_on, paid)
    settled = 0
    for settled_on, cents in settlements:
        settled += cents
        if settled > paid:
            yield from _payment(project, "balance", settled_on, settled - paid)
            paid = settled
    if settlements and paid > settled and project.last_day < settlements[-1][0]:
        yield from _payment(project, "recovery", settlements[-1][0], paid - settled)


def _payment(project: Project, kind: str, decided_on: date, cents: int) -> Iterator[Row]:
    paid_on = decided_on + timedelta(days=21)
    if decided_on <= project.known_until:
        yield {
            "project": project.code,
            "kind": kind,
            "decided_on": decided_on,
            "paid_on": paid_on if paid_on <= project.known_until else None,
            "amount": euros(cents),
        }
