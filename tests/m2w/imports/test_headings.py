"""Where the headings stand and what they mean."""

import pytest
from django.utils import translation

from m2w.imports.headings import heading_row, meanings
from programmes.importing import MENTEES

KNOWN = dict(MENTEES.named_headings())


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Voornaam", "first_name"),
        ("FIRST NAME", "first_name"),
        ("Achternaam", "last_name"),
        ("Naam", "last_name"),
        ("Geb. datum", "birth_date"),
        ("geboortedatum ", "birth_date"),
        ("Date of birth", "birth_date"),
        ("VDAB-nr.", "vdab_number"),
        ("vdab_number", "vdab_number"),
        ("M/V/X", "gender"),
        ("Nationality", "nationality"),
        ("Niveau NL", "dutch_level"),
        ("Moedertaal", "home_language"),
    ],
)
def test_a_heading_is_known_in_dutch_and_english(heading, name):
    assert meanings([heading], KNOWN) == {0: name}


def test_every_column_is_known_by_its_own_name_and_by_that_of_the_pages():
    for column in MENTEES.columns:
        assert meanings([column.name], KNOWN) == {0: column.name}
        assert meanings([str(column.label)], KNOWN) == {0: column.name}


def test_a_template_in_english_is_known_on_a_dutch_page():
    with translation.override("en"):
        labels = [str(column.label) for column in MENTEES.columns]
    assert meanings(labels, KNOWN) == dict(enumerate(column.name for column in MENTEES.columns))


def test_of_two_headings_for_one_value_the_first_is_taken():
    assert meanings(["Naam", "Achternaam"], KNOWN) == {0: "last_name"}


def test_what_is_not_known_means_nothing():
    assert meanings(["Schoenmaat", "", 12], KNOWN) == {}


def test_titles_above_the_headings_are_passed_over():
    rows = [
        (1, ["Mentees van Core VZW"]),
        (3, ["Persoon", "", "", "Taal"]),
        (4, ["Voornaam", "Naam", "Geboortedatum", "Thuistaal"]),
        (5, ["Selam", "Tesfay", "14/03/1987", "Tigrinya"]),
    ]
    assert heading_row(rows, KNOWN) == (4, 4)


def test_where_nothing_is_known_it_is_the_first_row_with_something():
    assert heading_row([(2, ["a"]), (3, ["b"])], KNOWN) == (2, 0)
    assert heading_row([], KNOWN) == (1, 0)
