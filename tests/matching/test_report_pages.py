"""The public page on which mentor and mentee report, and what their coach looks at."""

from datetime import date, timedelta

import pytest
from django.conf import settings as site
from django.urls import reverse

from matching import services
from matching.meeting_links import opened_by, report_url
from matching.meeting_texts import texts
from matching.models import Contact, ContactReport, Match
from tests.cast import enrolment_of, play
from tests.conftest import TODAY
from tests.factories import MatchFactory

pytestmark = pytest.mark.django_db

DAY = date(2022, 3, 20)
MET = {"seen": "yes", "held_on": "2022-03-20", "minutes": "60", "channel": "in_person"}


@pytest.fixture
def match(db):
    return MatchFactory(
        enrolment=enrolment_of(active=True),
        coach=play("carl").acting.staff,
        started_on=date(2022, 3, 1),
        mentor__last_name="Verborgen",
    )


def link(match, who="mentor", language=""):
    return report_url(match, who, language=language).removeprefix(site.M2W_SITE_URL)


class TestPublicForm:
    def test_it_works(self, client, match):
        page = client.get(link(match))
        assert "Zag u uw mentee?" in page.text
        answer = client.post(link(match), MET, follow=True)
        assert "Bedankt!" in answer.text
        contact = Contact.objects.get()
        assert (contact.held_on, contact.minutes, contact.reached) == (DAY, 60, True)

    def test_it_names_nobody(self, client, match):
        for who in ("mentor", "mentee"):
            page = client.get(link(match, who))
            assert "Core" in page.text
            for name in ("Verborgen", match.enrolment.mentee.last_name):
                assert name not in page.text

    @pytest.mark.parametrize("language", ["nl", "en", "fr"])
    def test_it_speaks_the_language_of_the_link(self, client, match, language):
        page = client.get(link(match, "mentee", language))
        assert f'<html lang="{language}">' in page.text
        assert texts()[language]["labels"]["seen_mentee"] in page.text
        wrong = client.post(link(match, "mentee", language), {"held_on": "x", "minutes": "9999"})
        said = wrong.context["form"].errors
        errors = texts()[language]["errors"]
        day = errors["held_on"].format(first="01/03/2022", last="01/04/2022")
        assert said["held_on"] == [day]
        assert said["seen"] == [errors["seen"]]
        sent = client.post(link(match, "mentee", language), MET, follow=True)
        assert texts()[language]["thanks"] in sent.text

    def test_an_unknown_language_is_dutch(self, client, match):
        assert '<html lang="nl">' in client.get(f"{link(match)}?taal=xx").text

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"seen": ""}, "seen"),
            ({"seen": "maybe"}, "seen"),
            ({"held_on": ""}, "held_on"),
            ({"held_on": "2022-02-28"}, "held_on"),
            ({"held_on": "2022-04-02"}, "held_on"),
            ({"held_on": "20/03/22"}, "held_on"),
            ({"minutes": "2400"}, "minutes"),
            ({"minutes": "uur"}, "minutes"),
            ({"channel": "fax"}, "channel"),
        ],
        ids=str,
    )
    def test_faults_stand_at_their_fields_and_nothing_is_kept(self, client, match, typed, field):
        answer = client.post(link(match), MET | typed)
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == [field]
        assert not ContactReport.objects.exists()

    def test_sent_twice_it_is_one_and_thanked_again(self, client, match):
        for _ in range(2):
            assert "Bedankt!" in client.post(link(match), MET, follow=True).text
        assert ContactReport.objects.count() == Contact.objects.count() == 1

    def test_another_story_of_that_day_is_refused_in_plain_words(self, client, match):
        client.post(link(match), MET)
        answer = client.post(link(match), MET | {"seen": "no"})
        assert "Voor deze dag gaf u al een ander antwoord." in answer.text

    def test_who_wants_to_be_called_reads_it(self, client, match):
        answer = client.post(link(match), MET | {"call_me": "on"}, follow=True)
        assert "Uw coach belt u." in answer.text

    def test_an_unknown_field_is_refused(self, client, match):
        assert client.post(link(match), MET | {"match": "x"}).status_code == 400

    def test_one_page_for_every_link_that_does_not_work(self, client, match):
        withdrawn = link(match)
        services.withdraw_meeting_link(match, "mentor", by=play("carl"))
        altered = link(match).replace("mentor", "mentee")
        pages = [client.get(address) for address in (withdrawn, altered, "/melden/x/")]
        pages += [client.post(withdrawn, MET), client.get(f"{withdrawn}bedankt/")]
        Match.objects.update(ended_on=TODAY - timedelta(days=31))
        pages.append(client.get(link(match)))
        assert {page.status_code for page in pages} == {404}
        assert all("Deze link werkt niet meer" in page.text for page in pages)
        assert not ContactReport.objects.exists()

    def test_who_sends_too_many_waits(self, client, match, settings):
        settings.ACCOUNT_RATE_LIMITS = {"meeting": "2/h/ip"}
        assert [client.post(link(match), MET).status_code for _ in range(3)] == [302, 302, 429]


class TestLooking:
    @pytest.fixture
    def carl(self, browse):
        return browse("carl")

    def tell(self, match, who, **values):
        opened = opened_by(link(match, who).rstrip("/").rpartition("/")[2])
        told = {"held_on": DAY, "seen": True} | values
        return services.report_meeting(opened, **told)

    def test_what_agrees_is_not_looked_at(self, carl, match):
        self.tell(match, "mentor", minutes=60)
        self.tell(match, "mentee", minutes=60)
        assert "Niets te bekijken." in carl.get(reverse("reports")).text
        assert reverse("reports") not in carl.get("/").text

    @pytest.mark.parametrize(
        ("reached", "minutes", "met"), [("yes", "60", True), ("no", "", False)]
    )
    def test_a_contradiction_is_decided_in_one_press(self, carl, match, reached, minutes, met):
        report = self.tell(match, "mentor", minutes=60)
        self.tell(match, "mentee", seen=False)
        home = carl.get("/")
        assert reverse("reports") in home.text
        for address in (reverse("reports"), reverse("match", args=[match.pk])):
            page = carl.get(address)
            assert "Ze zijn het niet eens of ze elkaar zagen." in page.text
            assert "Mentee: niet gezien op 20\xa0maart 2022." in page.text
            assert {"Ze zagen elkaar", "Ze zagen elkaar niet"} == {
                one.label for one in page.context["waiting"][0].decisions
            }
        decide = reverse("report_decide", args=[report.pk])
        answer = carl.post(decide, {"reached": reached, "minutes": minutes}, follow=True)
        assert "De beslissing is genoteerd." in answer.text
        assert Contact.objects.get().reached == met
        again = carl.post(decide, {"reached": reached, "minutes": minutes}, follow=True)
        assert "Hierover is al beslist." in again.text

    def test_how_long_it_took_too(self, carl, match):
        self.tell(match, "mentor", minutes=120)
        self.tell(match, "mentee", minutes=60)
        page = carl.get(reverse("reports"))
        labels = [one.label for one in page.context["waiting"][0].decisions]
        assert labels == ["Het duurde 60 minuten", "Het duurde 120 minuten"]

    @pytest.mark.parametrize(
        "bad",
        [{}, {"reached": "x"}, *({"reached": "yes", "minutes": n} for n in ("-1", "0", "721"))],
        ids=str,
    )
    def test_another_decision_does_not_exist(self, carl, match, bad):
        report = self.tell(match, "mentor", minutes=60)
        decide = reverse("report_decide", args=[report.pk])
        assert carl.post(decide, bad).status_code == 400

    def test_who_asks_is_called(self, carl, match):
        report = self.tell(match, "mentee", call_me=True)
        page = carl.get(reverse("reports")).text
        assert "Wil gebeld worden." in page
        assert "Ik belde de mentee" in page
        called = reverse("report_called", args=[report.pk])
        assert "Genoteerd dat u belde." in carl.post(called, follow=True).text
        assert "Dit is al gedaan." in carl.post(called, follow=True).text

    def test_more_reports_take_no_more_queries(self, carl, match, django_assert_num_queries):
        self.tell(match, "mentor", minutes=60)
        self.tell(match, "mentee", seen=False)
        carl.get(reverse("reports"))
        with django_assert_num_queries(30, exact=False) as few:
            carl.get(reverse("reports"))
        for day in range(1, 5):
            self.tell(match, "mentor", held_on=DAY - timedelta(days=2 * day))
            self.tell(match, "mentee", held_on=DAY - timedelta(days=2 * day), seen=False)
        with django_assert_num_queries(len(few)):
            carl.get(reverse("reports"))


class TestCards:
    def test_each_of_the_two_has_one(self, browse, match):
        page = browse("carl").get(reverse("match_links", args=[match.pk]), {"taal": "fr"})
        for who in ("mentor", "mentee"):
            assert report_url(match, who, language="fr") in page.text
        assert page.text.count('class="m2w-qr"') == 2
        assert "Avez-vous vu votre mentor ?" in page.text

    def test_a_link_is_withdrawn_by_a_button(self, browse, match):
        old, other = report_url(match, "mentor"), report_url(match, "mentee")
        address = reverse("match_links_withdraw", args=[match.pk])
        page = browse("carl").post(address, {"who": "mentor"}, follow=True).text
        assert f"{old}?taal" not in page
        assert f"{other}?taal" in page
        assert browse("carl").post(address, {"who": "x"}).status_code == 400

    def test_after_the_duo_they_say_that_they_do_not_work(self, browse, match):
        Match.objects.update(ended_on=TODAY - timedelta(days=31))
        address = reverse("match_links", args=[match.pk])
        page = browse("carl").get(address).text
        assert "Deze links werken nu niet." in page
        assert "/melden/" not in page
        assert address not in browse("carl").get(reverse("match", args=[match.pk])).text
