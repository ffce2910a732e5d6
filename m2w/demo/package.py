"""The example data package: the same seed and day give the same bytes."""

import csv
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from m2w.demo import question_479
from m2w.demo.caseload import Caseload, Numbers
from m2w.demo.draw import source
from m2w.demo.money import claim_codes, money
from m2w.demo.organisations import organisations, promoters
from m2w.demo.people import Mentee
from m2w.demo.plan import Plan
from m2w.demo.programme import evaluations, programme
from m2w.demo.running import running_call
from m2w.demo.tables import COLUMNS, Rows


@dataclass(frozen=True, slots=True)
class Size:
    """How much: all mentees, those per project of question 479, share of matches with contacts."""

    mentees: int
    promoters: int
    running_projects: int
    asked_intake: int
    contacts: float


SIZES = {
    "small": Size(mentees=600, promoters=6, running_projects=6, asked_intake=46, contacts=1.0),
    "large": Size(
        mentees=100_000, promoters=22, running_projects=44, asked_intake=46, contacts=0.02
    ),
}


def write_package(directory: Path, seed: int, size: str, today: date) -> None:
    """Write a whole package as CSV files, row by row, into an existing directory.

    `size` is a key of `SIZES`. Nothing in it is dated after `today`, but for plans and, when
    today is earlier than 1 April 2022, the records of question 479.
    """
    with ExitStack() as stack:
        writers = {}
        for name, columns in COLUMNS.items():
            file = stack.enter_context((directory / name).open("w", encoding="utf-8", newline=""))
            writers[name] = csv.DictWriter(file, columns, lineterminator="\n")
            writers[name].writeheader()
        for name, row in rows(seed, SIZES[size], today):
            writers[name].writerow(row)


def rows(seed: int, size: Size, today: date) -> Rows:
    """Every row of the package with the name of its file."""
    plan = _plan(size, today)
    yield from organisations(plan.promoters)
    yield from programme(plan)
    claims = claim_codes()
    for project in plan.projects:
        yield from money(project, source(seed, "money", project.code), claims)
    yield from evaluations(plan, seed)
    yield from _caseloads(plan, seed, size.contacts)


def _plan(size: Size, today: date) -> Plan:
    named = promoters(size.promoters)
    asked = question_479.projects(named, size.asked_intake, today)
    left = size.mentees - len(asked) * size.asked_intake
    intakes = [
        left // size.running_projects + (n < left % size.running_projects)
        for n in range(size.running_projects)
    ]
    call, running = running_call(named, intakes, today)
    return Plan(named, (question_479.CALL, call), asked + running)


def _caseloads(plan: Plan, seed: int, contacts: float) -> Rows:
    numbers = Numbers()
    leavers: list[tuple[Mentee, date]] = []
    for project in plan.projects:
        caseload = Caseload(project, source(seed, "cases", project.code), numbers, contacts)
        yield from caseload.rows(leavers)
        leavers = caseload.leavers
