"""When too much is hidden: which coarser forms there are, in which order, and which is chosen."""

from datetime import date
from fractions import Fraction

import pytest

from reporting.coarser import coarser, finest, hidden_share, small_share
from reporting.crossing import Axes
from reporting.tables import Column, Definition, Shown

PER_PROJECT = Axes(("project",), ("nationality",))


def test_persons_are_grouped_before_places_are():
    assert [form.all for form in coarser(PER_PROJECT)] == [
        ("project", "nationality_group"),
        ("lot", "nationality"),
        ("lot", "nationality_group"),
        ("call", "nationality"),
        ("call", "nationality_group"),
    ]


def test_a_second_level_can_be_left_out_and_no_dimension_stands_twice():
    forms = list(coarser(Axes(("call", "project"), ("gender",))))
    assert forms == [Axes(("call", "lot"), ("gender",)), Axes(("call",), ("gender",))]


def test_nothing_is_coarser_than_gender():
    assert list(coarser(Axes(("gender",), ("benefit",)))) == []


def test_the_finest_that_hides_little_enough():
    shares = {"nationality_group": Fraction(1, 5), "call": Fraction(19, 100)}

    def share_of(form):
        return min(shares.get(name, Fraction(1)) for name in form.all)

    assert finest(PER_PROJECT, share_of) == Axes(("call",), ("nationality",))
    assert finest(PER_PROJECT, lambda form: Fraction(1)) is None


def shown(rows, total, suppressed=1, names=("f", "m")):
    columns = [Column("project", "Project", "code"), *(Column(name, name) for name in names)]
    columns.append(Column("total", "Totaal"))
    return Shown(
        "cross", "", date(2022, 4, 1), Definition("cross", 1, ""), columns, rows, total,
        suppressed=suppressed, smallest=4,
    )  # fmt: skip


ROWS = [
    {"project": "A", "cells": {"f": None, "m": 6}, "total": 8, "hidden": ("f",)},
    {"project": "B", "cells": {"f": None, "m": 4}, "total": 12, "hidden": ("f",)},
]


def test_what_is_hidden_is_what_the_totals_leave():
    table = shown(ROWS, {"cells": {"f": 10, "m": 10}, "total": 20})
    assert hidden_share(table, Axes(("project",), ("gender",))) == Fraction(1, 2)


@pytest.mark.parametrize(("suppressed", "share"), [(0, 0), (1, 1)])
def test_without_a_total_all_or_nothing_is_hidden(suppressed, share):
    total = {"cells": {}, "total": None, "hidden": ("total",)}
    assert hidden_share(shown([], total, suppressed), Axes(("project",), ("gender",))) == share


def test_at_least_the_small_counts_are_hidden():
    rows = [
        {"project": "A", "cells": {"f": 2, "m": 6}},
        {"project": "B", "cells": {"f": 8, "m": 4}},
    ]
    assert small_share(shown(rows, None), PER_PROJECT, 4) == Fraction(2, 20)
    assert small_share(shown([], None), PER_PROJECT, 4) == 0
