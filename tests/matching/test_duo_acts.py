"""What is done with a duo between its start and its end."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from m2w.accounts.models import Absence
from m2w.audit.models import Entry
from m2w.outbox.models import Notice
from matching import services
from matching.acts import ACTS
from matching.choices import MatchState
from matching.models import Match, MatchChange
from tests.cast import CORE, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, MembershipFactory, MentorFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db
YESTERDAY, NEXT_WEEK = date(2022, 3, 31), date(2022, 4, 8)


def duo(**values):
    """A duo of Carl's since 1 March, planned to end on 1 September; its project ends with 2022."""
    coach = play("carl").acting.staff
    days = {"started_on": date(2022, 3, 1), "planned_end_on": date(2022, 9, 1)}
    return MatchFactory(enrolment=enrolment_of(active=True), coach=coach, **days | values)


def act(service, match=None, by="alice", **values):
    return service(match or duo(), by=play(by), **values)


def ended():
    return duo(ended_on=date(2022, 3, 20), end_reason="completed")


class TestAgreement:
    AGREED = {
        "agreement_on": date(2022, 3, 28),
        "first_meeting_on": NEXT_WEEK,
        "contact_every_days": 7,
    }

    def start(self, **agreed):
        mentor = MentorFactory(promoter=organisation(CORE))
        coach = play("carl").acting.staff
        return services.start_match(
            enrolment_of(approved=True), mentor, coach, by=play("alice"), **agreed
        )

    def test_a_duo_starts_with_what_it_agreed(self):
        match = Match.objects.get(pk=self.start(**self.AGREED, code="DUO-1").pk)
        assert {name: getattr(match, name) for name in self.AGREED} == self.AGREED
        assert match.code == "DUO-1"

    def test_of_two_with_one_code_the_second_is_refused(self):
        self.start(code="DUO-1")
        assert refusal(self.start, code="DUO-1") == "unique"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("agreement_on", date(2022, 4, 2)),
            ("first_meeting_on", YESTERDAY),
            ("first_meeting_on", date(2022, 10, 2)),
            ("contact_every_days", 0),
            ("contact_every_days", 366),
        ],
    )
    def test_what_cannot_be_is_told_at_its_field(self, field, value):
        assert faulty_fields(self.start, **{field: value}) == [field]
        assert not Match.objects.exists()

    def test_it_is_noted_later_and_what_is_not_named_stays(self):
        match = act(services.arrange_match, duo(contact_every_days=7), agreement_on=TODAY)
        assert (match.agreement_on, match.contact_every_days) == (TODAY, 7)
        assert Entry.objects.filter(action="match.arranged", object_id=match.pk).exists()
        match = act(services.arrange_match, match, contact_every_days=None)
        assert (match.agreement_on, match.contact_every_days) == (TODAY, None)


class TestPause:
    def test_from_today_until_somebody_says_otherwise(self):
        match = act(services.pause_match, by="carl")
        assert (match.paused_from, match.paused_until) == (TODAY, None)
        assert match.state == MatchState.PAUSED
        assert Entry.objects.filter(action="match.paused", object_id=match.pk).exists()

    def test_its_last_day_belongs_to_it(self):
        match = act(services.pause_match, paused_until=NEXT_WEEK)
        assert [match.is_paused(day) for day in (YESTERDAY, TODAY, NEXT_WEEK)] == [
            False,
            True,
            True,
        ]
        assert not match.is_paused(date(2022, 4, 9))

    @pytest.mark.parametrize(
        ("first", "last", "field"),
        [
            (date(2022, 2, 28), None, "paused_from"),
            (date(2023, 1, 1), None, "paused_from"),
            (TODAY, YESTERDAY, "paused_until"),
            (TODAY, date(2023, 1, 1), "paused_until"),
        ],
    )
    def test_within_the_duo_and_the_project(self, first, last, field):
        days = {"paused_from": first, "paused_until": last}
        assert faulty_fields(act, services.pause_match, **days) == [field]

    def test_one_at_a_time(self):
        match = act(services.pause_match)
        assert refusal(act, services.pause_match, match) == "not_now"

    def test_a_next_one_when_it_is_over(self):
        match = duo(paused_from=date(2022, 3, 5), paused_until=date(2022, 3, 10))
        assert match.state == MatchState.RUNNING
        assert act(services.pause_match, match).paused_from == TODAY

    def test_resuming_ends_it_with_yesterday(self):
        match = act(services.resume_match, duo(paused_from=date(2022, 3, 20)))
        assert (match.paused_from, match.paused_until) == (date(2022, 3, 20), YESTERDAY)
        assert match.state == MatchState.RUNNING

    @pytest.mark.parametrize("first", [TODAY, NEXT_WEEK])
    def test_of_one_that_had_not_begun_nothing_is_left(self, first):
        paused = act(services.pause_match, paused_from=first, paused_until=first)
        match = act(services.resume_match, paused)
        assert match.pause is None
        assert not match.changes.exists()
        assert Entry.objects.filter(action="match.resumed", object_id=match.pk).exists()

    def test_without_one_there_is_nothing_to_resume(self):
        assert refusal(act, services.resume_match) == "not_now"


class TestExtend:
    @pytest.mark.parametrize("day", [date(2022, 9, 2), date(2023, 1, 1)])
    def test_to_a_later_day_of_the_project(self, day):
        match = act(services.extend_match, by="carl", planned_end_on=day)
        assert match.planned_end_on == day
        assert Entry.objects.filter(action="match.extended", object_id=match.pk).exists()

    @pytest.mark.parametrize("day", [date(2022, 9, 1), date(2023, 1, 2)])
    def test_to_no_other(self, day):
        fields = faulty_fields(act, services.extend_match, planned_end_on=day)
        assert fields == ["planned_end_on"]

    def test_one_whose_end_is_past_goes_on_from_tomorrow(self):
        late = duo(planned_end_on=date(2022, 3, 15))
        fields = faulty_fields(act, services.extend_match, late, planned_end_on=TODAY)
        assert fields == ["planned_end_on"]
        day = date(2022, 4, 2)
        assert act(services.extend_match, late, planned_end_on=day).planned_end_on == day

    def test_not_beyond_the_project(self):
        last = duo(planned_end_on=date(2023, 1, 1))
        code = refusal(act, services.extend_match, last, planned_end_on=date(2023, 1, 1))
        assert code == "term_over"


class TestChangeCoach:
    def test_to_someone_else(self):
        match = duo()
        assert refusal(act, services.change_coach, match, coach=match.coach) == "same_coach"

    def test_keeps_its_line_with_the_new_one(self):
        coach = MembershipFactory(role="coach", staff__organisation=organisation(CORE)).staff
        match = act(services.change_coach, coach=coach)
        change = match.changes.get()
        assert (change.name, change.coach, change.on) == ("change_coach", coach, TODAY)


class TestNotice:
    def told(self):
        return set(Notice.objects.values_list("code", "to__user__name"))

    def test_a_coach_hears_of_a_duo_that_they_were_given(self):
        TestAgreement().start()
        assert self.told() == {("match.given", "Carl")}

    def test_not_of_their_own_act(self):
        match = duo()
        coach = MembershipFactory(role="coach", staff__organisation=organisation(CORE)).staff
        act(services.change_coach, match, by="carl", coach=coach)
        assert self.told() == {("match.given", coach.user.name)}

    def test_nor_is_it_kept_from_who_replaces_them(self):
        dora = MembershipFactory(
            role="coach", staff__organisation=organisation(CORE), staff__user__name="Dora"
        ).staff
        carl = play("carl").acting.staff
        Absence.objects.create(staff=carl, replacement=dora, first_day=TODAY, last_day=TODAY)
        TestAgreement().start()
        assert self.told() == {("match.given", "Carl"), ("match.given", "Dora")}


EVERY_ACT = {
    "arrange": (services.arrange_match, {"contact_every_days": 7}),
    "extend": (services.extend_match, {"planned_end_on": date(2022, 12, 1)}),
    "pause": (services.pause_match, {}),
    "resume": (services.resume_match, {}),
    "end": (services.end_match, {"reason": "work"}),
}


@pytest.mark.parametrize("name", EVERY_ACT)
def test_nothing_is_done_once_it_ended(name):
    service, values = EVERY_ACT[name]
    assert refusal(act, service, ended(), **values) == "already_ended"


@pytest.mark.parametrize("who", ["charlie", "vera", "max", "ann", "ada"])
@pytest.mark.parametrize("name", EVERY_ACT)
def test_by_nobody_else(name, who):
    service, values = EVERY_ACT[name]
    with pytest.raises(PermissionDenied):
        act(service, by=who, **values)


@pytest.mark.parametrize(
    ("make", "offered"),
    [
        (duo, ["arrange", "extend", "pause", "change_coach", "end"]),
        (
            lambda: duo(paused_from=TODAY),
            ["arrange", "extend", "resume", "change_coach", "end"],
        ),
        (ended, []),
    ],
)
def test_the_table_offers_what_can_be_done_now(make, offered):
    match = make()
    assert [act.name for act in ACTS.available(match, play("carl"))] == offered
    assert ACTS.available(match, play("vera")) == ACTS.available(match, play("charlie")) == []


def test_the_acts_in_between_leave_a_line_each():
    match = act(services.pause_match, paused_from=YESTERDAY, paused_until=NEXT_WEEK)
    act(services.resume_match, match)
    act(services.extend_match, match, planned_end_on=date(2022, 10, 1))
    act(services.arrange_match, match, agreement_on=TODAY)
    lines = MatchChange.objects.values_list("name", "on", "until", "by__name")
    assert list(lines) == [
        ("pause", YESTERDAY, NEXT_WEEK, "Alice"),
        ("resume", TODAY, None, "Alice"),
        ("extend", TODAY, date(2022, 10, 1), "Alice"),
    ]
