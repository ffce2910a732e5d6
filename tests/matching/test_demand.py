"""What is asked and offered, by language and by province."""

from dataclasses import replace

from m2w.reference.provinces import ANTWERPEN, LIMBURG, OUTSIDE
from matching.demand import by_language, by_province
from matching.situation import Volunteer
from tests.matching.crowds import situation

MADE = situation(1, 3, 1, minimum_level="A2")


def waiting(number: int, languages, province=ANTWERPEN):
    one = MADE.waiting[number]
    return replace(one, someone=replace(one.someone, languages=languages, province=province))


def mentor(code, languages, places=1, province=ANTWERPEN, **values):
    someone = replace(MADE.mentors[0].someone, languages=languages, province=province)
    known = {"is_active": True, "is_trained": True} | values
    return Volunteer(code, someone, places=places, **known)


def project(mentors=(), **values):
    three = (
        waiting(0, {"ti": "C2", "nl": "A1"}),
        waiting(1, {"ti": "B1", "nl": "A2"}, LIMBURG),
        waiting(2, {"so": "C2"}, None),
    )
    return replace(MADE, waiting=three, mentors=tuple(mentors), **values)


def rows(found):
    return [(row.code, row.waiting, row.mentors, row.places) for row in found]


def test_languages_asked_most_come_first_on_the_level_that_counts():
    found = by_language(project([mentor("K1", {"nl": "C2", "so": "A1"}, places=2)]))
    assert rows(found) == [("ti", 2, 0, 0), ("nl", 1, 1, 2), ("so", 1, 0, 0)]


def test_only_mentors_who_could_start_a_duo_count():
    speaks = {"ti": "C2"}
    mentors = [
        mentor("K1", speaks, is_active=False),
        mentor("K2", speaks, is_trained=False),
        mentor("K3", speaks, places=0),
        mentor("K4", speaks, places=3),
    ]
    assert rows(by_language(project(mentors)))[0] == ("ti", 2, 1, 3)


def test_every_province_has_a_row_and_outside_only_when_somebody_lives_there():
    found = by_province(project([mentor("K1", {"nl": "C2"}, places=2, province=LIMBURG)]))
    assert len(found) == 6
    by_code = {row.code: (row.waiting, row.mentors, row.places) for row in found}
    assert by_code[ANTWERPEN] == (1, 0, 0)
    assert by_code[LIMBURG] == (1, 1, 2)
    assert by_code[OUTSIDE] == (1, 0, 0)
    assert len(by_province(replace(project(), waiting=()))) == 5
