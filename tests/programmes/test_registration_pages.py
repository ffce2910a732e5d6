"""The pages on which a mentee is registered."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from m2w.audit.models import Entry
from programmes import registering
from programmes.choices import State
from programmes.models import Enrolment, Mentee, Registration
from programmes.services import registrations
from tests.cast import CORE, organisation, play, project_of
from tests.factories import EnrolmentFactory, MembershipFactory, MenteeFactory, ProjectFactory

pytestmark = pytest.mark.django_db

PERSON = {
    "first_name": ["Yusuf"],
    "last_name": ["Demirtaş"],
    "birth_date": ["3.6.2001"],
    "vdab_number": ["99 123.45"],
    "postcode": ["2000"],
    "nationality": ["TR"],
}
LANGUAGES = {
    "home_language": ["turks"],
    "languages_language": ["Engels", "Frans"],
    "languages_level": ["B1", "A2"],
    "dutch_level": ["A2"],
    "dutch_attested": ["no"],
    "diploma_level": ["primary"],
}
SITUATION = {
    "employed": ["no"],
    "benefit_entitled": ["no"],
    "vdab_guidance_since": ["14-01-2022"],
    "migration_background": ["yes"],
}
NOTICE = {"privacy_notice_on": ["2022-03-01"]}


def complete():
    """Everything that a registration asks."""
    return PERSON | LANGUAGES | SITUATION | NOTICE | {"project": [project_of().code]}


def started(who="alice", **typed):
    return registrations.start(uuid4(), typed or complete(), by=play(who)).registration


def at(registration, step, name="registration"):
    return reverse(name, args=[registration.pk, step])


def body(response):
    return response.content.decode()


def sent(registration, to="next", **typed):
    version = registration.version if registration else 0
    return {"version": version, "key": str(uuid4()), "to": to} | typed


START = "registration_start"


class TestStart:
    def test_it_works(self, browse):
        page = browse("alice").get(reverse(START))
        assert page.status_code == 200
        assert "Nog niet ingevuld." in body(page)
        assert not Registration.objects.exists()

    def test_the_first_button_keeps_what_was_typed(self, browse):
        answer = browse("alice").post(reverse(START), sent(None, **PERSON))
        made = Registration.objects.get()
        assert answer.url == at(made, "talen")
        assert made.values | PERSON == made.values
        assert made.step == "talen"

    def test_pressed_twice_it_is_one_registration(self, browse):
        alice, form = browse("alice"), sent(None, **PERSON)
        for _ in range(2):
            alice.post(reverse(START), form)
        assert Registration.objects.count() == 1

    def test_what_cannot_be_read_is_kept_and_told_at_the_field(self, browse):
        typed = PERSON | {"birth_date": ["31/02/2001"], "first_name": ["x" * 300]}
        page = browse("alice").post(reverse(START), sent(None, **typed))
        assert set(page.context["form"].errors) == {"birth_date", "first_name"}
        assert 'value="31/02/2001"' in body(page)
        assert "x" * 300 in body(page)
        assert Registration.objects.get().typed("birth_date") == "31/02/2001"

    def test_a_field_that_does_not_exist_is_refused(self, browse):
        assert browse("alice").post(reverse(START), sent(None, is_admin="on")).status_code == 400

    @pytest.mark.parametrize("key", ["", "x"])
    def test_a_form_without_its_key_is_refused(self, browse, key):
        assert browse("alice").post(reverse(START), sent(None) | {"key": key}).status_code == 400


class TestSteps:
    def test_ask_with_the_first_name(self, browse):
        page = browse("alice").get(at(started(), "talen"))
        assert "Welke taal spreekt Yusuf thuis?" in body(page)
        assert 'value="turks"' in body(page)

    def test_a_text_too_long_for_a_name_stays_out_of_every_question(self, browse):
        alice, made = browse("alice"), started(first_name=["W" * 300], last_name=["Ż" * 300])
        assert "Welke taal spreekt de mentee thuis?" in body(alice.get(at(made, "talen")))
        assert "W" * 300 in body(alice.get(at(made, "persoon")))
        assert "W" * 101 not in body(alice.get(reverse("registrations")))

    def test_a_name_from_right_to_left_keeps_its_place(self, browse):
        page = browse("alice").get(at(started(first_name=["محمد"]), "talen"))
        isolated = "\N{FIRST STRONG ISOLATE}محمد\N{POP DIRECTIONAL ISOLATE}"
        assert f"Welke taal spreekt {isolated} thuis?" in body(page)

    @pytest.mark.parametrize("typed", ["3/6/2001", "03-06-2001", "3.6.2001", "2001-06-03"])
    @pytest.mark.parametrize("pasted", ["{}", "\ufeff{}\u200e", "\u00a0{} "])
    def test_a_day_in_every_notation(self, browse, typed, pasted):
        made = started(**PERSON)
        form = sent(made, **PERSON | {"birth_date": [pasted.format(typed)]})
        assert browse("alice").post(at(made, "persoon"), form).status_code == 302

    def test_a_first_visit_shows_no_errors(self, browse):
        page = browse("alice").get(at(started(**PERSON), "talen"))
        assert page.context["form"].errors == {}

    def test_a_step_that_was_passed_shows_what_is_missing(self, browse):
        made = started(first_name=["Yusuf"])
        registrations.keep(made, {}, by=play("alice"), version=1, step="nakijken")
        page = browse("alice").get(at(made, "persoon"))
        assert "vdab_number" in page.context["form"].errors

    def test_unknown_is_an_answer(self, browse):
        made = started()
        typed = dict.fromkeys(["employed", "benefit_entitled", "migration_background"], "unknown")
        answer = browse("alice").post(at(made, "situatie"), sent(made, **typed))
        assert answer.url == at(made, "project")

    def test_a_rule_over_two_fields_is_told_at_once(self, browse):
        made = started()
        typed = SITUATION | {"vdab_guidance_until": ["01/01/2022"]}
        page = browse("alice").post(at(made, "situatie"), sent(made, **typed))
        assert list(page.context["form"].errors) == ["vdab_guidance_until"]

    @pytest.mark.parametrize(("to", "view"), [("close", "registrations"), ("back", None)])
    def test_other_buttons_keep_without_asking(self, browse, to, view):
        made = started()
        answer = browse("alice").post(at(made, "talen"), sent(made, to, home_language=["Klingon?"]))
        assert answer.url == (reverse(view) if view else at(made, "persoon"))
        made.refresh_from_db()
        assert made.typed("home_language") == "Klingon?"

    def test_a_step_that_does_not_exist(self, browse):
        assert browse("alice").get(at(started(), "nergens")).status_code == 404

    def test_reading_is_on_the_record(self, browse):
        made = started()
        browse("alice").get(at(made, "persoon"))
        entry = Entry.objects.get(action="file.opened")
        assert (entry.object_type, entry.object_id) == ("programmes.registration", str(made.pk))

    def test_markup_is_text(self, browse):
        made = started(first_name=["<b>Yusuf</b>"])
        for step in ["talen", "nakijken"]:
            assert "<b>Yusuf" not in body(browse("alice").get(at(made, step)))


class TestAutosave:
    SAVE = "registration_save"

    def test_keeps_what_is_typed_and_says_when(self, browse):
        made = started()
        answer = browse("alice").post(
            at(made, "persoon", self.SAVE), sent(made, birth_date=["31/02/2"])
        )
        assert "Bewaard om" in body(answer)
        made.refresh_from_db()
        assert made.typed("birth_date") == "31/02/2"

    def test_at_the_start_it_moves_the_address(self, browse):
        answer = browse("alice").post(reverse("registration_start_save"), sent(None, **PERSON))
        assert answer["HX-Replace-Url"] == at(Registration.objects.get(), "persoon")

    def test_of_nothing_makes_nothing(self, browse):
        empty = sent(None, first_name=[""], last_name=[""])
        answer = browse("alice").post(reverse("registration_start_save"), empty)
        assert answer.status_code == 204
        assert not Registration.objects.exists()

    def test_tells_that_someone_else_typed_there(self, browse):
        made, bea = started(), MembershipFactory(staff__organisation=organisation(CORE))
        bea.staff.user.acting = bea
        registrations.keep(made, {"last_name": ["Bea"]}, by=bea.staff.user, version=1)
        answer = browse("alice").post(at(made, "persoon", self.SAVE), sent(made, last_name=["A"]))
        assert "Niet bewaard: iemand anders wijzigde intussen Naam." in body(answer)
        kept = browse("alice").post(at(made, "persoon", self.SAVE), sent(made, **PERSON))
        assert "iemand anders wijzigde intussen Naam; dat blijft staan" in body(kept)


def test_the_second_of_two_sees_both_and_loses_nothing(browse):
    made, bea = started(), MembershipFactory(staff__organisation=organisation(CORE))
    bea.staff.user.acting = bea
    registrations.keep(
        made, {"last_name": ["Bea"], "postcode": ["9000"]}, by=bea.staff.user, version=1
    )
    alice, typed = browse("alice"), PERSON | {"last_name": ["Alice"]}
    page = alice.post(at(made, "persoon"), sent(made, **typed))
    assert page.context["theirs"] == [("Naam", "Bea", False), ("Postcode", "9000", True)]
    assert 'value="Alice"' in body(page)
    assert 'value="9000"' in body(page)
    typed |= {"postcode": ["9000"], "version": page.context["version"]}
    assert alice.post(at(made, "persoon"), sent(made, **typed)).url == at(made, "talen")
    made.refresh_from_db()
    assert (made.typed("last_name"), made.typed("postcode")) == ("Alice", "9000")


class TestLiveScreening:
    LIVE = "registration_screening"

    def test_follows_what_is_typed_and_reads_and_stores_nothing(self, browse):
        made, alice = started(), browse("alice")
        elsewhere = PERSON | SITUATION
        del elsewhere["last_name"]
        before = Entry.objects.count()
        for attested, words in [
            ("unknown", "Nog één gegeven beslist: het attest Nederlands."),
            ("no", "Alle voorwaarden zijn voldaan."),
        ]:
            typed = elsewhere | LANGUAGES | {"dutch_attested": [attested]}
            assert words in body(alice.post(reverse(self.LIVE), sent(made, **typed)))
        made.refresh_from_db()
        assert (made.version, Entry.objects.count()) == (1, before)

    def test_the_page_sends_along_what_other_steps_asked(self, browse):
        page = browse("alice").get(at(started(), "talen"))
        elsewhere = dict(page.context["elsewhere"])
        assert elsewhere.items() >= {"birth_date": "3.6.2001", "employed": "no"}.items()
        assert "last_name" not in elsewhere
        assert "dutch_level" not in elsewhere

    def test_a_field_that_does_not_exist_is_refused(self, browse):
        assert browse("alice").post(reverse(self.LIVE), {"is_admin": "on"}).status_code == 400

    def test_tells_of_files_that_resemble_it_with_a_record(self, browse):
        known = MenteeFactory(promoter=organisation(CORE), vdab_number="9912345")
        answer = browse("alice").post(reverse(self.LIVE), sent(None, **PERSON))
        assert reverse("mentee", args=[known.pk]) in body(answer)
        assert Entry.objects.get(action="file.listed").object_id == str(known.pk)

    @pytest.mark.parametrize("typed", [["31/02/2001"], ["0001-01-01"], ["9999-12-31"], ["٣"], [""]])
    def test_what_cannot_be_read_is_not_known(self, browse, typed):
        form = sent(None, **PERSON | {"birth_date": typed, "nationality": ["??"]})
        answer = browse("alice").post(reverse(self.LIVE), form)
        assert answer.status_code == 200

    def test_counts_the_places_that_are_left(self, browse):
        project = project_of()
        for state in ["approved", "active", "ended", "submitted", "rejected"]:
            EnrolmentFactory(project=project, **{state: True})
        page = browse("alice").get(at(started(), "talen"))
        assert "37 plaatsen vrij." in body(page)

    def test_a_project_that_is_over_is_not_offered(self, browse):
        over = ProjectFactory(promoter=organisation(CORE), name="Voorbij")
        assert over.name not in body(browse("alice").get(at(started(), "project")))


class TestResembling:
    @pytest.fixture
    def known(self):
        values = {"first_name": "Demirtas", "last_name": "Yussuf", "birth_date": date(2001, 6, 3)}
        return MenteeFactory(promoter=organisation(CORE), **values)

    def test_a_name_that_is_almost_the_same(self, browse, known):
        page = browse("alice").get(at(started(), "persoon"))
        assert reverse("mentee", args=[known.pk]) in body(page)
        seen = Entry.objects.get(action="file.listed")
        assert seen.object_id == str(known.pk)

    def test_a_coach_is_not_told_who_a_colleague_follows(self, browse, known):
        page = body(browse("carl").get(at(started("carl"), "persoon")))
        assert "Een collega volgt dat dossier." in page
        assert str(known) not in page
        assert str(known.pk) not in page

    def test_of_two_registrations_each_tells_of_the_other(self, browse):
        one = started(first_name=["Yusuf"], last_name=["Demirtas"], birth_date=["3-6-2001"])
        other, alice = started(), browse("alice")
        for here, there in [(one, other), (other, one)]:
            for step in ["talen", "nakijken"]:
                page = body(alice.get(at(here, step)))
                assert "wordt al geregistreerd" in page
                assert f'href="{registering.url_to_go_on(there)}"' in page
        seen = Entry.objects.filter(action="file.listed").values_list("object_id", flat=True)
        assert set(seen) == {str(one.pk), str(other.pk)}

    def test_of_two_registrations_a_coach_is_told_no_more_than_that_it_is_there(self, browse):
        made = started(vdab_number=["99.123 45"], first_name=["Someone"])
        page = body(browse("carl").get(at(started("carl"), "talen")))
        assert "Een collega is ermee bezig." in page
        assert str(made.pk) not in page

    @pytest.mark.parametrize(
        ("who", "typed"),
        [
            ("alice", {"birth_date": ["3-6-2001"]}),
            ("alice", PERSON | {"birth_date": ["4-6-2001"], "vdab_number": [""]}),
            ("alice", {}),
            ("charlie", PERSON),
        ],
    )
    def test_of_another_person_or_promoter_nothing_is_said(self, browse, who, typed):
        started(who, **typed or {"municipality": ["Mol"]})
        page = body(browse("alice").get(at(started(), "talen")))
        assert "wordt al geregistreerd" not in page

    def test_must_be_confirmed_at_the_end(self, browse, known):
        made, alice = started(), browse("alice")
        page = alice.post(at(made, "nakijken"), {"version": 1, "to": "draft"})
        assert list(page.context["form"].errors) == ["someone_else"]
        assert Entry.objects.get(action="act.refused").details["code"] == "similar_exists"
        form = {"version": 1, "to": "draft", "someone_else": "on"}
        assert alice.post(at(made, "nakijken"), form).status_code == 302

    def test_a_number_that_is_known_leads_to_that_file(self, browse):
        known = MenteeFactory(promoter=organisation(CORE), vdab_number="9912345")
        made, alice = started(), browse("alice")
        assert reverse("mentee_enrol", args=[known.pk]) in body(alice.get(at(made, "persoon")))
        page = alice.post(at(made, "nakijken"), {"version": 1, "to": "draft"})
        assert (
            "U hebt al een dossier met dit VDAB-nummer." in page.context["form"].errors["__all__"]
        )

    def test_of_another_promoter_nothing_is_told(self, browse):
        made = started()
        empty = body(browse("alice").get(at(made, "persoon")))
        MenteeFactory(vdab_number="9912345", first_name="Yusuf", birth_date=date(2001, 6, 3))
        full = body(browse("alice").get(at(made, "persoon")))
        assert full.count("m2w-alert") == empty.count("m2w-alert")


class TestCheck:
    def test_shows_every_answer_in_words(self, browse):
        page = body(browse("alice").get(at(started(), "nakijken")))
        for words in ["03/06/2001", "Turkije", "Engels B1, Frans A2", "14/01/2022"]:
            assert words in page

    def test_submits_to_vdab(self, browse):
        made = started()
        answer = browse("alice").post(at(made, "nakijken"), {"version": 1, "to": "submit"})
        enrolment = Enrolment.objects.get()
        assert answer.url == reverse("enrolment", args=[enrolment.pk])
        assert (enrolment.state, enrolment.profile_age) == (State.SUBMITTED, 20)
        assert enrolment.mentee.languages == {"en": "B1", "fr": "A2"}

    def test_or_keeps_a_draft(self, browse):
        made = started("carl")
        browse("carl").post(at(made, "nakijken"), {"version": 1, "to": "draft"})
        assert Enrolment.objects.get().state == State.DRAFT

    def test_pressed_twice_it_leads_to_the_file_that_was_made(self, browse):
        made, alice, form = started(), browse("alice"), {"version": 1, "to": "submit"}
        alice.post(at(made, "nakijken"), form)
        file = reverse("mentee", args=[Mentee.objects.get().pk])
        assert alice.post(at(made, "nakijken"), form).url == file
        assert [alice.get(at(made, step)).url for step in ("nakijken", "project")] == [file] * 2
        assert browse("charlie").get(at(made, "nakijken")).status_code == 404

    def test_pressed_twice_at_once_it_is_one_file(self, browse, monkeypatch):
        made, alice, form = started(), browse("alice"), {"version": 1, "to": "draft"}
        complete = registrations.complete

        def overtaken(*args, **kwargs):
            monkeypatch.undo()
            alice.post(at(made, "nakijken"), form)
            return complete(*args, **kwargs)

        monkeypatch.setattr(registrations, "complete", overtaken)
        answer = alice.post(at(made, "nakijken"), form)
        assert answer.url == reverse("mentee", args=[Mentee.objects.get().pk])

    def test_a_coach_does_not_submit(self, browse):
        made, carl = started("carl"), browse("carl")
        assert 'value="submit"' not in body(carl.get(at(made, "nakijken")))
        form = {"version": 1, "to": "submit"}
        assert carl.post(at(made, "nakijken"), form).status_code == 403
        assert Registration.objects.exists()

    def test_leads_to_each_field_that_is_missing(self, browse):
        made = started(**complete() | {"vdab_number": [""], "dutch_level": [""], "project": [""]})
        page = browse("alice").post(at(made, "nakijken"), {"version": 1, "to": "draft"})
        links = [answer.url for answer in page.context["faults"]]
        assert links == [
            f"{at(made, 'persoon')}#id_vdab_number",
            f"{at(made, 'talen')}#id_dutch_level",
            f"{at(made, 'project')}#id_project",
        ]
        assert not Mentee.objects.exists()

    def test_without_the_notice_there_is_only_a_draft(self, browse):
        made, alice = started(**complete() | {"privacy_notice_on": [""]}), browse("alice")
        page = alice.post(at(made, "nakijken"), {"version": 1, "to": "submit"})
        assert [answer.label for answer in page.context["faults"]] == [
            "Wanneer kreeg Yusuf de privacyverklaring?"
        ]
        assert alice.post(at(made, "nakijken"), {"version": 1, "to": "draft"}).status_code == 302

    def test_someone_who_is_enrolled_elsewhere_stays_a_draft(self, browse):
        EnrolmentFactory(submitted=True, mentee__vdab_number="9912345")
        made = started()
        form = {"version": 1, "to": "submit"}
        page = browse("alice").post(at(made, "nakijken"), form, follow=True)
        assert "VDAB neemt contact met u op." in body(page)
        assert Enrolment.objects.get(mentee__promoter__code=CORE).state == State.DRAFT

    def test_not_over_what_somebody_typed_meanwhile(self, browse):
        made = started()
        registrations.keep(made, {"postcode": ["9000"]}, by=play("alice"), version=1)
        page = browse("alice").post(at(made, "nakijken"), {"version": 1, "to": "draft"})
        assert "intussen gewijzigd" in body(page)
        assert not Mentee.objects.exists()

    def test_a_form_without_a_version_is_refused(self, browse):
        assert browse("alice").post(at(started(), "nakijken"), {"to": "draft"}).status_code == 400


class TestList:
    def test_says_what_to_do_when_there_is_nothing(self, browse):
        page = body(browse("alice").get(reverse("registrations")))
        assert "Er zijn geen registraties om af te werken." in page
        assert reverse(START) in page

    def test_leads_to_where_one_was(self, browse):
        made = started()
        registrations.keep(made, {}, by=play("alice"), version=1, step="situatie")
        assert at(made, "situatie") in body(browse("alice").get(reverse("registrations")))

    def test_finds_by_part_of_a_name(self, browse):
        started()
        started(first_name=["Ann"])
        found = browse("alice").get(reverse("registrations"), {"q": "demir"})
        assert [str(one) for one in found.context["object_list"]] == ["Yusuf Demirtaş"]

    def test_stands_on_the_home_page_while_there_are(self, browse):
        assert reverse("registrations") not in body(browse("alice").get(reverse("home")))
        started(first_name=[""], last_name=[""])
        assert reverse("registrations") in body(browse("alice").get(reverse("home")))


class TestDelete:
    def test_asks_first(self, browse):
        made, alice = started(), browse("alice")
        address = reverse("registration_delete", args=[made.pk])
        assert "Dat komt niet terug." in body(alice.get(address))
        assert alice.post(address).url == reverse("registrations")
        assert not Registration.objects.exists()


@pytest.mark.parametrize("step", ["persoon", "project", "nakijken"])
def test_the_number_of_queries_is_constant(browse, step):
    alice, made = browse("alice"), started()
    alice.get(at(made, step))
    few = queries(alice, at(made, step))
    for n in range(8):
        EnrolmentFactory(project=project_of(), approved=True)
        ProjectFactory(promoter=organisation(CORE), name=f"Ander {n}", starts_on=date(2021, 1, 1))
        kept = {"municipality": [f"Dorp {n}"]}
        registrations.keep(made, kept, by=play("alice"), version=made.version)
    assert queries(alice, at(made, step)) == few


def queries(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    ours = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
    return len([one for one in seen.captured_queries if not one["sql"].startswith(ours)])
