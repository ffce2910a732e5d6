"""A questionnaire by its link, on paper, and what coach and coordinator see of it."""

from datetime import date

import pytest
from django.urls import reverse

from matching import services
from matching.models import Survey, SurveyAnswer
from matching.survey_links import survey_url
from matching.surveying import question_at
from tests.cast import CORE, STRANGER, play
from tests.conftest import TODAY
from tests.matching.test_survey_services import ANSWERS, SLOT, answered, duo, invited, question

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
SENT = {item: str(value) for item, value in ANSWERS.items()}


def path(survey, language=""):
    return survey_url(survey, language).removeprefix(SITE)


class TestLink:
    def test_it_works(self, client):
        survey = invited(duo(), language="nl")
        page = client.get(path(survey))
        assert "Ik denk dat ik werk kan vinden." in page.text
        assert "U kunt antwoorden tot en met 01/05/2022." in page.text
        assert '<html lang="nl" dir="ltr">' in page.text
        done = client.post(path(survey), SENT, follow=True)
        assert "U vulde dit al in." in done.text
        assert dict(survey.answers.values_list("item", "value")) == ANSWERS
        assert "U vulde dit al in." in client.get(path(survey)).text

    def test_in_french(self, client):
        survey = invited(language="nl")
        page = client.get(path(survey, "fr"))
        assert '<html lang="fr" dir="ltr">' in page.text
        assert "Je pense que je peux trouver du travail." in page.text
        assert "Versturen" not in page.text
        done = client.post(path(survey, "fr"), SENT, follow=True)
        assert "Vous avez déjà répondu." in done.text
        survey.refresh_from_db()
        assert survey.language == "fr"

    def test_it_names_nobody(self, client):
        survey = invited()
        match = survey.match
        page = client.get(path(survey)).text
        assert "Core" in page
        for person in (match.enrolment.mentee, match.mentor):
            assert person.first_name not in page
            assert person.last_name not in page

    def test_what_is_missing_is_said_and_what_was_chosen_stays(self, client):
        survey = invited(language="nl")
        page = client.post(path(survey), {"contact": "2", "help": "9"})
        assert list(page.context["form"].errors) == [
            "understanding",
            "help",
            "confidence",
            "satisfied",
        ]
        assert "Nog niet klaar." in page.text
        assert page.context["form"]["contact"].value() == "2"
        assert not SurveyAnswer.objects.exists()

    def test_an_unknown_field_or_language_is_refused(self, client):
        survey = invited()
        assert client.post(path(survey), SENT | {"match": "x"}).status_code == 400
        assert client.get(path(survey, "ti")).status_code == 400

    def test_sent_twice_it_is_kept_once(self, client):
        survey = invited()
        answers = [client.post(path(survey), SENT) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 200]
        assert "You have filled this in already." in answers[1].text
        assert SurveyAnswer.objects.count() == 5

    def test_one_page_for_every_link_that_does_not_work(self, client, settings):
        match = duo()
        old = path(invited(match))
        survey = invited(match)
        pages = [
            client.get(old),
            client.get("/vragenlijst/x/"),
            client.get(f"{path(survey)[:-2]}/"),
        ]
        settings.M2W_TODAY = date(2022, 5, 2)
        pages += [client.get(path(survey)), client.post(path(survey), SENT)]
        assert {page.status_code for page in pages} == {404}
        assert len({page.text for page in pages}) == 1
        assert "Ce lien ne fonctionne plus." in pages[0].text
        assert not SurveyAnswer.objects.exists()

    def test_who_sends_too_many_waits(self, client, settings):
        settings.ACCOUNT_RATE_LIMITS = {"survey": "2/h/ip"}
        survey = invited()
        assert [client.post(path(survey), SENT).status_code for _ in range(3)] == [302, 200, 429]


def at(name, match, slot=SLOT):
    return reverse(name, args=[match.pk, slot])


class TestDuo:
    @pytest.fixture
    def carl(self, browse):
        return browse("carl")

    def url(self, match):
        return reverse("match_surveys", args=[match.pk])

    def test_it_works(self, carl):
        match = duo(planned_end_on=date(2022, 9, 1))
        assert self.url(match) in carl.get(reverse("match", args=[match.pk])).text
        page = carl.get(self.url(match)).text
        assert "nu te vragen" in page
        assert "gepland op 1\xa0juni 2022" in page
        form = carl.get(at("survey_invite", match)).context["form"]
        assert form["language"].value() == "en"
        page = carl.post(at("survey_invite", match), {"language": "fr"}, follow=True).text
        survey = Survey.objects.get()
        assert survey_url(survey) in page
        assert "m2w-qr" in page
        assert "link werkt tot en met 1\xa0mei 2022" in page

    def test_that_it_was_answered_is_seen_and_not_what(self, carl):
        match = duo()
        services.answer_survey(invited(match), ANSWERS, language="nl")
        page = carl.get(self.url(match)).text
        assert "ingevuld op 1\xa0april 2022, via de link" in page
        assert at("survey_key_in", match) not in page
        assert "heel erg" not in page

    def test_paper_is_keyed_in(self, carl):
        match = duo()
        sheet = carl.get(at("survey_paper", match), {"taal": "fr"}).text
        assert "Cochez une case par question." in sheet
        assert "Amina" not in sheet.partition("<article")[2]
        missing = carl.post(at("survey_key_in", match), {"help": "3"})
        assert len(missing.context["form"].errors) == 4
        page = carl.post(at("survey_key_in", match), SENT, follow=True).text
        assert "Vernietig het blad." in page
        assert dict(Survey.objects.get().answers.values_list("item", "value")) == ANSWERS
        late = carl.post(at("survey_key_in", match), SENT)
        assert late.status_code == 409

    def test_nothing_before_its_day(self, carl):
        match = duo(planned_end_on=date(2022, 9, 1))
        slot = "mentee_satisfaction.halfway"
        page = carl.get(at("survey_invite", match, slot)).text
        assert "Dit kan nu niet." in page
        late = carl.post(at("survey_invite", match, slot), {"language": "nl"})
        assert late.status_code == 409
        assert not Survey.objects.exists()

    def test_what_is_not_in_the_plan_does_not_exist(self, carl):
        for slot in ["mentee_satisfaction.start", "x", "employer_goals.x"]:
            assert carl.get(at("survey_invite", duo(), slot)).status_code == 404

    @pytest.mark.parametrize(("who", "status"), [("vera", 403), ("charlie", 404), ("max", 403)])
    def test_others_find_nothing(self, browse, who, status):
        match = duo()
        for address in [self.url(match), at("survey_paper", match), at("survey_invite", match)]:
            assert browse(who).get(address).status_code == status

    def test_more_rows_take_no_more_queries(self, carl, django_assert_num_queries):
        short, long = duo(), duo(planned_end_on=date(2022, 4, 30))
        carl.get(self.url(short))
        with django_assert_num_queries(30, exact=False) as few:
            carl.get(self.url(short))
        for slot in ["mentor_goals.start", "mentee_satisfaction.halfway"]:
            services.invite(question_at(long, slot), by=play("carl"))
        with django_assert_num_queries(len(few)):
            carl.get(self.url(long))


class TestProject:
    def url(self, project):
        return reverse("project_satisfaction", args=[project.pk])

    def test_it_works(self, browse):
        match = duo()
        project = match.enrolment.project
        alice = browse("alice")
        assert self.url(project) in alice.get(reverse("project", args=[project.pk])).text
        assert "Nog niets gevraagd" in alice.get(self.url(project)).text
        answered(match)
        page = alice.get(self.url(project)).text
        assert "te weinig antwoorden" in page
        for _ in range(3):
            answered(duo(), help=5)
        page = alice.get(self.url(project)).text
        assert "4,5" in page
        assert "4 van 4 vulden in" in page

    def test_the_questions_are_in_the_language_of_the_reader(self, browse):
        match = duo()
        alice = browse("alice")
        keyed = at("survey_key_in", match)
        assert "Ik ben tevreden over dit project." in alice.get(keyed).text
        alice.post("/taal/", {"language": "en"})
        assert "I am happy with this project." in alice.get(keyed).text
        answered(match)
        assert "I am happy with this project." in alice.get(self.url(match.enrolment.project)).text

    def test_a_strangers_does_not_exist_and_vdab_has_none(self, browse):
        theirs = duo(STRANGER, "charlie").enrolment.project
        assert browse("alice").get(self.url(theirs)).status_code == 404
        for who in ["vera", "max", "ann"]:
            assert browse(who).get(self.url(theirs)).status_code == 403


def test_it_reads_as_it_was_asked(client):
    """The words are those of the day it was due, whatever version came since."""
    survey = invited()
    assert survey.version_from == question(survey.match).texts.valid_from
    assert (survey.due_on, CORE) == (TODAY, survey.match.mentor.promoter.code)
