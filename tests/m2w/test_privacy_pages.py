"""The pages of someone's rights: inspection, correction, restriction, erasure, the register."""

import io
from datetime import date
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse

from m2w.audit.models import Entry
from m2w.privacy import services
from m2w.privacy.models import ErasureList, RetentionTerm
from matching.models import Mentor
from programmes.models import Mentee
from tests.cast import CORE, PEOPLE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MembershipFactory, MentorFactory
from tests.lives import mentee_of

pytestmark = pytest.mark.django_db
LATER = date(2022, 9, 1)
ACTS = ["export", "restrict", "lift", "erase"]


@pytest.fixture
def mentee():
    return enrolment_of(ended=True, coach=play("carl").acting.staff).mentee


@pytest.fixture
def mentor():
    return MentorFactory(promoter=organisation(CORE))


def at(file, act, kind="mentee"):
    return reverse(f"{kind}_{act}", args=[file.pk])


def page_of(response):
    return response.content.decode()


class TestDoors:
    @pytest.mark.parametrize("act", ACTS)
    @pytest.mark.parametrize("who", [who for who in PEOPLE if who not in ("alice", "charlie")])
    def test_are_for_coordinators(self, browse, mentee, mentor, who, act):
        client = browse(who)
        for file, kind in [(mentee, "mentee"), (mentor, "mentor")]:
            assert client.post(at(file, act, kind)).status_code == 403

    @pytest.mark.parametrize("act", ACTS)
    def test_what_is_anothers_does_not_exist(self, browse, mentee, act):
        charlie = browse("charlie")
        made_up = reverse(f"mentee_{act}", args=[uuid4()])
        assert charlie.post(at(mentee, act)).status_code == 404
        assert charlie.post(made_up).status_code == 404

    @pytest.mark.parametrize("act", [*ACTS, "correct"])
    def test_what_is_erased_does_not_exist(self, browse, mentee, act):
        Mentee.objects.update(is_erased=True)
        assert browse("alice").post(at(mentee, act), {"version": 1}).status_code == 404

    @pytest.mark.parametrize("act", ["restrict", "lift", "erase", "correct"])
    def test_looking_changes_nothing(self, browse, mentee, act):
        alice, before = browse("alice"), Entry.objects.exclude(action__startswith="file.").count()
        assert alice.get(at(mentee, act)).status_code == 200
        assert Entry.objects.exclude(action__startswith="file.").count() == before

    def test_inspection_is_no_link(self, browse, mentee):
        assert browse("alice").get(at(mentee, "export")).status_code == 405


class TestFile:
    @pytest.mark.parametrize("kind", ["mentee", "mentor"])
    def test_offers_the_rights_to_the_coordinator(self, browse, mentee, mentor, kind):
        file = {"mentee": mentee, "mentor": mentor}[kind]
        page = page_of(browse("alice").get(reverse(kind, args=[file.pk])))
        assert "Rechten van de betrokkene" in page
        for act in ["export", "restrict", "erase", "correct"]:
            assert at(file, act, kind) in page
        assert at(file, "lift", kind) not in page

    def test_offers_a_coach_to_correct_it(self, browse, mentee):
        page = page_of(browse("carl").get(reverse("mentee", args=[mentee.pk])))
        assert at(mentee, "correct") in page
        assert "Rechten van de betrokkene" not in page

    def test_offers_a_counsellor_nothing(self, browse, mentee):
        page = page_of(browse("vera").get(reverse("mentee", args=[mentee.pk])))
        assert at(mentee, "correct") not in page


class TestInspection:
    @pytest.mark.parametrize("restricted_on", [None, TODAY])
    def test_gives_the_file_to_hand_over(self, browse, mentee, restricted_on):
        Mentee.objects.update(restricted_on=restricted_on)
        response = browse("alice").post(at(mentee, "export"))
        assert response["Content-Disposition"].startswith('attachment; filename="inzage-2022-04-01')
        assert response["Cache-Control"] == "no-store"
        with ZipFile(io.BytesIO(response.content)) as archive:
            assert mentee.last_name in archive.read("gegevens.json").decode()
        assert Entry.objects.get(action="person.exported").actor == play("alice")


class TestRestriction:
    def test_is_asked_for_with_a_ground(self, browse, mentee):
        alice = browse("alice")
        assert alice.post(at(mentee, "restrict")).context["form"].errors
        page = alice.post(at(mentee, "restrict"), {"ground": "objection"}, follow=True)
        assert "De verwerking is beperkt sinds" in page_of(page)
        assert "er is bezwaar gemaakt" in page_of(page)

    def test_a_restricted_file_is_not_corrected(self, browse, mentee):
        Mentee.objects.update(restricted_on=TODAY)
        alice = browse("alice")
        assert alice.get(at(mentee, "correct")).status_code == 404
        page = page_of(alice.get(reverse("mentee", args=[mentee.pk])))
        assert at(mentee, "correct") not in page
        assert at(mentee, "lift") in page

    def test_is_lifted(self, browse, mentee):
        Mentee.objects.update(restricted_on=TODAY)
        page = browse("alice").post(at(mentee, "lift"), follow=True)
        assert "De beperking is opgeheven." in page_of(page)
        assert Mentee.objects.get().restricted_on is None

    def test_twice_says_so(self, browse, mentee):
        alice = browse("alice")
        for _ in range(2):
            page = alice.post(at(mentee, "restrict"), {"ground": "claim"}, follow=True)
        assert "De verwerking is al beperkt." in page_of(page)


def filled_in(client, address):
    """The form as a browser sends it back unchanged."""
    response = client.get(address)
    form, data = response.context["form"], {"version": response.context["version"]}
    for field in form:
        value = field.value()
        if field.name == "languages":
            shown = form.fields["languages"].prepare_value(value)
            data["languages_language"] = [name for name, _level in shown]
            data["languages_level"] = [level for _name, level in shown]
        elif isinstance(value, list | tuple):
            data[field.name] = list(value)
        elif value is not None:
            data[field.name] = (
                field.field.widget.format_value(value)
                if hasattr(field.field.widget, "format_value")
                else value
            )
    return {name: "" if value is None else value for name, value in data.items()}


class TestCorrection:
    def test_the_form_as_it_is_changes_nothing(self, browse):
        mentee = mentee_of("Xqgenaamd")
        alice = browse("alice")
        data = filled_in(alice, at(mentee, "correct"))
        assert data["birth_date"] == "14/03/1987"
        assert data["home_language"] == "Arabisch"
        page = page_of(alice.get(at(mentee, "correct")))
        assert page.count('name="languages_language"') == len(mentee.languages) + 2
        before = Mentee.objects.values().get(pk=mentee.pk)
        assert alice.post(at(mentee, "correct"), data).status_code == 302
        assert Mentee.objects.values().get(pk=mentee.pk) == before

    def test_takes_days_and_languages_as_people_write_them(self, browse, mentee):
        alice = browse("alice")
        data = filled_in(alice, at(mentee, "correct")) | {
            "birth_date": "03/06/1991",
            "languages_language": ["Tigrinya", "en", ""],
            "languages_level": ["C2", "A2", ""],
            "interests": "koken, fietsen",
            "privacy_notice_on": "02/02/2020",
            "privacy_notice_language": "tigrinya",
            "availability": ["mon-am", "sat-ev"],
            "vdab_number": "7.204 118",
        }
        response = alice.post(at(mentee, "correct"), data)
        assert response.url == reverse("mentee", args=[mentee.pk])
        found = Mentee.objects.get()
        assert found.birth_date == date(1991, 6, 3)
        assert found.languages == {"ti": "C2", "en": "A2"}
        assert found.interests == ("koken", "fietsen")
        assert (found.privacy_notice_on, found.privacy_notice_language) == (date(2020, 2, 2), "ti")
        assert found.availability == ("mon-am", "sat-ev")
        assert found.vdab_number == "7204118"

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"birth_date": "31/02/1990"}, "birth_date"),
            ({"postcode": "900"}, "postcode"),
            ({"home_language": "Klingons"}, "home_language"),
            ({"languages_language": ["Tigrinya"], "languages_level": [""]}, "languages"),
            ({"languages_language": ["ti", "ti"], "languages_level": ["A1", "A2"]}, "languages"),
            ({"nationality": "ZZ"}, "nationality"),
            ({"last_name": ""}, "last_name"),
        ],
        ids=str,
    )
    def test_says_at_the_field_what_is_wrong(self, browse, mentee, values, field):
        alice = browse("alice")
        data = filled_in(alice, at(mentee, "correct")) | values
        response = alice.post(at(mentee, "correct"), data)
        assert list(response.context["form"].errors) == [field]
        assert Mentee.objects.get().version == mentee.version

    def test_a_number_that_the_promoter_knows_already(self, browse, mentee):
        other = enrolment_of().mentee
        alice = browse("alice")
        data = filled_in(alice, at(mentee, "correct")) | {"vdab_number": other.vdab_number}
        response = alice.post(at(mentee, "correct"), data)
        assert list(response.context["form"].errors) == ["vdab_number"]

    def test_two_at_a_time_lose_nothing(self, browse, mentee):
        alice, carl = browse("alice"), browse("carl")
        mine = filled_in(alice, at(mentee, "correct")) | {
            "first_name": "Amira",
            "job_target": "kok",
        }
        theirs = filled_in(carl, at(mentee, "correct")) | {
            "first_name": "Amine",
            "municipality": "Gent",
        }
        alice.post(at(mentee, "correct"), mine)
        again = carl.post(at(mentee, "correct"), theirs)
        assert "Iemand anders heeft dit dossier intussen gewijzigd." in page_of(again)
        assert [label for label, _value, _taken in again.context["theirs"]] == [
            "Voornaam",
            "Jobdoelwit",
        ]
        form = again.context["form"]
        assert form["first_name"].value() == "Amine"
        assert (form["job_target"].value(), form["municipality"].value()) == ("kok", "Gent")
        assert Mentee.objects.get().first_name == "Amira"
        data = theirs | {"job_target": "kok", "version": again.context["version"]}
        assert carl.post(at(mentee, "correct"), data).status_code == 302
        found = Mentee.objects.get()
        assert (found.first_name, found.job_target, found.municipality) == ("Amine", "kok", "Gent")

    def test_a_form_without_its_version_is_refused(self, browse, mentee):
        alice = browse("alice")
        data = filled_in(alice, at(mentee, "correct"))
        del data["version"]
        assert alice.post(at(mentee, "correct"), data).status_code == 400

    @pytest.mark.parametrize("name", ["promoter", "is_erased", "restricted_on", "person", "code"])
    def test_nothing_else_can_be_changed(self, browse, mentee, name):
        alice = browse("alice")
        before = Mentee.objects.values(name).get()
        data = filled_in(alice, at(mentee, "correct")) | {name: "1"}
        alice.post(at(mentee, "correct"), data)
        assert Mentee.objects.values(name).get() == before

    @pytest.mark.parametrize(("who", "status"), [("vera", 403), ("ann", 403), ("charlie", 404)])
    def test_by_nobody_else(self, browse, mentee, who, status):
        assert browse(who).post(at(mentee, "correct"), {"version": 1}).status_code == status

    def test_of_a_mentor(self, browse, mentor):
        alice = browse("alice")
        data = filled_in(alice, at(mentor, "correct", "mentor")) | {
            "first_name": "Lucas",
            "sectors": ["F", "I"],
            "online": "true",
        }
        assert alice.post(at(mentor, "correct", "mentor"), data).status_code == 302
        found = Mentor.objects.get()
        assert (found.first_name, found.sectors, found.online) == ("Lucas", ("F", "I"), True)
        assert browse("carl").get(at(mentor, "correct", "mentor")).status_code == 403


class TestErasure:
    @pytest.fixture(autouse=True)
    def later(self, settings):
        settings.M2W_TODAY = LATER

    @pytest.fixture
    def listed(self):
        mentee_of("Xqgenaamd")
        return services.list_overdue(by=play("alice"))

    def test_a_list_is_made_and_shows_codes_only(self, browse):
        mentee = mentee_of("Xqgenaamd")
        response = browse("alice").post(reverse("erasures"), follow=True)
        page = page_of(response)
        assert mentee.code in page
        assert "Xqgenaamd" not in page
        assert "Goedkeuren en wissen" not in page
        assert ErasureList.objects.get().items.exists()

    def test_nothing_due_makes_no_list(self, browse):
        page = page_of(browse("alice").post(reverse("erasures"), follow=True))
        assert "Er is niets waarvan de bewaartermijn verstreken is." in page
        assert not ErasureList.objects.exists()

    def test_an_administrator_approves_on_codes_and_counts(self, browse, listed):
        ada = browse("ada")
        page = page_of(ada.get(reverse("erasure", args=[listed.pk])))
        assert "Goedkeuren en wissen" in page
        assert "2\N{NO-BREAK SPACE}aanmeldingen" in page
        assert "Xqgenaamd" not in page
        page = page_of(ada.post(reverse("erasure_approve", args=[listed.pk]), follow=True))
        assert "Goedgekeurd en uitgevoerd." in page
        assert not Mentee.objects.filter(first_name__contains="Xqgenaamd").exists()

    def test_a_colleague_approves(self, browse, listed, client):
        bea = MembershipFactory(staff__organisation=organisation(CORE)).staff.user
        client.force_login(bea)
        client.post(reverse("erasure_approve", args=[listed.pk]))
        assert ErasureList.objects.get().approved_by == bea

    def test_a_long_list_waits_for_the_command(self, browse, listed, monkeypatch):
        monkeypatch.setattr(services, "AT_ONCE", 1)
        browse("ada").post(reverse("erasure_approve", args=[listed.pk]))
        listed.refresh_from_db()
        assert listed.approved_at
        assert not listed.finished_at

    def test_who_made_it_does_not_approve_it(self, browse, listed):
        page = browse("alice").post(reverse("erasure_approve", args=[listed.pk]), follow=True)
        assert "Iemand anders keurt de wislijst goed." in page_of(page)
        assert Mentee.objects.filter(first_name__contains="Xqgenaamd").exists()

    def test_a_list_is_thrown_away(self, browse, listed):
        browse("alice").post(reverse("erasure_discard", args=[listed.pk]))
        assert not ErasureList.objects.exists()

    @pytest.mark.parametrize("act", ["erasure_approve", "erasure_discard"])
    def test_another_promoters_list_does_not_exist(self, browse, listed, act):
        charlie = browse("charlie")
        assert charlie.get(reverse("erasure", args=[listed.pk])).status_code == 404
        assert charlie.post(reverse(act, args=[listed.pk])).status_code == 404
        assert charlie.get(reverse(act, args=[listed.pk])).status_code == 405

    @pytest.mark.parametrize("who", ["carl", "vera", "frank", "eva", "max", "ann"])
    def test_others_do_not_come_in(self, browse, listed, who):
        client = browse(who)
        assert client.get(reverse("erasures")).status_code == 403
        assert client.get(reverse("erasure", args=[listed.pk])).status_code == 403

    def test_an_administrator_makes_no_list(self, browse):
        mentee_of("Xqgenaamd")
        assert browse("ada").post(reverse("erasures")).status_code == 403

    def test_is_asked_for_by_one_person(self, browse, mentee):
        response = browse("alice").post(at(mentee, "erase"), follow=True)
        assert mentee.code in page_of(response)
        assert str(mentee) not in page_of(response)

    def test_not_while_something_is_open(self, browse):
        mentee = enrolment_of(active=True).mentee
        page = browse("alice").post(at(mentee, "erase"), follow=True)
        assert "Wissen kan nu niet: er loopt nog iets." in page_of(page)


class TestRegister:
    @pytest.mark.parametrize("who", PEOPLE)
    def test_is_for_whoever_is_signed_in(self, browse, who):
        assert browse(who).get(reverse("register")).status_code == 200

    def test_is_not_public(self, client):
        assert client.get(reverse("register")).status_code == 302

    def test_says_what_is_classified(self, browse):
        page = page_of(browse("ann").get(reverse("register")))
        for words in [
            *("Beslissen over de toelating tot het programma", "migratieachtergrond"),
            *("AVG art. 9(2)(g)", "AVG art. 6(1)(e)", "afgesloten begeleiding: 24 maanden"),
            *("coördinator, mentor-coach, VDAB-bemiddelaar", "mentee, mentor"),
        ]:
            assert words in page, words

    def test_follows_the_terms(self, browse):
        RetentionTerm.objects.filter(category="closed").update(months=1)
        page = page_of(browse("ann").get(reverse("register")))
        assert "afgesloten begeleiding: 1 maand" in page


def test_the_stranger_keeps_their_file(browse):
    theirs = enrolment_of(STRANGER, ended=True).mentee
    assert browse("alice").post(at(theirs, "erase")).status_code == 404
    assert not ErasureList.objects.exists()
