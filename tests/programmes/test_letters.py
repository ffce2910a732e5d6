"""The letter to a mentee: plain, in two languages, and nothing more than it needs."""

import re
from datetime import date

import pytest
from django.urls import reverse

from programmes import letters
from programmes.choices import RejectionReason
from tests.cast import enrolment_of, play
from tests.factories import LotFactory, MenteeFactory

pytestmark = pytest.mark.django_db
LANGUAGES = ["nl", "en", "fr", "de", "es"]
LIKE_DUTCH = letters.texts()["nl"]


def text_of(letter):
    return " ".join([letter.subject, letter.greeting, *letter.paragraphs]).replace("\xa0", " ")


def decided(**values):
    return enrolment_of(**{"approved": True, "decided_on": date(2022, 3, 31)} | values)


def test_it_works(browse):
    enrolment = decided(mentee__home_language="fr")
    page = browse("vera").get(reverse("enrolment_letter", args=[enrolment.pk]))
    assert [letter.language for letter in page.context["letters"]] == ["nl", "fr"]
    html = page.content.decode().replace("\xa0", " ")
    assert "u mag meedoen aan Mentoring naar werk. VDAB besliste dat op 31 maart 2022." in html
    assert "Le VDAB l’a décidé le 31 mars 2022." in html


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryLanguage:
    def test_it_has_every_text(self, language):
        text = letters.texts()[language]
        assert text.keys() == LIKE_DUTCH.keys()
        assert set(text["reasons"]) == set(RejectionReason.values)
        assert len(text["approved"]) == len(LIKE_DUTCH["approved"])
        assert len(text["rejected"]) == len(LIKE_DUTCH["rejected"])

    def test_it_fills_in_the_same(self, language):
        def places(texts):
            return [sorted(re.findall(r"{\w+}", text)) for text in texts]

        text = letters.texts()[language]
        for name in ["approved", "rejected"]:
            assert places(text[name]) == places(LIKE_DUTCH[name])
        for name in ["greeting", "again", "contact", "other_lot", "no_step"]:
            assert places([text[name]]) == places([LIKE_DUTCH[name]])

    @pytest.mark.parametrize("reason", RejectionReason.values)
    def test_a_refusal_says_why(self, language, reason):
        enrolment = enrolment_of(rejected=True, decision_reason=reason)
        letter = letters.letter(enrolment, language)
        assert letters.texts()[language]["reasons"][reason] in text_of(letter)
        assert "{" not in text_of(letter)


def test_languages():
    assert list(letters.languages()) == LANGUAGES


@pytest.mark.parametrize(
    ("values", "next_step"),
    [
        ({"screen_again_on": date(2022, 9, 1)}, "Op 1 september 2022 bekijken we opnieuw"),
        ({"next_lot": LotFactory}, "Misschien past een ander project wel bij u."),
        ({}, "Uw bemiddelaar bekijkt samen met u welke hulp wel bij u past."),
    ],
)
def test_what_follows_a_refusal(values, next_step):
    made = {name: value() if callable(value) else value for name, value in values.items()}
    letter = letters.letter(enrolment_of(rejected=True, **made), "nl")
    assert next_step in text_of(letter)


def test_whom_to_ask():
    enrolment = decided(counsellor=play("vera").acting.staff)
    assert "spreken met uw bemiddelaar bij VDAB, Vera." in text_of(letters.letter(enrolment, "nl"))


def test_nothing_else_of_the_file():
    enrolment = enrolment_of(
        rejected=True,
        decision_reason="other",
        mentee__nationality="SY",
        mentee__vdab_number="V777",
        counsellor=play("vera").acting.staff,
    )
    text = text_of(letters.letter(enrolment, "nl"))
    for said in ["V777", "2000", "1990", "Syri", "Arabisch", "uitkering", "diploma"]:
        assert said not in text


@pytest.mark.parametrize(
    ("home", "known", "best"),
    [
        ("fr", {}, "fr"),
        ("nl", {"en": "C1"}, "nl"),
        ("ti", {"ti": "C2", "en": "B1"}, "en"),
        ("ti", {"en": "B1", "de": "B2"}, "de"),
        ("ti", {"en": "A2"}, "nl"),
        ("", {"nl": "B1", "es": "C2"}, "es"),
    ],
)
def test_the_language_beside_dutch(home, known, best):
    mentee = MenteeFactory.build(person=None, promoter=None, home_language=home, languages=known)
    assert letters.best_language(mentee) == best


def test_another_language_can_be_chosen(browse):
    address = reverse("enrolment_letter", args=[decided().pk])
    page = browse("vera").get(address, {"language": "de"})
    html = " ".join(page.content.decode().split())
    assert "In het Nederlands en in het Duits." in html
    assert '<option value="de" lang="de" selected>' in html
    assert [letter.language for letter in page.context["letters"]] == ["nl", "de"]
    page = browse("vera").get(address, {"language": "nl"})
    assert [letter.language for letter in page.context["letters"]] == ["nl"]
    assert browse("vera").get(address, {"language": "xx"}).status_code == 400


def test_there_is_none_before_the_decision(browse):
    address = reverse("enrolment_letter", args=[enrolment_of(submitted=True).pk])
    assert browse("vera").get(address).status_code == 404


def test_the_language_of_the_site_changes_no_day(browse):
    vera = browse("vera")
    vera.cookies["django_language"] = "en"
    page = vera.get(reverse("enrolment_letter", args=[decided().pk])).content.decode()
    assert "31 maart 2022" in page.replace("\xa0", " ")
