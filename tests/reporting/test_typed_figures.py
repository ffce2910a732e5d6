"""Figures typed by hand beside those that are computed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w import notation
from reporting.typed_figures import (
    COUNT,
    EURO,
    PERCENT,
    Computed,
    differences,
    numbers_in,
    of_phrase,
    replaced,
)

SHARE = Computed(PERCENT, Decimal("55.7"), "55,7 %", "granted_pct")
BUDGET = Computed(EURO, Decimal("2920000"), "€ 2.920.000,00", "budget")
MENTEES = Computed(COUNT, Decimal(37), "37")
ALL = [SHARE, BUDGET, MENTEES]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("of 55,2 % van het budget", PERCENT, "55.2"),
        ("of 55 procent", PERCENT, "55"),
        ("€2.920.000.", EURO, "2920000"),
        ("€\N{NO-BREAK SPACE}1.626.796,40 werd", EURO, "1626796.40"),
        ("2,9 miljoen euro", EURO, "2900000"),
        ("er zijn 1.234 mentees", COUNT, "1234"),
        ("in totaal 12.", COUNT, "12"),
    ],
)
def test_it_reads_belgian_notation(text, kind, value):
    assert [(one.kind, one.value) for one in numbers_in(text)] == [(kind, Decimal(value))]


@pytest.mark.parametrize(
    "text",
    [
        *("tot en met 1 april 2022", "op 01/04/2022", "op 2022-04-01", "sinds april 2022"),
        *("in 2021", "oproep 2019/50081", "vraag nr. 321", "artikel 60", "punt 8", "niveau A2"),
        *("HBO5", "24 maanden", "jonger dan 25 jaar", "20 werkdagen", "1+3+6-7+9-11"),
        *("1. Eerst", "deelvraag 3", "drie projecten", "3de ronde", "art. 60", "subgroep 1"),
    ],
)
def test_what_is_no_figure_is_left_alone(text):
    assert not numbers_in(text)


def test_a_number_that_differs_comes_with_the_nearest_of_its_kind():
    [found] = differences(["Dat is 55,2 % van € 2.920.000 voor 37 mentees."], ALL)
    assert (found.number.text, found.nearest) == ("55,2 %", SHARE)


def test_it_is_compared_as_precisely_as_it_was_written():
    exact = Computed(PERCENT, Decimal("55.71"), "55,71 %")
    assert not differences(["55,7 %, of 56 %"], [exact])
    assert not differences(["2,9 miljoen euro"], [BUDGET])
    assert differences(["55,72 %"], [exact])


def test_a_reason_leaves_it_standing():
    assert not differences(["55,2\N{NO-BREAK SPACE}%"], ALL, explained=["55,2 %"])


def test_without_figures_of_its_kind_it_is_none_of_them():
    [found] = differences(["12 %"], [BUDGET, MENTEES])
    assert (found.number.text, found.nearest, found.to_take) == ("12 %", None, "")
    assert not differences(["12 %"], [BUDGET, MENTEES], explained=["12 %"])


def test_a_field_is_a_figure_when_it_says_nothing_more():
    assert [one.field for one in of_phrase("share", "55,7 % (55,71 %)")] == ["share", ""]
    assert [one.field for one in of_phrase("overview", "er zijn 12 projecten")] == [""]


def test_only_the_typed_number_is_replaced():
    text = "Het is 55,2 % ({granted_pct}), niet 155,2 %."
    expected = "Het is {granted_pct} ({granted_pct}), niet 155,2 %."
    assert replaced(text, "55,2\N{NO-BREAK SPACE}%", "{granted_pct}") == expected


AMOUNTS = st.decimals(0, 10**9, places=2, allow_nan=False)


@given(AMOUNTS)
def test_our_own_notation_is_read_back(value):
    for text in (notation.euro(value), notation.percent(value, 2)):
        [number] = numbers_in(f"Dat is {text}.")
        assert (number.value, number.text) == (value, text)


@given(st.lists(AMOUNTS, min_size=1, max_size=6), st.integers(0, 5))
def test_a_computed_figure_never_differs(values, at):
    computed = [Computed(EURO, value, notation.euro(value)) for value in values]
    assert not differences([f"Samen {computed[at % len(computed)].text}!"], computed)


@given(AMOUNTS, AMOUNTS)
def test_another_amount_always_differs(typed, computed):
    found = differences([notation.euro(typed)], [Computed(EURO, computed, "")])
    assert bool(found) == (typed != computed)


@given(st.text(alphabet="0123456789.,% €{}/-+ aprilnv\n"))
def test_it_takes_any_text(text):
    for number in numbers_in(text):
        assert text[number.start : number.end] == number.text
