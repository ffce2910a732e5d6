"""Values as people write them: a table of cases for each conversion."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.data_package import kinds
from m2w.imports import cells
from m2w.reference import languages, levels, nationalities

DAY = date(1987, 3, 14)
READ = {
    cells.day: [
        (DAY, DAY),
        ("14/03/1987", DAY),
        ("14-3-1987", DAY),
        ("14.03.1987", DAY),
        ("14 maart 1987", DAY),
        ("14 Mrt 1987", DAY),
        ("14 March 1987", DAY),
        ("1987-03-14", DAY),
        ("1987-03-14 00:00:00", DAY),
        (" 14/03/1987\u200b", DAY),
    ],
    cells.recent_day: [
        (DAY, DAY),
        ("14/03/1987", DAY),
        (36_526, date(2000, 1, 1)),
        (44_634.0, date(2022, 3, 14)),
        (73_050, date(2099, 12, 31)),
    ],
    cells.amount: [
        *((number, Decimal("1234.50")) for number in [1234.5, "1234,5", "1.234,50", "€ 1234.50"]),
        *((number, Decimal("12.00")) for number in [12, 12.0, "12", " 12,00\u200b"]),
        (0.1 + 0.2, Decimal("0.30")),
        (1234.56, Decimal("1234.56")),
        (999_999_999_999, Decimal("999999999999.00")),
    ],
    cells.three_valued: [
        *((word, "yes") for word in ["ja", "Ja ", "JA", "yes", "x", "X", "1", 1, True, "waar"]),
        *((word, "no") for word in ["nee", "Neen", "no", "n", 0, False]),
        *((word, "unknown") for word in ["onbekend", "?", "-", "n.v.t.", "Weet niet"]),
    ],
    cells.gender: [
        *(("v", "f"), ("Vrouw", "f"), ("F", "f"), ("m", "m"), ("Man", "m"), ("male", "m")),
        *(("x", "x"), ("X", "x"), ("onbekend", "unknown")),
    ],
    cells.country: [
        *(("Syrië", "SY"), ("syrie", "SY"), ("SY", "SY"), ("Syrian", "SY"), ("Syrische", "SY")),
        *(("Kosovo", "XK"), ("staatloos", "stateless"), ("?", "unknown"), ("Turkey", "TR")),
        *(("België", "BE"), ("Germany", "DE"), ("DR Congo", "CD"), ("Ivoorkust", "CI")),
    ],
    cells.language: [
        *(("Tigrinya", "ti"), ("tigrigna", "ti"), ("ti", "ti"), ("Arabic", "ar")),
        *(("Farsi", "fa"), ("Perzisch", "fa"), ("Dari", "prs"), ("Koerdisch", "ku")),
        *(("Frans", "fr"), ("NL", "nl"), ("Berbers", "zgh"), ("Sorani", "ckb")),
    ],
    cells.spoken: [
        ("Tigrinya (C2), Engels B1", {"ti": "C2", "en": "B1"}),
        ("ti:C2;en:B1", {"ti": "C2", "en": "B1"}),
        ("Arabisch: moedertaal en Frans a2", {"ar": "C2", "fr": "A2"}),
        ("Engels - B1\nPools – A1", {"en": "B1", "pl": "A1"}),
        ("Dari C1 / Pashto C1", {"prs": "C1", "ps": "C1"}),
    ],
    cells.dutch: [
        *(("A2", "A2"), ("a 2", "A2"), ("geen", "none"), ("onbekend", "unknown")),
        *(("1.1", "A1"), (1.2, "A2"), ("No Dutch", "none")),
    ],
    cells.diploma: [
        *(
            ("bachelor", "bachelor"),
            ("Hoger secundair", "upper_secondary"),
            ("bso", "upper_secondary"),
        ),
        *(
            ("HBO5", "hbo5"),
            ("Graduaat", "hbo5"),
            ("lager onderwijs", "primary"),
            ("PhD", "doctorate"),
        ),
        *(("geen", "none"), ("lower_secondary", "lower_secondary"), ("niet gekend", "unknown")),
    ],
    cells.postcode: [
        *((2000, "2000"), (2000.0, "2000"), ("2000", "2000"), (" 2 000".replace(" ", ""), "2000")),
        *(("B-2000", "2000"), ("2000 Antwerpen", "2000"), ("B 9000", "9000")),
    ],
    cells.number: [
        *((7700001, "7700001"), (7700001.0, "7700001"), ("77 000 01", "7700001")),
        *(("0012.34-5", "0012345"), ("AB/12", "AB12")),
    ],
    cells.sector: [("I", "I"), ("horeca", "I"), ("Bouw", "F"), ("Onderwijs", "P")],
    cells.text: [
        *((" Sel\u200bam \n", "Selam"), ("a\x00b", "ab"), (12.0, "12"), (True, "yes")),
        *((DAY, "14/03/1987"), ("محمد", "محمد"), ("\u202eTesfay", "Tesfay")),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
}
REFUSED = {
    cells.day: [
        "31/02/1990",
        "14/03/87",
        "03/14/1987",
        "1987",
        31850,
        "gisteren",
        "14 mrs 1987",
        "",
    ],
    cells.recent_day: ["31/02/1990", 36_525, 73_051, 44_634.5, True, ""],
    cells.amount: [
        *(12.345, -1, 1e12, float("nan"), float("inf"), True, DAY, ""),
        *("1,234.56", "1,234", "12,345", "-5", "1e9", "$ 5", "5 USD", "1" * 13, "veel"),
    ],
    cells.three_valued: ["misschien", "2", "jaa", ""],
    cells.gender: ["meisje", "1", ""],
    cells.country: ["Marsland", "XX", ""],
    cells.language: ["Klingonees", "xx", ""],
    cells.spoken: ["Engels", "B1", "Engels B1, Engels A2", "Marsiaans A1", "Engels D1"],
    cells.dutch: ["goed", "D1", ""],
    cells.diploma: ["veel", ""],
    cells.postcode: ["abc", 200, 20000, "0200", -2000, ""],
    cells.sector: ["Z", "sport en spel", ""],
}


@pytest.mark.parametrize(
    ("read", "cell", "value"), [(read, *case) for read, cases in READ.items() for case in cases]
)
def test_it_is_read(read, cell, value):
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"), [(read, cell) for read, cells_ in REFUSED.items() for cell in cells_]
)
def test_it_is_refused_rather_than_guessed(read, cell):
    with pytest.raises(ValueError):  # noqa: PT011 - any, that is the promise
        read(cell)


@pytest.mark.parametrize("code", nationalities.NATIONALITIES)
def test_every_country_by_its_names(code):
    label = nationalities.LABELS[code]
    assert {cells.country(word) for word in [code, label.dutch, label.english]} == {code}


@pytest.mark.parametrize("code", levels.DIPLOMA_LABELS)
def test_every_diploma_by_its_names(code):
    label = levels.DIPLOMA_LABELS[code]
    assert {cells.diploma(word) for word in [code, label.dutch, label.english]} == {code}


def test_every_language_by_its_code():
    known = {code: cells.language(code) for code in languages.labels() if len(code) == 2}
    assert {code for code, read in known.items() if code != read} == set()


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=True), st.booleans(), st.dates()))
def test_whatever_a_cell_holds_it_is_read_or_refused(cell):
    for read in READ:
        try:
            read(cell)
        except (ValueError, OverflowError):
            continue


@given(
    st.dictionaries(
        st.sampled_from(["ti", "en", "ar", "fr"]), st.sampled_from(levels.CEFR), min_size=1
    )
)
def test_languages_as_the_package_writes_them_are_read(spoken):
    assert cells.spoken(kinds.LANGUAGES.write(spoken)) == spoken


@given(st.text())
def test_folding_twice_changes_nothing(words):
    assert cells.folded(cells.folded(words)) == cells.folded(words)
