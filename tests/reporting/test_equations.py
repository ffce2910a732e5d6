"""The same table is hidden in the same way, whoever asks for it where."""

import os
import subprocess
import sys

import pytest

from tests.reporting.crossed import counts_of

pytestmark = pytest.mark.django_db

TOLD = """
from reporting.disclosure import hide
from reporting.equations import in_canonical_places, problem_of
from reporting.tables import Column, Definition, Table, placed
from datetime import date

ROWS = [[1, 9, 4, 2], [8, 2, 5, 7], [3, 6, 1, 12], [5, 5, 9, 2]]
columns = [Column("project", "", "code"), Column("gender", "", "code"), Column("submitted", "")]
rows = [
    {"project": f"P{p}", "gender": f"g{g}", "submitted": n}
    for p, line in enumerate(ROWS) for g, n in enumerate(line)
]
total = {"submitted": sum(map(sum, ROWS))}
table = Table("x", "", date(2022, 4, 1), Definition("x", 1, ""), columns, rows, total,
              place=placed("project", "gender"))
totals = [
    Table("x", "", date(2022, 4, 1), Definition("x", 1, ""), columns,
          [{name: code, "submitted": sum(r["submitted"] for r in rows if r[name] == code)}
           for code in sorted({r[name] for r in rows})], total, place=placed(name))
    for name in ("project", "gender")
]
problem = problem_of([in_canonical_places(one, {}) for one in (table, *totals)])
print([(one.whole.measure, sorted(one.whole.at), [sorted(p.at) for p in one.parts])
       for one in problem.sums])
print(sorted((count.measure, sorted(count.at)) for count in hide(problem, 4)))
"""


def told_by_process(seed):
    env = {**os.environ, "PYTHONHASHSEED": str(seed)}
    setup = "import django; django.setup()\n"
    found = subprocess.run(
        [sys.executable, "-c", setup + TOLD], env=env, capture_output=True, text=True, check=True
    )
    return found.stdout


def test_every_process_hides_the_same():
    assert len({told_by_process(seed) for seed in range(4)}) == 1


def test_a_table_on_its_side_hides_the_same(loaded, api):
    asked = {"measure": "rejected", "as_of": "2024-06-30"}
    one = asked | {"rows": "project", "columns": "diploma_level"}
    other = asked | {"rows": "diploma_level", "columns": "project"}
    told, turned = (
        dict(counts_of(api("ann").get("/api/v1/reports/cross/", options).json(), options))
        for options in (one, other)
    )
    assert {(head, line): n for (line, head), n in turned.items()} == told
