"""The public form for volunteers, and what a coordinator does with what comes in."""

import pytest
from django.urls import reverse

from m2w.reference.provinces import LIMBURG
from matching.interest_links import interest_url
from matching.models import Interest, Mentor
from matching.services import withdraw_links
from tests.cast import CORE, STRANGER, organisation, play
from tests.conftest import TODAY
from tests.factories import InterestFactory

pytestmark = pytest.mark.django_db

TYPED = {
    "first_name": "Rahel",
    "last_name": "Haile",
    "email": "rahel@post.example",
    "phone": "",
    "postcode": "3500",
    "languages_language": ["Tigrinya", ""],
    "languages_level": ["C2", ""],
    "why": "Ik wil iets terugdoen.",
    "website": "",
}


@pytest.fixture
def alice(browse):
    return browse("alice")


@pytest.fixture
def link(db):
    return interest_url(organisation(CORE), language="ti", province=LIMBURG).removeprefix(
        "http://127.0.0.1:8000"
    )


@pytest.fixture
def interest():
    return InterestFactory(promoter=organisation(CORE), last_name="Haile")


class TestPublicForm:
    def test_it_works(self, client, link):
        page = client.get(link)
        assert "Word mentor bij Core" in page.text
        assert "zodra er 90 dagen niets mee gebeurt" in page.text
        assert 'value="Tigrinya"' in page.text
        answer = client.post(link, TYPED, follow=True)
        assert "heeft uw gegevens ontvangen" in answer.text
        interest = Interest.objects.get()
        assert (interest.promoter.code, interest.called_province) == (CORE, LIMBURG)
        assert not Mentor.objects.exists()

    def test_it_speaks_english(self, client, link):
        client.post("/taal/", {"language": "en", "next": link})
        assert '<html lang="en">' in client.get(link).text

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"email": "", "phone": ""}, "email"),
            ({"email": "rahel"}, "email"),
            ({"postcode": "x"}, "postcode"),
            ({"last_name": " "}, "last_name"),
            ({"languages_level": ["", ""]}, "languages"),
            ({"languages_language": ["Brabbels", ""]}, "languages"),
            ({"why": "x" * 501}, "why"),
        ],
        ids=str,
    )
    def test_errors_stand_at_their_fields_and_nothing_is_lost(self, client, link, typed, field):
        answer = client.post(link, TYPED | typed)
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == [field]
        assert "Rahel" in answer.text
        assert not Interest.objects.exists()

    def test_a_program_is_thanked_and_forgotten(self, client, link):
        answer = client.post(link, TYPED | {"website": "https://spam.example"}, follow=True)
        assert "heeft uw gegevens ontvangen" in answer.text
        assert not Interest.objects.exists()

    def test_an_unknown_field_is_refused(self, client, link):
        assert client.post(link, TYPED | {"promoter": "x"}).status_code == 400

    def test_a_link_that_is_none_says_so_and_no_more(self, client, link):
        withdrawn = interest_url(organisation(CORE)).removeprefix("http://127.0.0.1:8000")
        withdraw_links(by=play("alice"))
        for address in (withdrawn, link, "/interesse/x/", f"{link}verstuurd/"):
            answer = client.get(address)
            assert answer.status_code == 404
            assert "Deze link werkt niet meer" in answer.text
        assert client.post(link, TYPED).status_code == 404

    def test_who_sends_too_many_waits(self, client, link, settings):
        settings.ACCOUNT_RATE_LIMITS = {"interest": "2/h/ip"}
        assert [client.post(link, TYPED).status_code for _ in range(3)] == [302, 302, 429]
        assert client.get(link).status_code == 200

    def test_it_keeps_nothing_out_of_reach_of_the_gate(self, client, link, browse):
        client.post(link, TYPED)
        assert "Haile" in browse("alice").get("/mentoren/interesse/").text
        assert "Haile" not in browse("charlie").get("/mentoren/interesse/").text


class TestScreening:
    def test_new_ones_stand_on_the_home_page(self, alice, interest):
        page = alice.get("/").text
        assert "/mentoren/interesse/?new=yes" in page
        assert "Haile" in page
        found = alice.get("/mentoren/interesse/", {"new": "yes"})
        assert list(found.context["object_list"]) == [interest]
        Interest.objects.update(interviewed_on=TODAY)
        assert "/mentoren/interesse/?new=yes" not in alice.get("/").text
        assert not alice.get("/mentoren/interesse/", {"new": "yes"}).context["object_list"]

    def test_an_empty_list_says_what_to_do(self, alice):
        page = alice.get("/mentoren/interesse/").text
        assert "Verspreid de link hieronder" in page
        assert interest_url(organisation(CORE)) in page

    def test_the_meeting_is_noted(self, alice, interest):
        address = reverse("interest_interview", args=[interest.pk])
        missing = alice.post(address, {"interview_outcome": "suited"})
        assert list(missing.context["form"].errors) == ["interviewed_on"]
        typed = {"interviewed_on": "30/03/2022", "interview_outcome": "suited"}
        page = alice.post(address, typed | {"interview_note": "Fijn gesprek."}, follow=True)
        assert "Fijn gesprek." in page.text

    def test_a_mentor_is_made_with_what_was_filled_in(self, alice, interest):
        Interest.objects.update(interviewed_on=TODAY, interview_outcome="suited")
        address = reverse("interest_mentor", args=[interest.pk])
        form = alice.get(address).context["form"]
        assert dict(form["languages"].value()) == {"Tigrinya": "C2", "Nederlands": "B2"}
        assert form["interview_outcome"].value() == "suited"
        assert form["sectors"].value() == ["I"]
        typed = {
            **{name: value for name, value in TYPED.items() if name not in {"why", "website"}},
            "gender": "f",
            "capacity": "1",
            "active_from": "01/04/2022",
            "interviewed_on": "01/04/2022",
            "interview_outcome": "suited",
        }
        wrong = alice.post(address, typed | {"postcode": "x"})
        assert list(wrong.context["form"].errors) == ["postcode"]
        assert Interest.objects.exists()
        assert "Rahel Haile is geregistreerd." in alice.post(address, typed, follow=True).text
        assert Mentor.objects.get().interviewed_on == TODAY
        assert not Interest.objects.exists()
        assert alice.get(address).status_code == 404

    def test_who_is_let_go_is_gone(self, alice, interest):
        address = reverse("interest_delete", args=[interest.pk])
        assert "Dat komt niet terug." in alice.get(address).text
        assert "De interesse is verwijderd." in alice.post(address, follow=True).text
        assert not Interest.objects.exists()

    def test_another_promoters_does_not_exist(self, alice):
        theirs = InterestFactory(promoter=organisation(STRANGER))
        for name in ("interest", "interest_interview", "interest_mentor", "interest_delete"):
            assert alice.get(reverse(name, args=[theirs.pk])).status_code == 404

    def test_links_are_withdrawn_by_a_button(self, alice):
        old = interest_url(organisation(CORE))
        page = alice.post(reverse("interest_links_withdraw"), follow=True).text
        assert old not in page
        assert interest_url(organisation(CORE)) in page

    def test_more_rows_take_no_more_queries(self, alice, interest, django_assert_num_queries):
        alice.get("/mentoren/interesse/")
        with django_assert_num_queries(20, exact=False) as few:
            alice.get("/mentoren/interesse/")
        InterestFactory.create_batch(5, promoter=interest.promoter)
        with django_assert_num_queries(len(few)):
            alice.get("/mentoren/interesse/")
