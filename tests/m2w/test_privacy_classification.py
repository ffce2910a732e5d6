"""Every field of every model is classified, and what is not fails the build."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models
from django.test.utils import isolate_apps
from django.utils.translation import override

from m2w.privacy import classification
from m2w.privacy.classification import Declaration, check_classification, declarations
from m2w.privacy.terms import DEFAULT_MONTHS, Category
from m2w.privacy.uses import Subject
from matching.models import Match, Mentor
from programmes.models import Mentee


def declaration_of(model):
    return next(one for one in declarations() if one.model is model)


def test_every_field_is_classified():
    assert check_classification() == []


@pytest.fixture
def diary(monkeypatch):
    """A model of ours with two fields of which nobody said what they hold."""
    with isolate_apps("programmes"):

        class Diary(models.Model):
            writer = models.CharField(max_length=10)
            text = models.TextField()

            class Meta:
                app_label = "programmes"

            def __str__(self):
                return self.text

        monkeypatch.setattr(classification, "our_models", lambda: [Diary])
        yield Diary


def test_an_unclassified_field_is_named(diary):
    messages = [error.msg for error in check_classification()]
    assert [message.split()[0] for message in messages] == [
        "programmes.Diary.text",
        "programmes.Diary.writer",
    ]


def test_an_unclassified_field_fails_the_check(diary):
    with pytest.raises(SystemCheckError, match=r"m2w\.E002"):
        call_command("check")


def test_a_field_is_personal_or_not(diary, monkeypatch):
    both = Declaration(diary, personal={"text": None}, impersonal=("text", "writer", "gone"))
    monkeypatch.setattr(classification, "declarations", lambda: [both])
    assert [error.msg for error in check_classification()] == [
        "programmes.Diary.text is classified twice.",
        "programmes.Diary.gone is classified but does not exist.",
    ]


def test_a_new_model_of_ours_is_looked_at():
    names = {model.__name__ for model in classification.our_models()}
    assert {"Mentee", "Mentor", "Entry", "RetentionTerm"} <= names
    assert not [name for name in names if name.startswith("Historical")]


def test_history_keeps_no_field_that_its_model_has_not():
    """What is erased in a row is erased in its history under the same names."""
    for one in declarations():
        history = getattr(one.model, "history", None)
        if history is not None:
            kept = {field.name for field in history.model._meta.concrete_fields}
            assert {name for name, _erase in one.replaced} <= kept


def test_whatever_is_personal_says_why_and_for_how_long():
    for one in declarations():
        for personal in one.personal.values():
            with override("nl-be"):
                assert str(personal.use.purpose)
                assert str(personal.use.ground)
                assert personal.keeping.categories or str(personal.keeping.words)
            assert personal.about or one.leads


def test_what_erasure_replaces_is_what_the_readings_say():
    assert {name for name, _erase in declaration_of(Mentee).replaced} == {
        *("first_name", "last_name", "vdab_number", "person", "birth_date", "postcode"),
        *("municipality", "job_target", "interests"),
    }
    assert {name for name, _erase in declaration_of(Mentor).replaced} == {
        *("first_name", "last_name", "postcode", "interests"),
        *("email", "phone", "interview_note"),
    }


def test_a_duo_tells_each_of_the_two_only_of_themselves():
    duo = declaration_of(Match)
    assert duo.tells_of("mentor", Subject.MENTOR)
    assert not duo.tells_of("mentor", Subject.MENTEE)
    assert duo.tells_of("started_on", Subject.MENTEE)
    assert not duo.tells_of("coach", Subject.MENTEE)


def test_every_term_has_its_months():
    assert set(DEFAULT_MONTHS) == set(Category)
