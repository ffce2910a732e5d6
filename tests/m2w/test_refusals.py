"""What a rule refuses, in the words of the rule, on a page and in the API."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest
from rest_framework.request import Request

from m2w.problems import handle
from m2w.refusals import Refused, require_choice, require_day, require_text, save
from tests.factories import MenteeFactory, ProjectFactory
from tests.refusals import faulty_fields, refusal

FIRST, LAST = date(2022, 3, 1), date(2022, 4, 1)


class TestSave:
    pytestmark = pytest.mark.django_db

    def test_a_broken_constraint_is_told_in_its_words(self):
        known = MenteeFactory()
        second = MenteeFactory.build(promoter=known.promoter, vdab_number=known.vdab_number)
        second.person = known.person
        with pytest.raises(
            Refused, match=r"^U hebt al een dossier met dit VDAB-nummer\.$"
        ) as caught:
            save(second)
        assert caught.value.code == "mentee_exists"

    def test_a_constraint_without_a_code_is_a_conflict(self):
        project = ProjectFactory()
        project.ends_on = date(2019, 1, 1)
        assert refusal(save, project) == "conflict"

    def test_a_code_given_twice(self):
        mentee = MenteeFactory()
        twice = MenteeFactory.build(code=mentee.code, promoter=mentee.promoter, person=None)
        assert refusal(save, twice) == "unique"

    def test_what_no_rule_explains_is_an_error(self):
        project = ProjectFactory()
        project.name = None
        with pytest.raises(IntegrityError):
            save(project)

    def test_the_transaction_goes_on_after_a_refusal(self):
        project = ProjectFactory()
        project.ends_on = date(2019, 1, 1)
        refusal(save, project)
        project.refresh_from_db()
        assert project.ends_on == date(2021, 12, 31)


class TestInput:
    @pytest.mark.parametrize("value", ["", "c"])
    def test_a_choice_is_one_of_the_list(self, value):
        assert require_choice("a", ["a", "b"], "kind") == "a"
        assert faulty_fields(require_choice, value, ["a", "b"], "kind") == ["kind"]

    @pytest.mark.parametrize("value", ["", " \n", "vier!"])
    def test_a_text_says_something_within_its_length(self, value):
        assert require_text(" vier ", "reason", 4) == "vier"
        assert faulty_fields(require_text, "\u200b\u202e", "reason") == ["reason"]
        assert faulty_fields(require_text, value, "reason", 4) == ["reason"]

    def test_a_day_is_the_last_one_unless_said(self):
        assert require_day(None, FIRST, LAST, "ended_on") == LAST
        assert require_day(FIRST, FIRST, LAST, "ended_on") == FIRST

    @pytest.mark.parametrize("day", [date(2022, 2, 28), date(2022, 4, 2)])
    def test_a_day_lies_within_its_bounds(self, day):
        assert faulty_fields(require_day, day, FIRST, LAST, "ended_on") == ["ended_on"]

    def test_one_day_is_no_period(self):
        with pytest.raises(ValidationError) as caught:
            require_day(LAST, FIRST, FIRST, "ended_on")
        assert caught.value.message_dict == {"ended_on": ["Kies 1\N{NO-BREAK SPACE}maart 2022."]}


def problem_of(exc):
    return handle(exc, {"request": Request(HttpRequest())})


class TestProblems:
    def test_a_refusal_is_a_409_with_its_code(self):
        problem = problem_of(Refused("open_match", "Beëindig eerst het duo."))
        assert problem.status_code == 409
        assert problem.data["code"] == "open_match"
        assert problem.data["detail"] == "Beëindig eerst het duo."

    def test_a_faulty_value_is_a_400_at_its_field(self):
        problem = problem_of(ValidationError({"comment": "Vul dit in."}))
        assert problem.status_code == 400
        assert problem.data["errors"] == {"comment": ["Vul dit in."]}

    def test_what_one_may_not_is_a_403(self):
        assert problem_of(PermissionDenied()).status_code == 403
