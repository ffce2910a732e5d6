"""The pages of mentors: the list, one mentor, registering, pausing, mentorvorming."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from m2w.accounts.models import Organisation
from m2w.audit.models import Entry
from m2w.reference.provinces import ANTWERPEN, LIMBURG, OUTSIDE
from matching.models import Mentor, MentorTraining
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, MentorFactory, MentorTrainingFactory

pytestmark = pytest.mark.django_db

LIST = "/mentoren/"
REGISTER = "/mentoren/registreren/"
TYPED = {
    "first_name": "Luc",
    "last_name": "Peeters",
    "gender": "m",
    "languages_language": ["Nederlands", "Frans", ""],
    "languages_level": ["C2", "B2", ""],
    "postcode": "2000",
    "availability": ["mon-ev", "sat-am"],
    "capacity": "2",
    "active_from": "01/03/2022",
    "agreement_on": "02/03/2022",
    "interviewed_on": "20/02/2022",
    "interview_outcome": "suited",
    "interview_note": "Werkte dertig jaar in de haven.",
}


@pytest.fixture
def alice(browse):
    return browse("alice")


def mentor_of(code=CORE, **values) -> Mentor:
    return MentorFactory(promoter=organisation(code), **values)


def names(answer) -> list[str]:
    return [mentor.first_name for mentor in answer.context["object_list"]]


class TestList:
    def test_it_works(self, alice):
        mentor_of(postcode="3500", capacity=3)
        page = alice.get(LIST)
        assert [cell.text for _column, cell in next(page.context["table"].lines()).cells][2:] == [
            *("Limburg", "actief", "0", "3", "3")
        ]

    def test_free_is_what_open_duos_leave(self, alice):
        mentor = mentor_of(capacity=2)
        for ended in (None, date(2020, 9, 1)):
            MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor, ended_on=ended)
        (line,) = alice.get(LIST).context["table"].lines()
        assert [cell.text for _column, cell in line.cells][-3:] == ["1", "2", "1"]

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"language": "Tigrinya"}, ["Abel"]),
            ({"language": "nl", "level": "B1"}, ["Cis", "Dirk"]),
            ({"level": "C2"}, ["Abel", "Dirk"]),
            ({"province": LIMBURG}, ["Cis"]),
            ({"province": OUTSIDE}, ["Dirk"]),
            ({"free": "no"}, ["Bea", "Cis", "Dirk"]),
            ({"free": "yes", "province": ANTWERPEN}, ["Abel"]),
            ({"active": "no"}, ["Cis"]),
            ({"trained": "no"}, ["Dirk"]),
        ],
        ids=str,
    )
    def test_the_filters(self, alice, asked, found):
        mentor_of(first_name="Abel", last_name="A", languages={"ti": "C2"}, postcode="2000")
        bea = mentor_of(first_name="Bea", last_name="B", languages={"nl": "A2"}, postcode="2070")
        MatchFactory(enrolment=enrolment_of(active=True), mentor=bea)
        mentor_of(
            first_name="Cis",
            last_name="C",
            languages={"nl": "B1"},
            postcode="3500",
            paused_from=TODAY,
        )
        mentor_of(
            first_name="Dirk",
            last_name="D",
            languages={"nl": "C2"},
            postcode="1000",
            trained_on=None,
        )
        assert names(alice.get(LIST, asked)) == found

    @pytest.mark.parametrize("asked", [{"province": "1"}, {"level": "Z"}, {"language": "xx1"}])
    def test_a_value_that_does_not_exist_is_refused(self, alice, asked):
        assert alice.get(LIST, asked).status_code == 400

    def test_a_counsellor_reads_names_and_searches_in_nothing_else(self, browse):
        mentor = mentor_of(languages={"ti": "C2"})
        MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor)
        vera = browse("vera")
        page = vera.get(LIST)
        assert names(page) == ["Luc"]
        assert "Tigrinya" not in page.text
        assert vera.get(LIST, {"language": "ti"}).status_code == 400
        assert vera.get("/mentoren/mentoren.csv").text.splitlines() == [
            "Voornaam,Naam",
            f"Luc,{mentor.last_name}",
        ]

    def test_more_rows_take_no_more_queries(self, alice, django_assert_num_queries):
        mentor_of()
        alice.get(LIST)
        with django_assert_num_queries(20, exact=False) as few:
            alice.get(LIST)
        for _ in range(5):
            MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor_of())
        with django_assert_num_queries(len(few)):
            alice.get(LIST)

    def test_on_a_sheet_it_is_what_was_filtered_and_on_the_record(self, alice):
        shown = mentor_of(first_name="=1+1", email="luc@post.example", languages={"ti": "C2"})
        mentor_of(languages={"nl": "C2"})
        mentor_of(languages={"ti": "C2"}, restricted_on=TODAY)
        answer = alice.get("/mentoren/mentoren.xlsx", {"language": "ti"})
        head, row = load_workbook(io.BytesIO(answer.content)).active.values
        told = dict(zip(head, row, strict=True))
        assert (told["Voornaam"], told["E-mailadres"]) == ("'=1+1", "luc@post.example")
        exported = Entry.objects.filter(action="file.exported")
        assert [entry.object_id for entry in exported] == [str(shown.pk)]


class TestFreePlaces:
    def address(self, alice, line=0, column=-1) -> tuple[str, str]:
        lines = list(alice.get("/mentoren/vrije-plaatsen/").context["table"].lines())
        cell = lines[line].cells[column][1]
        return cell.text, cell.url

    def test_each_number_leads_to_exactly_its_mentors(self, alice):
        mentor_of(first_name="Abel", capacity=3, languages={"ti": "C2"}, postcode="3500")
        mentor_of(first_name="Bea", languages={"ti": "A1", "nl": "C2"}, postcode="3500")
        mentor_of(first_name="Cis", languages={"ti": "B1"}, trained_on=None)
        mentor_of(first_name="Dirk", languages={"ti": "B1"}, paused_from=TODAY)
        mentor_of(first_name="Els", languages={"ti": "B1"}, restricted_on=TODAY)
        mentor_of(STRANGER, first_name="Fien", languages={"ti": "B1"})
        full = mentor_of(first_name="Gust", languages={"ti": "B1"})
        MatchFactory(enrolment=enrolment_of(active=True), mentor=full)
        text, url = self.address(alice, column=1)
        assert text == "3"
        assert names(alice.get(url)) == ["Abel"]

    def test_a_mentor_stands_under_each_language_and_once_in_the_total(self, alice):
        mentor_of(first_name="Abel", capacity=2, languages={"ti": "C2", "nl": "B1"})
        table = alice.get("/mentoren/vrije-plaatsen/").context["table"]
        assert [line.cells[-1][1].text for line in table.lines()] == ["2", "2"]
        assert table.total_line[-1][1].text == "2"

    def test_without_any_it_says_what_to_do(self, alice):
        assert "Geen vrije plaats." in alice.get("/mentoren/vrije-plaatsen/").text

    def test_more_mentors_take_no_more_queries(self, alice, django_assert_num_queries):
        mentor_of()
        alice.get("/mentoren/vrije-plaatsen/")
        with django_assert_num_queries(20, exact=False) as few:
            alice.get("/mentoren/vrije-plaatsen/")
        for _ in range(5):
            mentor_of(languages={"fr": "C1"})
        with django_assert_num_queries(len(few)):
            alice.get("/mentoren/vrije-plaatsen/")


class TestRegister:
    def test_it_works(self, alice):
        assert alice.get(REGISTER).context["form"]["active_from"].value() == TODAY
        answer = alice.post(REGISTER, TYPED, follow=True)
        mentor = Mentor.objects.get()
        assert answer.redirect_chain[-1][0] == f"/mentoren/{mentor.pk}/"
        assert "Luc Peeters is geregistreerd." in answer.text
        assert (mentor.languages, mentor.capacity) == ({"nl": "C2", "fr": "B2"}, 2)
        assert mentor.availability == ("mon-ev", "sat-am")
        assert mentor.interview_note == "Werkte dertig jaar in de haven."

    def test_errors_stand_at_their_fields_and_nothing_is_lost(self, alice):
        wrong = {"postcode": "12", "active_until": "01/01/2022", "agreement_on": "01/01/2030"}
        answer = alice.post(REGISTER, TYPED | {"postcode": "12"})
        assert list(answer.context["form"].errors) == ["postcode"]
        assert "Werkte dertig jaar" in answer.text
        assert 'value="Frans"' in answer.text
        answer = alice.post(REGISTER, TYPED | wrong | {"postcode": "2000"})
        assert set(answer.context["form"].errors) == {"active_until", "agreement_on"}
        assert not Mentor.objects.exists()

    def test_nothing_at_all_is_told_field_by_field(self, alice):
        errors = alice.post(REGISTER, {}).context["form"].errors
        assert {"first_name", "last_name", "languages", "postcode", "active_from"} <= set(errors)

    def test_the_same_person_again_is_asked_about(self, alice):
        alice.post(REGISTER, TYPED)
        answer = alice.post(REGISTER, TYPED)
        assert list(answer.context["form"].errors) == ["someone_else"]
        assert "iemand anders" in answer.text
        alice.post(REGISTER, TYPED | {"someone_else": "on"})
        assert Mentor.objects.count() == 2

    def test_without_an_agreement_the_form_does_not_open(self, alice):
        Organisation.objects.filter(code=CORE).update(agreement_until=TODAY - timedelta(days=1))
        assert alice.get(REGISTER).status_code == 403

    def test_an_unknown_field_is_refused(self, alice):
        assert alice.post(REGISTER, TYPED | {"is_erased": "on"}).status_code == 400


class TestMentor:
    def page(self, client, mentor):
        return client.get(f"/mentoren/{mentor.pk}/")

    def test_what_is_missing_is_listed_and_only_advises(self, alice):
        mentor = mentor_of()
        assert [str(text) for text in self.page(alice, mentor).context["to_do"]] == [
            "e-mailadres of telefoon noteren",
            "kennismaking houden",
            "informatienota bezorgen",
            "als vrijwilliger verzekeren",
            "afsprakennota laten ondertekenen",
            "geheimhouding laten ondertekenen",
        ]
        assert "1 van 1 plaats vrij." in self.page(alice, mentor).text

    def test_the_duos_of_before_stand_there_too(self, alice):
        mentor = mentor_of()
        MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor, ended_on=date(2020, 9, 1))
        (line,) = self.page(alice, mentor).context["matches"].lines()
        told = {str(column.label): cell.text for column, cell in line.cells}
        assert told["Beëindigd"] == "1\N{NO-BREAK SPACE}september 2020"
        assert "Mentor" not in told

    def test_a_mentor_with_everything_lacks_nothing(self, alice):
        papers = ["information_note_on", "insured_from", "agreement_on", "confidentiality_on"]
        met = {"interviewed_on": TODAY, "interview_outcome": "suited", "phone": "1"}
        mentor = mentor_of(**dict.fromkeys(papers, TODAY), **met)
        assert "Nog te doen" not in self.page(alice, mentor).text

    def test_a_coach_reads_all_of_it_and_changes_nothing(self, browse):
        mentor = mentor_of(interview_note="Werkte in de haven.", email="luc@post.example")
        session = MentorTrainingFactory(mentor=mentor, title="Luisteren")
        page = self.page(browse("carl"), mentor).text
        assert "Werkte in de haven." in page
        assert "Luisteren" in page
        for name, of in [
            ("mentor_pause", mentor),
            ("mentor_resume", mentor),
            ("mentor_training", mentor),
            ("mentor_training_remove", session),
        ]:
            address = reverse(name, args=[of.pk])
            assert address not in page
            assert browse("carl").post(address).status_code == 403

    def test_a_counsellor_reads_the_name_only(self, browse):
        mentor = mentor_of(interview_note="Haven", phone="0470 11 22 33")
        MentorTrainingFactory(mentor=mentor, title="Luisteren")
        MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor)
        page = self.page(browse("vera"), mentor).text
        assert mentor.last_name in page
        for told in ("Haven", "0470", "Luisteren", "Arabisch", "Nog te doen", "vrij."):
            assert told not in page

    def test_pause_and_resume(self, alice):
        mentor = mentor_of()
        pause = reverse("mentor_pause", args=[mentor.pk])
        assert alice.get(pause).context["form"]["paused_from"].value() == TODAY
        answer = alice.post(pause, {"paused_from": "01/05/2022", "paused_until": "30/04/2022"})
        assert list(answer.context["form"].errors) == ["paused_until"]
        answer = alice.post(pause, {"paused_from": "01/04/2022"}, follow=True)
        assert "gepauzeerd" in answer.text
        resume = reverse("mentor_resume", args=[mentor.pk])
        assert resume in answer.text
        assert "De pauze is voorbij." in alice.post(resume, follow=True).text
        assert "is niet gepauzeerd" in alice.post(resume, follow=True).text

    def test_sessions_are_added_and_taken_away(self, alice):
        mentor = mentor_of(trained_on=None)
        add = reverse("mentor_training", args=[mentor.pk])
        typed = {"held_on": "12-03-2022", "title": "Luisteren", "hours": "2,5", "completes": "on"}
        page = alice.post(add, typed, follow=True).text
        assert "12 maart 2022".replace(" ", "\N{NO-BREAK SPACE}", 1) in page
        assert "2,5" in page
        again = alice.post(add, typed)
        assert again.status_code == 409
        assert again.context["form"].non_field_errors() == ["Deze sessie is al genoteerd."]
        session = MentorTraining.objects.get()
        remove = reverse("mentor_training_remove", args=[session.pk])
        assert "De sessie is verwijderd." in alice.post(remove, follow=True).text
        mentor.refresh_from_db()
        assert mentor.trained_on == date(2022, 3, 12)

    @pytest.mark.parametrize(
        "typed",
        [{"hours": "veel"}, {"hours": "0"}, {"held_on": "31/02/2022"}, {"title": ""}],
        ids=str,
    )
    def test_what_is_wrong_with_a_session_is_said_at_its_field(self, alice, typed):
        add = reverse("mentor_training", args=[mentor_of().pk])
        good = {"held_on": "12/03/2022", "title": "Luisteren", "hours": "2"}
        assert list(alice.post(add, good | typed).context["form"].errors) == list(typed)

    def test_a_correction_reaches_every_field(self, alice):
        mentor = mentor_of()
        correct = reverse("mentor_correct", args=[mentor.pk])
        typed = TYPED | {"version": mentor.version, "insured_from": "01/01/2022", "wishes": []}
        assert alice.post(correct, typed).status_code == 302
        mentor.refresh_from_db()
        assert (mentor.insured_from, mentor.interview_outcome) == (date(2022, 1, 1), "suited")

    def test_more_sessions_and_duos_take_no_more_queries(self, alice, django_assert_num_queries):
        mentor = mentor_of(capacity=9)
        MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor)
        MentorTrainingFactory(mentor=mentor)
        self.page(alice, mentor)
        with django_assert_num_queries(40, exact=False) as few:
            self.page(alice, mentor)
        for slot in range(2, 5):
            MatchFactory(enrolment=enrolment_of(active=True), mentor=mentor, slot=slot)
            MentorTrainingFactory(mentor=mentor, held_on=TODAY - timedelta(days=slot))
        with django_assert_num_queries(len(few)):
            self.page(alice, mentor)


def test_home_leads_to_registering(browse):
    assert REGISTER in browse("alice").get("/").text
    assert REGISTER not in browse("carl").get("/").text
    assert play("carl").acting.role == "coach"
