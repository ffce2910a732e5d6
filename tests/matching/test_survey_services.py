"""Asking something of someone, and keeping what they answer: once, and by nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from m2w.audit.models import Entry
from matching import services
from matching.models import Survey, SurveyAnswer
from matching.satisfaction import satisfaction
from matching.survey_links import survey_of, survey_url
from matching.surveying import due, question_at
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, OutcomeFactory, SurveyAnswerFactory, SurveyFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db

SLOT = "mentee_satisfaction.month_one"
ANSWERS = {"contact": 4, "understanding": 5, "help": 3, "confidence": 2, "satisfied": 4}


def duo(code=CORE, coach="carl", **values):
    return MatchFactory(
        enrolment=enrolment_of(code, active=True),
        mentor__promoter=organisation(code),
        **{"started_on": date(2022, 3, 1), "coach": play(coach).acting.staff} | values,
    )


def question(match=None, slot=SLOT):
    return question_at(match or duo(), slot)


def invited(match=None, **values):
    return services.invite(question(match), by=play("carl"), **values)


def token_of(survey):
    return survey_url(survey).rstrip("/").rpartition("/")[2]


class TestInvite:
    def test_it_works(self):
        survey = invited()
        assert (survey.respondent, survey.moment, survey.due_on) == ("mentee", "month_one", TODAY)
        assert survey.expires_on == TODAY + timedelta(days=30)
        assert survey.language == "en"
        entry = Entry.objects.get(action="survey.asked")
        assert (entry.actor, entry.details) == (play("carl"), {})

    def test_by_the_reminders(self):
        duo()
        for one in list(due(TODAY)):
            services.invite(one, by=None)
        assert Survey.objects.count() == 3
        assert list(due(TODAY)) == []

    def test_in_a_language_there_is(self):
        assert invited(language="fr").language == "fr"
        assert faulty_fields(invited, language="ti") == ["language"]

    def test_a_new_link_takes_the_place_of_the_old_one(self):
        match = duo()
        old = invited(match)
        before = token_of(old)
        again = invited(match)
        assert (again.pk, again.generation) == (old.pk, 2)
        assert survey_of(before) is None
        assert survey_of(token_of(again)) == old

    def test_not_before_its_day(self):
        asked = question(duo(planned_end_on=date(2022, 9, 1)), "mentee_satisfaction.halfway")
        assert refusal(services.invite, asked, by=play("carl")) == "not_due"

    def test_not_once_answered(self):
        match = duo()
        services.key_in(question(match), ANSWERS, by=play("carl"))
        assert refusal(services.invite, question(match), by=play("carl")) == "answered"

    @pytest.mark.parametrize("who", ["charlie", "vera", "max", "ann"])
    def test_not_by_others(self, who):
        asked = question()
        with pytest.raises(PermissionDenied):
            services.invite(asked, by=play(who))

    def test_not_of_a_closed_file(self):
        asked = question()
        type(asked.match.mentor).objects.update(is_erased=True)
        for by in [None, play("alice")]:
            with pytest.raises(PermissionDenied):
                services.invite(asked, by=by)


class TestLink:
    def test_it_holds_nothing_of_anyone(self):
        survey = invited()
        link = survey_url(survey)
        match = survey.match
        said = [match.code, match.mentor.code, match.enrolment.code, str(match.pk), CORE]
        assert not any(word in link for word in said)

    def test_it_opens_in_another_language(self):
        assert survey_url(invited(), "fr").endswith("?taal=fr")

    def test_it_works_until_its_last_day(self, settings):
        survey = invited()
        settings.M2W_TODAY = TODAY + timedelta(days=30)
        assert survey_of(token_of(survey)) == survey
        settings.M2W_TODAY = TODAY + timedelta(days=31)
        assert survey_of(token_of(survey)) is None

    def test_an_altered_one_is_none(self):
        token = token_of(invited())
        key, _sep, signature = token.rpartition(":")
        for altered in [
            "x",
            f"{key}x:{signature}",
            f"{key}:x",
            f"{key.replace('~1', '~2')}:{signature}",
        ]:
            assert survey_of(altered) is None

    @pytest.mark.parametrize("closed", [{"is_erased": True}, {"restricted_on": TODAY}])
    def test_not_of_a_closed_file(self, closed):
        survey = invited()
        type(survey.match.enrolment.mentee).objects.update(**closed)
        assert survey_of(token_of(survey)) is None

    def test_not_once_the_agreement_is_over(self):
        survey = invited()
        promoter = survey.match.enrolment.project.promoter
        promoter.agreement_until = date(2022, 3, 31)
        promoter.save()
        assert survey_of(token_of(survey)) is None


class TestAnswers:
    def test_it_works(self):
        survey = services.answer_survey(invited(), ANSWERS, language="fr")
        assert (survey.answered_on, survey.channel, survey.language) == (TODAY, "link", "fr")
        assert dict(survey.answers.values_list("item", "value")) == ANSWERS
        entry = Entry.objects.get(action="survey.answered")
        assert (entry.actor, entry.details) == (None, {"channel": "link"})

    def test_once(self):
        survey = invited()
        services.answer_survey(survey, ANSWERS, language="nl")
        assert refusal(services.answer_survey, survey, ANSWERS, language="nl") == "answered"
        assert SurveyAnswer.objects.count() == 5

    def test_on_paper(self):
        survey = services.key_in(question(), ANSWERS, by=play("carl"))
        assert (survey.channel, survey.entered_by) == ("paper", play("carl"))
        assert survey.answers.count() == 5

    def test_on_paper_after_a_link(self):
        match = duo()
        asked = invited(match)
        survey = services.key_in(question(match), ANSWERS, by=play("carl"))
        assert survey.pk == asked.pk
        assert refusal(services.answer_survey, asked, ANSWERS, language="nl") == "answered"

    @pytest.mark.parametrize(
        ("answers", "fields"),
        [
            ({"help": 6}, ["help"]),
            ({"help": 0}, ["help"]),
            ({"help": None}, ["help"]),
            ({"surprise": 3}, ["surprise"]),
        ],
        ids=str,
    )
    def test_of_the_scale(self, answers, fields):
        given = ANSWERS | answers
        assert faulty_fields(services.answer_survey, invited(), given, language="nl") == fields
        assert not SurveyAnswer.objects.exists()

    @pytest.mark.parametrize("who", ["charlie", "vera", "max"])
    def test_not_keyed_in_by_others(self, who):
        asked = question()
        with pytest.raises(PermissionDenied):
            services.key_in(asked, ANSWERS, by=play(who))

    def test_of_an_employer(self):
        match = duo(started_on=date(2021, 11, 1))
        outcome = OutcomeFactory(enrolment=match.enrolment, started_on=date(2022, 1, 1))
        asked = question(match, f"employer_goals.{outcome.pk}")
        survey = services.key_in(asked, {"support": 4, "again": 3}, by=play("carl"))
        assert (survey.outcome, survey.respondent) == (outcome, "employer")
        wrong = replace(question(match, f"employer_goals.{outcome.pk}"), survey=None)
        assert refusal(services.invite, wrong, by=play("carl")) == "answered"


def answered(match, **values):
    survey = SurveyFactory(match=match, answered_on=TODAY, channel="link", due_on=TODAY)
    for item, value in (ANSWERS | values).items():
        SurveyAnswerFactory(survey=survey, item=item, value=value)


class TestTogether:
    def said(self, project, on=TODAY):
        return {one.questionnaire: one for one in satisfaction(project, on)}

    def test_nothing_of_fewer_than_four(self):
        match = duo()
        answered(match)
        for _ in range(2):
            answered(duo())
        SurveyFactory(match=duo(), due_on=TODAY)
        said = self.said(match.enrolment.project)["mentee_satisfaction"]
        assert (said.asked, said.answered) == (4, 3)
        assert all(one.mean is None for item in said.items.values() for one in item.values())

    def test_the_mean_of_four(self):
        match = duo()
        answered(match, help=1)
        for value in [2, 4, 5]:
            answered(duo(), help=value)
        answered(duo(STRANGER, "charlie"), help=5)
        said = self.said(match.enrolment.project)["mentee_satisfaction"].items["help"]
        assert (said["month_one"].answers, said["month_one"].mean) == (4, 3)
        assert said["end"].mean is None

    def test_nothing_later_is_known(self):
        match = duo()
        answered(match)
        assert self.said(match.enrolment.project, TODAY - timedelta(1)) == {}
