"""Disclosure control: of one large table against what may be waited for, and of four tables
together against two of them. The answer to question 479 as a whole, and a table in which most
counts are small, against what may be waited for."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.core.management import call_command

from m2w.demo.package import write_package
from reporting import answers, documents
from reporting.disclosure import Problem, Sum, hide
from reporting.models import WrittenQuestion
from reporting.release import shown
from reporting.reports import REPORTS
from reporting.selection import select
from tests.bench.measure import Ratio, pair, seconds, taken_back

DAY = date(2026, 11, 23)
ROWS, COLUMNS = 60, 30
MENTEES = {"measure": "submitted", "rows": "nationality", "rows2": "gender", "columns": "project"}
TABLE_IN, ANSWER_IN = 5.0, 10.0  # seconds


def ratios() -> Iterator[Ratio]:
    one = problem(1)
    name = f"protect {ROWS} × {COLUMNS}, of {TABLE_IN:.0f} s"
    yield Ratio(name, seconds(lambda: hide(one, 4)), TABLE_IN, most=1)
    two, four = problem(2), problem(4)
    times = pair(lambda: hide(four, 4), lambda: hide(two, 4))
    yield Ratio("protect four such tables against two", *times, most=3)


def answer_ratios() -> Iterator[Ratio]:
    """On the example data: composed, and written as all of its files; and the widest table about
    the same mentees."""
    with tempfile.TemporaryDirectory() as directory, taken_back():
        write_package(Path(directory), seed=479, size="small", today=DAY)
        call_command("load_package", directory, verbosity=0)
        written, protected = (seconds(act, rounds=3) for act in (write_answer, protect))
    yield Ratio(f"answer 479, of {ANSWER_IN:.0f} s", written, ANSWER_IN, most=1)
    yield Ratio(f"protect its mentees, of {TABLE_IN:.0f} s", protected, TABLE_IN, most=1)


def write_answer() -> None:
    answer = answers.compose(WrittenQuestion.objects.get(number=479), date(2022, 4, 1))
    for wanted in documents.FORMATS:
        documents.rendered(answer, wanted)


def protect() -> None:
    """Most of its counts are small: every nationality, men and women apart, in each project."""
    selection = replace(select(DAY), true_counts=False)
    table = REPORTS["cross"].run(selection, **MENTEES)
    shown(selection, table)


def problem(tables: int) -> Problem:
    """Tables of the same projects by different things, with a great many small counts, and the
    sums that tie them to the same totals."""
    chance = random.Random(479)
    places = [f"p{row}" for row in range(ROWS)]
    people = [chance.choice(places) for _ in range(ROWS * COLUMNS * 8)]
    counts: Counter[object] = Counter([("all",), *people] + [("all",)] * (len(people) - 1))
    sums = [Sum(("all",), tuple(places))]
    for table in range(tables):
        codes = [f"t{table}c{column}" for column in range(COLUMNS)]
        weights = [1 / (1 + column) for column in range(COLUMNS)]
        chosen = chance.choices(codes, weights, k=len(people))
        counts.update(zip(people, chosen, strict=True))
        counts.update(chosen)
        sums += [Sum(place, tuple((place, code) for code in codes)) for place in places]
        sums += [Sum(code, tuple((place, code) for place in places)) for code in codes]
        sums.append(Sum(("all",), tuple(codes)))
    for one in sums:
        for part in one.parts:
            counts.setdefault(part, 0)
    return Problem(dict(counts), sums)
