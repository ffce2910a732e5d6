"""Why a budget is under- or over-used, in words: the causes, their figures and their order."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.effects import gap
from reporting.explanations import explain, sentences
from tests.reporting.test_effects import spending

AS_PLANNED = {2020: 36600, 2021: 36500}
ALL_STARTED = {2020: 366, 2021: 365}


def told(*projects):
    """The sentences over some projects, without the space that keeps an amount together."""
    found = sentences(dict(enumerate(projects)))
    return [str(one).replace("\N{NO-BREAK SPACE}", " ") for one in found]


@pytest.mark.parametrize(
    ("spent", "text"),
    [
        (
            spending({2020: 26600, 2021: 36500}, {2020: 266, 2021: 365}),
            (
                "Minder mentees gestart dan gepland. Van de 731 geplande mentees startten er 631;"
                " dat verklaart € 10.000,00."
            ),
        ),
        (
            spending({2020: 36700, 2021: 36500}, {2020: 367, 2021: 365}),
            (
                "Meer mentees gestart dan gepland. Er startten 732 mentees; gepland waren er 731."
                " Dat kost € 100,00 meer."
            ),
        ),
        (
            spending({2020: 32940, 2021: 32850}, ALL_STARTED),
            (
                "Goedkoper per gestarte mentee. Een gestarte mentee kostte € 90,00, tegenover"
                " € 100,00 toegekend per geplande mentee; dat verklaart € 7.310,00."
            ),
        ),
        (
            spending({2020: 40260, 2021: 40150}, ALL_STARTED),
            (
                "Duurder per gestarte mentee. Een gestarte mentee kostte € 110,00, tegenover"
                " € 100,00 toegekend per geplande mentee; dat kost € 7.310,00 meer."
            ),
        ),
        (
            spending({2020: 36600}, {2020: 366}),
            (
                "Nog niet gedeclareerd. Voor 2021 zijn nog geen kosten gedeclareerd; daarvoor was"
                " € 36.500,00 gepland."
            ),
        ),
        (
            spending({2020: 26600, 2021: 36500}),
            (
                "Minder uitgegeven dan gepland. In de jaren die gedeclareerd zijn, is € 10.000,00"
                " minder uitgegeven dan gepland."
            ),
        ),
        (
            spending({2020: 46600, 2021: 36500}),
            (
                "Meer uitgegeven dan gepland. In de jaren die gedeclareerd zijn, is € 10.000,00"
                " meer uitgegeven dan gepland."
            ),
        ),
    ],
)
def test_each_cause_in_words(spent, text):
    assert told(spent) == [text]


def test_a_late_start_says_how_late():
    spent = spending({2020: 26600, 2021: 36500}, {2020: 266, 2021: 365}, first_on=date(2020, 4, 10))
    assert told(spent) == [
        (
            "Later begonnen. De eerste mentee startte 100 dagen na het begin van het project;"
            " dat verklaart € 10.000,00."
        )
    ]


def test_costs_without_mentees():
    spent = spending({2020: 600, 2021: 0}, {}, first_on=None)
    assert "Kosten zonder mentees. Er is € 600,00 gedeclareerd zonder dat er een mentee" in (
        " ".join(told(spent))
    )


def test_projects_are_taken_together_and_what_explains_most_comes_first():
    fewer = spending({2020: 26600, 2021: 36500}, {2020: 266, 2021: 365})
    missing = spending({2020: 36600}, {2020: 366})
    found = sentences({"A": fewer, "B": missing, "C": missing})
    assert [(one.cause, one.projects) for one in found] == [
        ("not_declared", ("B", "C")),
        ("mentees", ("A",)),
    ]
    assert "In 2 projecten zijn voor 2021 nog geen kosten gedeclareerd" in found[0].text
    assert sum(one.amount for one in found) == gap(fewer) + 2 * gap(missing)


@pytest.mark.parametrize("signal", [None, "on_track"])
def test_what_is_on_track_needs_no_explanation(signal):
    assert explain(spending({2020: 36000, 2021: 36500}, ALL_STARTED), signal) is None


def test_the_report_explains_in_one_text():
    text = explain(spending({2020: 26600}, {2020: 266}), "under")
    assert text.startswith("Voor 2021 zijn nog geen kosten gedeclareerd;")
    assert "Van de 366 geplande mentees startten er 266;" in text


def test_nothing_is_due():
    assert explain(spending({}, {}, as_of=date(2020, 5, 1)), "under") is None
    assert told(spending(AS_PLANNED, ALL_STARTED)) == []


def test_amounts_that_cancel_out_are_no_cause():
    more = spending({2020: 46600, 2021: 36500}, {2020: 466, 2021: 365})
    fewer = spending({2020: 26600, 2021: 36500}, {2020: 266, 2021: 365})
    assert told(more, fewer) == []
    assert gap(more) + gap(fewer) == Decimal(0)
