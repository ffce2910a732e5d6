"""Erasing by list: who may, what it leaves, and that it can be stopped and taken up again."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError

from m2w.audit.models import Entry
from m2w.privacy import erasure, services
from m2w.privacy.choices import ItemState, ListReason, SkipReason
from m2w.privacy.models import ErasureItem, ErasureList, RetentionTerm
from m2w.privacy.terms import Category
from matching.models import Mentor, Veto
from programmes.models import ClaimLine, Enrolment, Mentee, Outcome, Person, StatusChange
from tests.cast import CORE, PEOPLE, STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import ClaimFactory, ContactFactory, MembershipFactory, MentorFactory
from tests.lives import BORN, mentee_of, mentor_of, tables_with
from tests.refusals import refusal

pytestmark = pytest.mark.django_db

# Selam's guidance ended on 1 September 2020; the term of 24 months is over by then.
LATER = date(2022, 9, 1)


@pytest.fixture(autouse=True)
def later(settings):
    settings.M2W_TODAY = LATER


@pytest.fixture
def bea():
    """Alice's colleague, who coordinates as well."""
    membership = MembershipFactory(staff__organisation=organisation(CORE))
    user = membership.staff.user
    user.acting = membership
    return user


def listed(who="alice"):
    return services.list_overdue(by=play(who))


def erased(made=None, by=None):
    return services.run(services.approve(made or listed(), by=by or play("ada")))


class TestList:
    def test_names_what_is_due_by_code_and_term(self):
        mentee = mentee_of("Xq")
        item = listed().items.get(kind="programmes.mentee")
        assert (item.code, item.category, item.due_on) == (mentee.code, Category.CLOSED, LATER)
        assert item.state == ItemState.PENDING

    def test_counts_what_hangs_on_it(self):
        mentee_of("Xq")
        touched = listed().items.get(kind="programmes.mentee").touches
        assert touched == {
            "programmes.mentee": 1,
            "programmes.enrolment": 2,
            "programmes.statuschange": 4,
            "programmes.screening": 2,
            "programmes.outcome": 1,
            "programmes.measurement": 1,
            "matching.match": 1,
            "matching.matchchange": 1,
            "matching.contact": 3,
            "matching.survey": 1,
            "matching.surveyanswer": 1,
            "matching.veto": 1,
            "matching.proposedpair": 1,
            "matching.leftover": 1,
        }

    def test_erases_nothing_yet(self):
        mentee_of("Xq")
        listed()
        assert Mentee.objects.get().first_name == "SelamXq"

    def test_not_a_day_too_early(self, settings):
        mentee_of("Xq")
        settings.M2W_TODAY = date(2022, 8, 31)
        Mentor.objects.update(active_from=settings.M2W_TODAY)
        assert refusal(services.list_overdue, by=play("alice")) == "nothing_due"

    def test_follows_the_term_in_force(self):
        RetentionTerm.objects.filter(category=Category.CLOSED).update(months=25)
        mentee_of("Xq")
        Mentor.objects.update(active_from=LATER)
        assert refusal(services.list_overdue, by=play("alice")) == "nothing_due"

    def test_only_of_ones_own_promoter(self):
        mine, _theirs = mentee_of("Xq"), mentee_of("Zw", STRANGER)
        items = listed().items.filter(kind="programmes.mentee")
        assert [item.code for item in items] == [mine.code]

    def test_not_what_is_open_nor_what_is_restricted(self):
        enrolment_of(active=True)
        mentee = enrolment_of(ended=True).mentee
        Mentee.objects.filter(pk=mentee.pk).update(restricted_on=LATER)
        assert refusal(services.list_overdue, by=play("alice")) == "nothing_due"

    def test_is_on_the_record(self):
        mentee_of("Xq")
        made = listed()
        entry = Entry.objects.get(action="erasure.listed")
        assert (entry.object_id, entry.details) == (str(made.pk), {"reason": "retention"})

    @pytest.mark.parametrize("who", [who for who in PEOPLE if who not in ("alice", "charlie")])
    def test_by_a_coordinator_only(self, who):
        with pytest.raises(PermissionDenied):
            services.list_overdue(by=play(who))


class TestRequest:
    def test_before_the_term(self, settings):
        settings.M2W_TODAY = date(2020, 10, 1)
        mentee = mentee_of("Xq")
        made = services.request_erasure(mentee, by=play("alice"))
        assert (made.reason, made.items.get().code) == (ListReason.REQUEST, mentee.code)
        erased(made)
        assert Mentee.objects.get(pk=mentee.pk).is_erased

    @pytest.mark.parametrize("trait", ["submitted", "info_requested", "approved", "active"])
    def test_not_while_something_is_open(self, trait):
        mentee = enrolment_of(**{trait: True}).mentee
        assert refusal(services.request_erasure, mentee, by=play("alice")) == "open"

    def test_not_while_restricted(self):
        mentee = enrolment_of(ended=True).mentee
        Mentee.objects.update(restricted_on=LATER)
        assert refusal(services.request_erasure, mentee, by=play("alice")) == "restricted"

    def test_once(self):
        mentee = enrolment_of(ended=True).mentee
        services.request_erasure(mentee, by=play("alice"))
        assert refusal(services.request_erasure, mentee, by=play("alice")) == "already_listed"

    def test_of_a_mentor_without_a_duo(self):
        mentor = MentorFactory(promoter=organisation(CORE), last_name="MaesXq")
        erased(services.request_erasure(mentor, by=play("alice")))
        assert tables_with("MaesXq") == []

    @pytest.mark.parametrize("who", ["charlie", "carl", "vera", "ada"])
    def test_by_the_coordinator_of_the_promoter(self, who):
        mentee = enrolment_of(ended=True).mentee
        with pytest.raises(PermissionDenied):
            services.request_erasure(mentee, by=play(who))


def test_what_stands_on_a_list_comes_on_no_other():
    mentee_of("Xq")
    listed()
    assert refusal(services.list_overdue, by=play("alice")) == "nothing_due"


class TestApproval:
    def test_by_a_colleague(self, bea):
        mentee_of("Xq")
        assert services.approve(listed(), by=bea).approved_by == bea

    def test_by_an_administrator(self):
        mentee_of("Xq")
        assert services.approve(listed(), by=play("ada")).approved_at

    def test_not_by_who_made_the_list(self):
        mentee_of("Xq")
        assert refusal(services.approve, listed(), by=play("alice")) == "same_person"

    def test_once(self, bea):
        mentee_of("Xq")
        made = services.approve(listed(), by=bea)
        assert refusal(services.approve, made, by=play("ada")) == "already_approved"

    @pytest.mark.parametrize("who", [who for who in PEOPLE if who not in ("alice", "ada")])
    def test_by_nobody_else(self, who):
        mentee_of("Xq")
        made = listed()
        with pytest.raises(PermissionDenied):
            services.approve(made, by=play(who))

    def test_nothing_is_erased_without_it(self):
        mentee_of("Xq")
        assert refusal(services.run, listed()) == "not_approved"

    def test_a_list_can_be_thrown_away_until_then(self, bea):
        mentee_of("Xq")
        services.discard(listed(), by=play("alice"))
        assert not ErasureList.objects.exists()
        made = services.approve(listed(), by=bea)
        assert refusal(services.discard, made, by=bea) == "already_approved"


class TestMentee:
    """What is left of Selam."""

    @pytest.fixture
    def selam(self):
        mentee = mentee_of("Xq")
        erased()
        return Mentee.objects.get(pk=mentee.pk)

    def test_no_value_is_left_in_any_table(self, selam):
        assert tables_with("Xq") == []
        for value in [str(BORN), "1986-02-13", "2387", "2381"]:
            assert tables_with(f'"{value}"') == []

    def test_whatever_is_identifying_was_there_before(self):
        mentee_of("Xq")
        for value in [str(BORN), "1986-02-13", "2387", "2381"]:
            assert "programmes_historicalmentee" in tables_with(f'"{value}"')

    def test_the_file_says_what_the_readings_say(self, selam):
        assert selam.is_erased
        assert (selam.first_name, selam.last_name) == ("erased", "erased")
        assert (selam.vdab_number, selam.person) == ("", None)
        assert (selam.birth_date, selam.postcode) == (date(1987, 1, 1), "2000")
        assert (selam.municipality, selam.job_target, selam.interests) == ("", "", ())

    def test_languages_levels_and_dates_stay(self, selam):
        assert selam.languages == {"ar": "C2", "en": "B1"}
        assert (selam.dutch_level, selam.diploma_level) == ("A1", "upper_secondary")
        assert selam.privacy_notice_on == date(2020, 1, 15)

    def test_a_text_that_is_counted_still_is_one(self, selam):
        derogated = Enrolment.objects.get(ended_on__isnull=False)
        assert derogated.derogation_reason == "erased"
        assert {enrolment.person for enrolment in selam.enrolments.all()} == {None}
        assert derogated.profile_nationality == "SY"

    def test_other_texts_are_empty(self, selam):
        assert set(StatusChange.objects.values_list("comment", flat=True)) == {""}
        assert Outcome.objects.get().employer == ""
        assert Veto.objects.get().reason == ""

    def test_who_was_known_by_number_only_is_forgotten(self, selam):
        assert not Person.objects.exists()

    def test_it_is_on_the_record_without_a_value(self, selam):
        entry = Entry.objects.get(action="person.erased", object_id=str(selam.pk))
        assert entry.details == {"category": "closed"}

    def test_it_has_a_new_version_and_no_new_history(self, selam):
        assert selam.version == 3
        assert selam.history.count() == 2

    def test_nobody_opens_it(self, selam):
        assert not Mentee.objects.visible_to(play("alice")).exists()


def test_another_promoter_keeps_the_number_it_knows():
    mentee, other = mentee_of("Xq"), enrolment_of(STRANGER).mentee
    other.person, other.vdab_number = mentee.person, mentee.vdab_number
    other.save()
    erased()
    numbers = Person.objects.values_list("vdab_number", flat=True)
    assert {"NEWXq", "OLDXq"} & set(numbers) == {"NEWXq"}
    assert Mentee.objects.get(pk=other.pk).vdab_number == "NEWXq"


def test_the_stranger_keeps_every_value():
    mentee_of("Xq")
    before = {value: tables_with(value) for value in ["SelamZw", "vetoredenZw", "WerkgeverZw"]}
    assert not any(before.values())
    mentee_of("Zw", STRANGER)
    before = {value: tables_with(value) for value in before}
    assert all(before.values())
    erased()
    assert {value: tables_with(value) for value in before} == before


class TestMentor:
    def test_no_value_is_left_in_any_table(self):
        mentor = mentor_of(mentee_of("Xq"))
        erased()
        for value in ["MaesXq", "fietsenXq", '"2999"']:
            assert tables_with(value) == []
        left = Mentor.objects.get(pk=mentor.pk)
        assert (left.first_name, left.last_name, left.postcode) == ("erased", "erased", "2000")
        assert (left.birth_year, left.is_erased) == (1961, True)

    def test_alone_leaves_the_mentee(self):
        mentee = mentee_of("Xq")
        erased(services.request_erasure(mentor_of(mentee), by=play("alice")))
        assert tables_with("MaesXq") == []
        assert tables_with("SelamXq") != []


class TestTextsWithATermOfTheirOwn:
    @pytest.fixture
    def line(self):
        claim = ClaimFactory(project=project_of(), year=2020, control_reason="RedenXq")
        line = claim.lines.get()
        line.description, line.supplier, line.invoice_number = "OnkostenXq", "BakkerXq", "FXq"
        line.save()
        return line

    def test_of_claims(self, line, settings):
        settings.M2W_TODAY = date(2030, 12, 30)
        assert refusal(services.list_overdue, by=play("alice")) == "nothing_due"
        settings.M2W_TODAY = date(2030, 12, 31)
        erased()
        assert tables_with("Xq") == []
        left = ClaimLine.objects.get()
        assert (left.supplier, left.amount_declared) == ("erased", line.amount_declared)

    def test_are_erased_once(self, line, settings):
        settings.M2W_TODAY = date(2031, 1, 1)
        erased()
        assert refusal(services.list_overdue, by=play("alice")) == "nothing_due"

    def test_a_contact_without_words_is_left_alone(self):
        contact = ContactFactory(match__enrolment=enrolment_of(active=True))
        Mentor.objects.update(active_from=LATER)
        assert contact.held_on < date(2021, 9, 1)
        assert refusal(services.list_overdue, by=play("alice")) == "nothing_due"


class TestRun:
    def test_can_be_taken_up_again(self, monkeypatch):
        mentee_of("Xq")
        made = services.approve(listed(), by=play("ada"))
        erase_file, done = erasure.erase_file, []

        def crash_at_the_second(file):
            erase_file(file)
            done.append(file)
            if len(done) == 2:
                raise RuntimeError

        monkeypatch.setattr(erasure, "erase_file", crash_at_the_second)
        with pytest.raises(RuntimeError):
            services.run(made)
        assert made.items.filter(state=ItemState.ERASED).count() == 1
        assert Entry.objects.filter(action="person.erased").count() == 1
        monkeypatch.setattr(erasure, "erase_file", erase_file)
        call_command("erase")
        made.refresh_from_db()
        assert made.finished_at
        assert set(made.items.values_list("state", flat=True)) == {ItemState.ERASED}
        assert tables_with("Xq") == []

    def test_again_changes_nothing(self):
        mentee_of("Xq")
        made = erased()
        versions = set(Mentee.objects.values_list("version", flat=True))
        services.run(made)
        assert set(Mentee.objects.values_list("version", flat=True)) == versions
        assert Entry.objects.filter(action="erasure.finished").count() == 1

    def test_skips_what_was_opened_again(self):
        mentee = mentee_of("Xq")
        made = services.approve(listed(), by=play("ada"))
        enrolment_of(mentee=mentee, submitted=True)
        services.run(made)
        item = made.items.get(kind="programmes.mentee")
        assert (item.state, item.skipped_because) == (ItemState.SKIPPED, SkipReason.OPEN)
        assert Mentee.objects.get(pk=mentee.pk).first_name == "SelamXq"

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"restricted_on": LATER}, SkipReason.RESTRICTED),
            ({"is_erased": True}, SkipReason.GONE),
        ],
    )
    def test_skips_what_became_restricted_or_was_erased(self, change, reason):
        mentee_of("Xq")
        made = services.approve(listed(), by=play("ada"))
        Mentee.objects.update(**change)
        services.run(made)
        assert made.items.get(kind="programmes.mentee").skipped_because == reason

    def test_skips_what_is_due_later_by_now(self):
        mentee_of("Xq")
        made = services.approve(listed(), by=play("ada"))
        RetentionTerm.objects.update(months=240)
        services.run(made)
        assert set(made.items.values_list("skipped_because", flat=True)) == {SkipReason.NOT_DUE}

    def test_skips_what_is_gone(self):
        made = ErasureList.objects.create(
            promoter=organisation(CORE), reason="request", as_of=LATER, made_by=play("alice")
        )
        item = made.items.create(kind="programmes.mentee", object_id=str(UUID(int=0)), code="x")
        services.run(services.approve(made, by=play("ada")))
        item.refresh_from_db()
        assert item.skipped_because == SkipReason.GONE


class TestHooks:
    def test_tell_what_is_erased(self, monkeypatch):
        told = []
        monkeypatch.setattr(erasure, "HOOKS", [lambda kind, pk: told.append((kind, pk))])
        mentee = mentee_of("Xq")
        erased()
        assert ("programmes.mentee", mentee.pk) in told
        assert {"matching.contact", "programmes.outcome"} <= {kind for kind, _pk in told}

    def test_a_hook_that_fails_keeps_the_file(self, monkeypatch):
        def fail(kind, pk):
            raise OSError

        monkeypatch.setattr(erasure, "HOOKS", [fail])
        mentee_of("Xq")
        with pytest.raises(OSError, match=r"^$"):
            erased()
        assert tables_with("SelamXq") != []
        assert not ErasureItem.objects.exclude(state=ItemState.PENDING).exists()


class TestCommand:
    def test_dry_run_lists_codes_and_changes_nothing(self, capsys):
        mentee = mentee_of("Xq")
        call_command("erase", "--dry-run")
        shown = capsys.readouterr().out
        assert mentee.code in shown
        assert "Xq" not in shown
        assert not ErasureList.objects.exists()
        assert tables_with("SelamXq") != []

    def test_leaves_what_nobody_approved(self, capsys):
        mentee_of("Xq")
        listed()
        call_command("erase")
        assert tables_with("SelamXq") != []

    def test_one_list(self):
        mentee_of("Xq")
        made = services.approve(listed(), by=play("ada"))
        call_command("erase", "--list", made.code)
        assert tables_with("SelamXq") == []

    def test_a_list_that_is_not_there_or_not_approved(self):
        mentee_of("Xq")
        for name in ["nope", listed().code]:
            with pytest.raises(CommandError):
                call_command("erase", "--list", name)
