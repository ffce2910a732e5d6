"""Pasted text of a written question: what is recognised, and that nothing of it is lost."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reporting.pasting import recognise, short_title

FORM = """SCHRIFTELIJKE VRAAG
nr. 479
van YVES VOORBEELD
datum: 25 maart 2022

aan HILDE VOORBEELD
VICEMINISTER-PRESIDENT VAN DE VLAAMSE REGERING, VLAAMS MINISTER VAN ECONOMIE, INNOVATIE,
WERK, SOCIALE ECONOMIE EN LANDBOUW

Projecten - Overzicht

De projecten lopen op basis van
een oproep:

- van VDAB;
- met een verslag.

1. Graag een overzicht van de Mentoring2work-
projecten.
2) geen nieuw nummer
2. Hoeveel?
"""


def texts(text: str) -> list[tuple[str, str]]:
    return [(item.label, item.text) for item in recognise(text).sub_questions]


def test_it_reads_the_form_of_the_parliament():
    found = recognise(FORM)
    assert (found.number, found.asked_on) == (479, date(2022, 3, 25))
    assert (found.member, found.minister) == ("Yves Voorbeeld", "Hilde Voorbeeld")
    assert found.minister_title == (
        "Viceminister-president van de Vlaamse Regering, Vlaams minister van Economie, Innovatie, "
        "Werk, Sociale Economie en Landbouw"
    )
    assert found.subject == "Projecten - Overzicht"
    assert found.introduction == (
        "De projecten lopen op basis van een oproep:\n\n- van VDAB;\n- met een verslag."
    )
    assert not found.missing


def test_a_number_in_another_style_is_text():
    assert texts(FORM) == [
        ("1", "Graag een overzicht van de Mentoring2work-projecten. 2) geen nieuw nummer"),
        ("2", "Hoeveel?"),
    ]


def test_it_reads_the_answer_page_of_question_479():
    found = recognise(Path(__file__).with_name("question-479.txt").read_text())
    assert (found.number, found.asked_on) == (479, date(2022, 3, 25))
    assert (found.member, found.minister) == ("Yves Buysse", "Hilde Crevits")
    assert [item.label for item in found.sub_questions] == [str(n) for n in range(1, 12)]
    assert found.sub_questions[-1].text == "Hoe evalueert de minister deze projecten?"
    assert "niet geattesteerd);" in found.introduction
    assert found.answer.startswith("1+3+6-7+9-11. Voor het antwoord")


def test_the_number_of_another_question_is_not_its_own():
    found = recognise("Zie schriftelijke vraag nr. 293 van 7 januari 2021 van Jan Voorbeeld.")
    assert (found.number, found.asked_on, found.member) == (None, None, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a. Hoeveel?\nb. Waarom?", [("a", "Hoeveel?"), ("b", "Waarom?")]),
        ("A) Hoeveel?\nB) Waarom?", [("a", "Hoeveel?"), ("b", "Waarom?")]),
        ("1. Graag:\na) per jaar\nb) per land\n2. Meer?", [
            ("1a", "Graag:\nper jaar"), ("1b", "Graag:\nper land"), ("2", "Meer?"),
        ]),
        ("1. a) Hoeveel?\n b) Waarom?", [("1a", "Hoeveel?"), ("1b", "Waarom?")]),
        ("Hoeveel mentees zijn er?", [("", "Hoeveel mentees zijn er?")]),
        ("3. Hoeveel?\n4. Waarom?", [("3", "Hoeveel?"), ("4", "Waarom?")]),
        ("25. maart was het koud.", [("", "25. maart was het koud.")]),
        ("1.\nHoeveel?\r\n2.\r\nWaarom?", [("1", "Hoeveel?"), ("2", "Waarom?")]),
        ("1. In de zin gaat\n\x0cde bladzijde om.", [("1", "In de zin gaat de bladzijde om.")]),
        ("", []),
    ],
)  # fmt: skip
def test_sub_questions(text, expected):
    assert texts(text) == expected


def test_it_says_what_is_missing():
    assert recognise("Hoeveel?").missing == ["number", "asked_on", "member", "minister", "subject"]
    assert "sub_questions" in recognise("").missing


def test_a_day_that_does_not_exist_is_not_recognised():
    assert recognise("SCHRIFTELIJKE VRAAG nr. 5 van 31 februari 2022").asked_on is None


def test_a_short_title_ends_after_a_word():
    assert short_title("Hoeveel? Graag per jaar.") == "Hoeveel"
    assert len(short_title("woord " * 30)) <= 60


PIECES = st.sampled_from(
    [
        *("SCHRIFTELIJKE VRAAG", "nr. 479", "van JAN VOORBEELD", "datum: 25 maart 2022"),
        *("aan AN VOORBEELD", "VLAAMS MINISTER VAN WERK", "ANTWOORD", "op vraag nr. 3", "1. Een"),
        *("2. Twee", "3) Drie", "a. Eerst", "b) Dan", "Onderwerp: iets", "- een punt", "\f", ""),
    ]
)
LINES = st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=25)


@given(st.one_of(st.text(), LINES.map("\n".join), LINES.map("\r\n".join)))
@example("1. a) x\nb) y")
def test_it_loses_nothing(text):
    found = recognise(text)
    kept = [found.header, found.subject, found.introduction, found.answer]
    kept += [part for item in found.sub_questions for part in (item.label, item.text)]
    left = Counter("".join(text.split()).casefold())
    left -= Counter("".join("".join(kept).split()).casefold())
    # Signs that only mark the place of a sub-question or the subject are no words.
    marks = Counter("".join(text.lower().split()))
    assert all(sign in ".):onderwerpbetreft0" and marks[sign] for sign in left)


@given(LINES)
def test_every_word_of_a_line_stays_together(lines):
    found = recognise("\n".join(lines))
    kept = [found.header, found.subject, found.introduction, found.answer]
    kept += [item.text for item in found.sub_questions]
    together = "".join("".join(kept).split())
    for line in lines:
        for word in line.split():
            if len(word) > 3 and word.isalpha() and word.lower() != "onderwerp":
                assert word in together
