"""From the first letter typed to a file: what is kept, merged, checked and forgotten."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from m2w.accounts.models import User
from m2w.audit.models import Entry
from m2w.corrections import Outdated
from m2w.privacy import bundle
from m2w.privacy.erasure import erase_file
from programmes.choices import State
from programmes.models import Enrolment, Mentee, Person, Registration
from programmes.services import registrations
from tests.cast import CORE, PEOPLE, STRANGER, organisation, play, project_of
from tests.factories import MembershipFactory, MenteeFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db

TYPED = {"first_name": ["Yusuf"], "birth_date": ["31/02/2001"]}
VALUES = {
    "first_name": "Yusuf",
    "last_name": "Demirtaş",
    "birth_date": date(2001, 6, 3),
    "nationality": "TR",
    "postcode": "2000",
    "vdab_number": "99 123.45",
    "employed": "no",
    "migration_background": "yes",
    "home_language": "tr",
    "languages": {"tr": "C2"},
    "dutch_level": "A1",
    "diploma_level": "primary",
    "benefit_entitled": "no",
    "privacy_notice_on": date(2022, 3, 1),
}


def started(who="alice", **typed):
    return registrations.start(uuid4(), typed or TYPED, by=play(who)).registration


def kept(registration, who="alice", version=None, step="", **typed):
    version = registration.version if version is None else version
    return registrations.keep(registration, typed, by=play(who), version=version, step=step)


def completed(registration=None, who="alice", project=None, someone_else=False, **changes):
    registration = registration or started(who)
    return registrations.complete(
        registration,
        VALUES | changes,
        project or project_of(),
        by=play(who),
        version=registration.version,
        someone_else=someone_else,
    )


@pytest.fixture
def bea():
    """Alice's colleague, who coordinates as well."""
    membership = MembershipFactory(staff__organisation=organisation(CORE))
    membership.staff.user.acting = membership
    return membership.staff.user


class TestStart:
    def test_keeps_what_was_typed_as_it_was_typed(self):
        made = Registration.objects.get(pk=started().pk)
        assert made.values == TYPED
        assert (made.promoter, made.made_by) == (organisation(CORE), play("alice").acting.staff)
        assert Entry.objects.get(action="registration.started").object_id == str(made.pk)

    def test_of_one_form_makes_one_registration(self):
        key = uuid4()
        first = registrations.start(key, TYPED, by=play("alice")).registration
        again = registrations.start(key, {"first_name": ["Yusuf A."]}, by=play("alice"))
        assert again.registration == first
        assert Registration.objects.get().typed("first_name") == "Yusuf A."

    def test_of_one_form_that_came_in_between_too(self, monkeypatch):
        key, as_lists = uuid4(), registrations.as_lists

        def meanwhile(typed):
            monkeypatch.setattr(registrations, "as_lists", as_lists)
            registrations.start(key, typed, by=play("alice"))
            return as_lists(typed)

        monkeypatch.setattr(registrations, "as_lists", meanwhile)
        registrations.start(key, TYPED, by=play("alice"))
        assert Registration.objects.get().pk == key

    def test_a_key_that_is_anothers_tells_nothing(self):
        theirs = started("charlie")
        mine = registrations.start(theirs.pk, TYPED, by=play("alice")).registration
        assert mine.pk != theirs.pk

    @pytest.mark.parametrize(
        "who", [who for who in PEOPLE if who not in ("alice", "carl", "charlie")]
    )
    def test_is_for_promoters(self, who):
        with pytest.raises(PermissionDenied):
            registrations.start(uuid4(), TYPED, by=play(who))


class TestKeep:
    def test_only_what_changed_is_on_the_record_and_without_values(self):
        made = kept(started(), first_name=["Yusuf"], postcode=["2000"]).registration
        assert made.values == TYPED | {"postcode": ["2000"]}
        entry = Entry.objects.get(action="registration.changed")
        assert entry.details == {"fields": ["postcode"]}

    def test_the_same_again_changes_nothing(self):
        made = started()
        assert kept(made, first_name=["Yusuf"], last_name=[""]).registration.version == 1
        assert not Entry.objects.filter(action="registration.changed").exists()

    def test_a_step_that_was_reached_stays_reached(self):
        made = kept(started(), step="situatie").registration
        assert kept(made, step="talen").registration.step == "situatie"

    def test_is_denied_to_a_stranger_and_to_a_colleague_who_coaches(self):
        for who in ["charlie", "carl"]:
            with pytest.raises(PermissionDenied):
                kept(started(), who, first_name=["X"])

    def test_the_coordinator_works_on_with_what_a_coach_began(self):
        assert (
            kept(started("carl"), "alice", first_name=["X"]).registration.typed("first_name") == "X"
        )


class TestTwoPeople:
    def test_what_the_other_typed_elsewhere_stays(self, bea):
        made = started()
        registrations.keep(made, {"postcode": ["9000"]}, by=bea, version=1)
        after = kept(made, version=1, first_name=["Joe"], postcode=[""])
        assert after.registration.values == TYPED | {"first_name": ["Joe"], "postcode": ["9000"]}
        assert after.theirs == {"postcode": ["9000"]}

    def test_the_same_field_is_told_and_nothing_is_kept(self, bea):
        made = started()
        registrations.keep(made, {"first_name": ["Bea"]}, by=bea, version=1)
        with pytest.raises(Outdated) as caught:
            kept(made, version=1, first_name=["Alice"], postcode=["9000"])
        assert caught.value.before["first_name"] == ["Yusuf"]
        assert caught.value.now == {"first_name": ["Bea"]}
        assert Registration.objects.get().values == TYPED | {"first_name": ["Bea"]}

    def test_typing_the_same_is_no_clash(self, bea):
        made = started()
        registrations.keep(made, {"first_name": ["Bea"]}, by=bea, version=1)
        assert kept(made, version=1, first_name=["Bea"]).theirs == {}

    def test_ones_own_earlier_saves_are_no_clash(self):
        made = started()
        kept(made, version=1, first_name=["Y"])
        assert kept(made, version=1, first_name=["Yu"]).registration.typed("first_name") == "Yu"

    def test_seen_again_from_the_new_version_it_is_kept(self, bea):
        made = started()
        theirs = registrations.keep(made, {"first_name": ["Bea"]}, by=bea, version=1)
        version = theirs.registration.version
        after = kept(made, version=version, first_name=["Alice"])
        assert after.registration.typed("first_name") == "Alice"


class TestComplete:
    def test_makes_the_file_and_a_draft_and_goes(self):
        enrolment = completed()
        assert (enrolment.state, enrolment.mentee.vdab_number) == (State.DRAFT, "9912345")
        assert enrolment.mentee.dutch_attested == "unknown"
        assert enrolment.mentee.gender == "unknown"
        assert not Registration.objects.exists()
        assert not Registration.history.exists()

    def test_is_on_the_record_with_the_file_it_became(self):
        made = started()
        enrolment = completed(made)
        entry = Entry.objects.get(action="registration.completed")
        assert entry.object_id == str(made.pk)
        assert entry.details == {"mentee": str(enrolment.mentee.pk)}

    def test_a_coach_becomes_its_coach(self):
        enrolment = completed(who="carl")
        assert enrolment.coach == play("carl").acting.staff
        assert Mentee.objects.editable_by(play("carl")).get() == enrolment.mentee

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"last_name": ""}, "last_name"),
            ({"first_name": "x" * 300}, "first_name"),
            ({"vdab_number": ""}, "vdab_number"),
            ({"vdab_number": "V-1"}, "vdab_number"),
            ({"postcode": "0999"}, "postcode"),
            ({"birth_date": date(2022, 4, 2)}, "birth_date"),
            ({"birth_date": date(201, 6, 3)}, "birth_date"),
            ({"nationality": ""}, "nationality"),
            ({"dutch_level": ""}, "dutch_level"),
            ({"privacy_notice_on": date(2022, 4, 2)}, "privacy_notice_on"),
            (
                {"vdab_guidance_since": date(2022, 1, 2), "vdab_guidance_until": date(2022, 1, 1)},
                "vdab_guidance_until",
            ),
        ],
    )
    def test_names_the_field_that_is_wrong_and_keeps_the_registration(self, changes, field):
        assert faulty_fields(completed, **changes) == [field]
        assert Registration.objects.exists()
        assert not Mentee.objects.exists()

    def test_a_number_that_is_known_is_refused_and_leaves_nothing(self):
        MenteeFactory(promoter=organisation(CORE), vdab_number="9912345")
        assert refusal(completed) == "mentee_exists"
        assert Registration.objects.exists()

    def test_much_the_same_person_must_be_confirmed(self):
        MenteeFactory(
            promoter=organisation(CORE),
            first_name="Demirtas",
            last_name="YUSSUF",
            birth_date=date(2001, 6, 3),
        )
        assert refusal(completed) == "similar_exists"
        assert completed(Registration.objects.get(), someone_else=True).state == State.DRAFT

    def test_of_another_promoter_nothing_is_told(self):
        MenteeFactory(promoter=organisation(STRANGER), **VALUES | {"vdab_number": "9912345"})
        enrolment = completed()
        assert enrolment.person == Person.objects.get()

    def test_not_over_what_somebody_saved_meanwhile(self):
        made = started()
        kept(made, first_name=["Z"])
        assert refusal(completed, made) == "changed_meanwhile"

    def test_a_project_of_another_promoter_is_denied(self):
        with pytest.raises(PermissionDenied):
            completed(project=project_of(STRANGER))
        assert not Enrolment.objects.exists()

    def test_what_was_never_sent_is_missing(self):
        with pytest.raises(ValidationError) as caught:
            registrations.complete(started(), {}, project_of(), by=play("alice"), version=1)
        assert {"first_name", "birth_date", "employed"} <= set(caught.value.message_dict)


class TestFaults:
    def test_what_is_missing_is_no_fault_yet(self):
        assert registrations.faults_of({"first_name": "Yusuf"}) == {}

    def test_what_is_there_is_judged_by_the_rules_of_the_file(self):
        values = {
            "birth_date": date(2030, 1, 1),
            "vdab_guidance_since": date(2022, 1, 2),
            "vdab_guidance_until": date(2022, 1, 1),
        }
        assert set(registrations.faults_of(values)) == {"birth_date", "vdab_guidance_until"}


class TestGone:
    def test_thrown_away_with_all_that_was_typed(self):
        made = started()
        registrations.discard(made, by=play("alice"))
        assert not Registration.objects.exists()
        assert not Registration.history.exists()
        assert Entry.objects.filter(action="registration.deleted").exists()

    def test_of_a_stranger_is_denied(self):
        with pytest.raises(PermissionDenied):
            registrations.discard(started(), by=play("charlie"))

    @pytest.mark.parametrize(("days", "stays"), [(90, True), (91, False)])
    def test_untouched_for_ninety_days(self, settings, capsys, days, stays):
        made = started()
        settings.M2W_TODAY = timezone.localdate() + timedelta(days=days)
        call_command("erase", "--dry-run")
        assert f"programmes.registration\t{0 if stays else 1}" in capsys.readouterr().out
        call_command("erase")
        assert Registration.objects.exists() is stays
        assert Registration.history.exists() is stays
        lapsed = Entry.objects.filter(action="registration.lapsed", object_id=str(made.pk))
        assert lapsed.exists() is not stays

    def test_along_with_the_file_of_who_is_erased(self):
        mentee = MenteeFactory(promoter=organisation(CORE), **VALUES | {"vdab_number": "9912345"})
        same_number = started(vdab_number=["99.123 45"], first_name=["Someone"])
        same_person = started(first_name=["yusuf"], last_name=["demirtas"], birth_date=["3-6-2001"])
        namesake = started(first_name=["Yusuf"], last_name=["Demirtas"], birth_date=["3-6-1971"])
        elsewhere = started("charlie", vdab_number=["9912345"])
        erase_file(mentee)
        left = set(Registration.objects.values_list("pk", flat=True))
        assert left == {namesake.pk, elsewhere.pk}
        gone = Entry.objects.filter(action="registration.erased")
        assert {entry.object_id for entry in gone} == {str(same_number.pk), str(same_person.pk)}


class TestInspection:
    def test_who_asks_for_their_data_gets_what_was_typed_of_them(self):
        mentee = MenteeFactory(promoter=organisation(CORE), **VALUES)
        names = {"first_name": ["Yusuf"], "last_name": ["Demirtas"], "birth_date": ["3-6-2001"]}
        made = started(**names, postcode=["2000"], gender=["m"], vdab_number=[""])
        kept(made, postcode=["9000"])
        started(**names | {"birth_date": ["3-6-1971"]})
        with ZipFile(BytesIO(bundle.export(mentee, by=play("alice")))) as packed:
            lines = packed.read("registraties.csv").decode().splitlines()
        assert {line.partition(",")[0] for line in lines} == {"registratie", made.code}
        assert any(line.endswith(",Gender,man,") for line in lines)
        now, before = (line.split(",")[3:] for line in lines if ",Postcode," in line)
        assert (now, before[0]) == (["9000", ""], "2000")
        assert before[1]

    def test_of_whom_nothing_was_typed_there_is_none(self):
        started()
        mentee = MenteeFactory(promoter=organisation(CORE))
        with ZipFile(BytesIO(bundle.export(mentee, by=play("alice")))) as packed:
            assert "registraties.csv" not in packed.namelist()


class TestGate:
    def test_a_coordinator_sees_the_promoters_a_coach_their_own(self):
        mine, ours, theirs = started("carl"), started("alice"), started("charlie")
        seen = {
            who: set(Registration.objects.visible_to(play(who)).values_list("pk", flat=True))
            for who in PEOPLE
        }
        assert seen.pop("alice") == {mine.pk, ours.pk}
        assert seen.pop("carl") == {mine.pk}
        assert seen.pop("charlie") == {theirs.pk}
        assert not any(seen.values())

    def test_an_agreement_that_ended_closes_them(self):
        started()
        promoter = organisation(CORE)
        promoter.agreement_until = date(2022, 3, 31)
        promoter.save()
        user = User.objects.get(pk=play("alice").pk)
        user.acting = play("alice").acting
        assert not Registration.objects.visible_to(user).exists()
