"""What comes in by the public form: kept apart, screened, and gone in time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from m2w.accounts.models import Organisation
from m2w.audit.models import Entry
from m2w.reference.provinces import LIMBURG
from matching.interest_links import Opened, interest_url, opened_by
from matching.models import Interest, Mentor
from matching.services import discard_interest, note_interview, show_interest, withdraw_links
from tests.cast import CORE, PEOPLE, STRANGER, organisation, play
from tests.conftest import TODAY
from tests.factories import InterestFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db

FILLED_IN = {
    "first_name": "Rahel",
    "last_name": "Haile",
    "email": "rahel@post.example",
    "languages": {"ti": "C2", "nl": "B2"},
    "postcode": "3500",
}


@pytest.fixture
def core():
    return organisation(CORE)


def received(core, **values) -> Interest:
    return show_interest(Opened(core, "ti", LIMBURG), FILLED_IN | values)


def token_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def test_it_works(core):
    interest = received(core)
    assert (interest.promoter, interest.called_language) == (core, "ti")
    assert not Mentor.objects.exists()
    entry = Entry.objects.get(action="interest.received")
    assert (entry.actor, entry.details) == (None, {})


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": ""}, "email"),
        ({"languages": {}}, "languages"),
        ({"postcode": "abc"}, "postcode"),
        ({"last_name": ""}, "last_name"),
        ({"why": "x" * 501}, "why"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(core, values, field):
    assert faulty_fields(received, core, **values) == [field]
    assert not Interest.objects.exists()


def test_a_telephone_number_will_do(core):
    assert received(core, email="", phone="0470 11 22 33").phone == "0470 11 22 33"


def test_a_form_sent_twice_is_one_and_a_better_one_is_kept_too(core):
    assert received(core, availability=["mon-am"]) == received(core, availability=["mon-am"])
    assert received(core, languages={"ti": "C2"}) != received(core)
    assert Interest.objects.count() == 3
    assert Entry.objects.filter(action="interest.received").count() == 3


def test_a_promoter_without_an_agreement_takes_nobody(core):
    core.agreement_until = TODAY - timedelta(days=1)
    assert refusal(received, core) == "link_gone"


class TestScreening:
    def test_a_coordinator_notes_the_meeting(self, core):
        interest = InterestFactory(promoter=core)
        met = {"interviewed_on": TODAY, "interview_outcome": "suited", "interview_note": "Fijn."}
        note_interview(interest, met, by=play("alice"))
        interest.refresh_from_db()
        assert (interest.interviewed_on, interest.interview_note) == (TODAY, "Fijn.")

    def test_not_a_day_to_come(self, core):
        interest, later = InterestFactory(promoter=core), TODAY + timedelta(days=1)
        met = {"interviewed_on": later}
        assert faulty_fields(note_interview, interest, met, by=play("alice")) == ["interviewed_on"]

    def test_who_is_let_go_leaves_nothing(self, core):
        interest = InterestFactory(promoter=core)
        discard_interest(interest, by=play("alice"))
        assert not Interest.objects.exists()
        assert not Interest.history.exists()

    @pytest.mark.parametrize("who", [name for name in PEOPLE if name != "alice"])
    def test_nobody_else_reaches_them(self, core, who):
        interest = InterestFactory(promoter=core)
        assert not Interest.objects.visible_to(play(who)).exists()
        with pytest.raises(PermissionDenied):
            note_interview(interest, {}, by=play(who))
        with pytest.raises(PermissionDenied):
            discard_interest(interest, by=play(who))


class TestLinks:
    def test_a_link_says_whose_form_and_what_was_asked(self, core, settings):
        settings.M2W_SITE_URL = "https://m2w.example"
        url = interest_url(core, language="ti", province=LIMBURG)
        assert url.startswith("https://m2w.example/interesse/core~ti~70000~0:")
        assert opened_by(token_of(url)) == Opened(core, "ti", LIMBURG)
        assert url == interest_url(core, language="ti", province=LIMBURG)

    def test_a_call_for_what_does_not_exist_has_no_link(self, core):
        for asked in ({"language": "xx1"}, {"province": "1"}):
            with pytest.raises(ValueError, match="1"):
                interest_url(core, **asked)

    def test_another_signature_opens_nothing(self, core):
        token = token_of(interest_url(core))
        assert opened_by(token.replace("core", "second")) is None
        assert opened_by(token[:-1]) is None
        assert opened_by("x") is None

    def test_withdrawn_links_open_nothing_and_new_ones_do(self, core):
        old, other = interest_url(core), interest_url(organisation(STRANGER))
        withdraw_links(by=play("alice"))
        assert opened_by(token_of(old)) is None
        assert opened_by(token_of(other)) == Opened(organisation(STRANGER))
        assert opened_by(token_of(interest_url(core))) == Opened(core)
        withdraw_links(by=play("alice"))
        assert opened_by(token_of(old)) is None

    def test_only_a_coordinator_withdraws_them(self):
        with pytest.raises(PermissionDenied):
            withdraw_links(by=play("carl"))

    def test_no_agreement_no_form(self, core):
        token = token_of(interest_url(core))
        Organisation.objects.filter(pk=core.pk).update(agreement_until=TODAY - timedelta(days=1))
        assert opened_by(token) is None


@pytest.mark.parametrize(("days", "stays"), [(90, True), (91, False)])
def test_untouched_for_ninety_days_it_goes(core, settings, days, stays):
    interest = InterestFactory(promoter=core)
    settings.M2W_TODAY = timezone.localdate() + timedelta(days=days)
    call_command("erase")
    assert Interest.objects.filter(pk=interest.pk).exists() is stays
    assert Entry.objects.filter(action="interest.lapsed").exists() is not stays
    assert Interest.history.exists() is stays
