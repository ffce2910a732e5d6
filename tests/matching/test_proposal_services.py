"""From a waiting list to duos: domain.md 4, proposals.md."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from m2w.audit.models import Entry
from m2w.privacy.erasure import erase_file
from matching import services
from matching.choices import ProposalState
from matching.models import LeftOver, Match, Mentor, Proposal, ProposedPair, Veto
from matching.services.proposals import NotAccepted, totals_of
from programmes.choices import State
from programmes.models import Call
from tests.cast import CORE, PEOPLE, STRANGER, enrolment_of, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import MentorFactory, VetoFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def carl():
    """The one coach: he speaks Dutch."""
    return play("carl").acting.staff


def mentor_of(**values):
    return MentorFactory(promoter=organisation(CORE), **values)


def waiting(**values):
    return enrolment_of(approved=True, **values)


def make(by="alice", **values):
    return services.make_proposal(project_of(), by=play(by), **values)


def made_again(proposal):
    """As whoever looks at it now finds it."""
    return services.run_again(Proposal.objects.get(pk=proposal.pk), by=play("alice"))


def withdraw(enrolment):
    enrolment.state, enrolment.withdrawn_on = State.WITHDRAWN, TODAY
    enrolment.save()


def pairs_of(proposal):
    return {(pair.enrolment, pair.mentor) for pair in proposal.pairs.all()}


class TestMake:
    def test_it_works(self, carl):
        enrolment, mentor = waiting(), mentor_of()
        proposal = make()
        pair = proposal.pairs.get()
        assert (pair.enrolment, pair.mentor, pair.coach) == (enrolment, mentor, carl)
        assert pair.score == sum(pair.parts.values()) > 0
        assert pair.shared_languages == ("ar",)
        assert (proposal.on, proposal.made_by, proposal.state) == (
            TODAY,
            play("alice").acting.staff,
            ProposalState.OPEN,
        )
        assert proposal.candidates.pairs == [[enrolment.code, mentor.code, pair.score]]
        assert Entry.objects.get(action="proposal.made").object_id == str(proposal.pk)

    def test_tells_why_someone_is_left_over(self):
        mentor_of(trained_on=None)
        mentor_of(languages={"nl": "C2"})
        enrolment = waiting()
        left = make().left_over.get()
        assert (left.enrolment, left.candidates) == (enrolment, 0)
        assert left.removed == {"not_trained": 1, "no_shared_language": 1}

    def test_proves_what_it_places(self):
        mentor_of()
        waiting()
        waiting()
        proposal = make()
        placed = totals_of(proposal)
        assert (proposal.waiting, proposal.mentors, proposal.places) == (2, 1, 1)
        assert (placed["placed"], placed["score"]) == (proposal.max_placed, proposal.max_score)

    def test_on_a_day_to_come(self):
        enrolment = waiting()
        mentor_of(trained_on=date(2022, 5, 1))
        assert not make().pairs.exists()
        assert make(on=date(2022, 5, 1)).pairs.get().enrolment == enrolment

    @pytest.mark.parametrize("nobody", ["mentees", "mentors", "coaches"])
    def test_without_anyone_it_places_nobody(self, nobody, carl):
        if nobody != "mentees":
            waiting()
        if nobody != "mentors":
            mentor_of()
        if nobody == "coaches":
            carl.memberships.all().delete()
        assert not make().pairs.exists()

    @pytest.mark.parametrize("weights", [{}, {"sector": -1}, {"sector": 10**9}])
    def test_weights_of_which_no_score_can_be_made(self, weights):
        waiting()
        Call.objects.update(match_weights=weights)
        assert refusal(make) == "absurd_weights"
        assert not Proposal.objects.exists()

    @pytest.mark.parametrize("who", [who for who in PEOPLE if who != "alice"])
    def test_by_nobody_else(self, who):
        with pytest.raises(PermissionDenied):
            make(by=who)


class TestLock:
    def test_a_locked_pair_stays_together(self):
        """Free, the best choice is another one: the nearest mentor."""
        waiting(mentee__postcode="2000")
        far, near = mentor_of(postcode="3500"), mentor_of(postcode="2000")
        proposal = make()
        assert proposal.pairs.get().mentor == near
        services.choose_mentor(proposal, proposal.pairs.get().enrolment, far, by=play("alice"))
        again = made_again(proposal)
        pair = again.pairs.get()
        assert (pair.mentor, pair.is_locked, again.dropped) == (far, True, [])

    def test_and_a_pair_that_is_let_go_does_not(self):
        waiting(mentee__postcode="2000")
        far, near = mentor_of(postcode="3500"), mentor_of(postcode="2000")
        proposal = make()
        enrolment = proposal.pairs.get().enrolment
        pair = services.choose_mentor(proposal, enrolment, far, by=play("alice"))
        services.unlock_pair(pair, by=play("alice"))
        assert made_again(proposal).pairs.get().mentor == near

    def test_goes_on_the_record(self):
        waiting()
        mentor_of()
        pair = make().pairs.get()
        services.lock_pair(pair, by=play("alice"))
        services.unlock_pair(pair, by=play("alice"))
        actions = Entry.objects.filter(action__startswith="proposal.pair").values_list("action")
        assert {action for (action,) in actions} == {
            "proposal.pair_locked",
            "proposal.pair_unlocked",
        }

    def test_by_the_coach_of_the_mentee(self, carl):
        waiting(coach=carl)
        mentor_of()
        pair = make().pairs.get()
        services.lock_pair(pair, by=play("carl"))
        pair.refresh_from_db()
        assert pair.is_locked

    @pytest.mark.parametrize("who", [who for who in PEOPLE if who != "alice"])
    def test_by_nobody_else(self, who):
        waiting()
        mentor_of()
        with pytest.raises(PermissionDenied):
            services.lock_pair(make().pairs.get(), by=play(who))


class TestRunAgain:
    def test_closes_the_old_one(self):
        waiting()
        mentor_of()
        old = make()
        again = made_again(old)
        old.refresh_from_db()
        assert (old.state, again.made_from) == (ProposalState.CLOSED, old)
        assert refusal(services.lock_pair, old.pairs.get(), by=play("alice")) == "closed"
        assert refusal(services.run_again, old, by=play("alice")) == "closed"

    def test_not_over_what_someone_else_did_meanwhile(self):
        waiting()
        mentor_of()
        seen = make()
        services.lock_pair(seen.pairs.get(), by=play("alice"))
        assert refusal(services.run_again, seen, by=play("alice")) == "changed_meanwhile"
        assert Proposal.objects.count() == 1

    def test_for_today_when_its_day_is_past(self, settings):
        waiting()
        old = make()
        settings.M2W_TODAY = date(2022, 4, 20)
        assert made_again(old).on == date(2022, 4, 20)

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            (lambda pair: Mentor.objects.update(trained_on=None), "not_trained"),
            (lambda pair: Mentor.objects.update(capacity=0), "full"),
            (lambda pair: VetoFactory(mentee=pair.enrolment.mentee, mentor=pair.mentor), "vetoed"),
            (
                lambda pair: withdraw(pair.enrolment),
                "not_waiting",
            ),
        ],
    )
    def test_tells_which_locked_pair_a_rule_forbids_by_now(self, changed, code):
        waiting()
        mentor_of()
        proposal = make()
        services.lock_pair(proposal.pairs.get(), by=play("alice"))
        changed(proposal.pairs.get())
        again = made_again(proposal)
        pair = proposal.pairs.get()
        assert again.dropped == [(str(pair.enrolment_id), str(pair.mentor_id), code)]
        assert not again.pairs.exists()

    def test_leaves_out_who_has_a_mentor_by_now(self):
        waiting()
        waiting()
        mentor_of(capacity=2)
        proposal = make()
        services.accept_pairs(proposal, [proposal.pairs.all()[0]], by=play("alice"))
        again = made_again(proposal)
        assert again.waiting == 1


class TestChoose:
    def test_another_mentor_with_the_points_and_the_coach_of_that_pair(self, carl):
        waiting(mentee__postcode="2000")
        far = mentor_of(postcode="3500")
        mentor_of(postcode="2000")
        proposal = make()
        before = proposal.pairs.get()
        pair = services.choose_mentor(proposal, before.enrolment, far, by=play("alice"))
        assert proposal.pairs.get() == pair
        assert (pair.mentor, pair.coach, pair.is_locked) == (far, carl, True)
        assert pair.score == sum(pair.parts.values()) < before.score

    def test_a_mentor_for_who_had_none(self):
        mentor = mentor_of()
        waiting()
        waiting()
        proposal = make()
        left = proposal.left_over.get()
        served = proposal.pairs.get()
        assert refusal(self.choose, proposal, left.enrolment, mentor) == "full"
        other = mentor_of(postcode="3500")
        assert refusal(self.choose, proposal, left.enrolment, other) == "changed_meanwhile"
        services.veto_pair(served.enrolment, mentor, "Buren.", by=play("alice"))
        assert self.choose(proposal, left.enrolment, mentor).mentor == mentor
        assert proposal.left_over.get().enrolment == served.enrolment

    def choose(self, proposal, enrolment, mentor):
        return services.choose_mentor(proposal, enrolment, mentor, by=play("alice"))

    @pytest.mark.parametrize(
        ("values", "code"),
        [
            ({"active_until": date(2022, 3, 1)}, "not_active"),
            ({"trained_on": None}, "not_trained"),
            ({"capacity": 0}, "full"),
            ({"languages": {"nl": "C2"}}, "no_shared_language"),
            ({"languages": {"ar": "C2"}}, "no_coach_language"),
            ({"hard_wishes": ["gender:m"]}, "hard_wish"),
        ],
    )
    def test_nobody_whom_a_hard_rule_forbids(self, values, code):
        waiting()
        mentor_of()
        other = mentor_of(**values)
        proposal = make()
        before = pairs_of(proposal)
        enrolment = proposal.pairs.get().enrolment
        assert refusal(self.choose, proposal, enrolment, other) == code
        assert pairs_of(proposal) == before

    def test_not_for_who_has_a_mentor_by_now(self):
        waiting()
        mentor, other = mentor_of(), mentor_of(postcode="3500")
        proposal = make()
        pair = proposal.pairs.get()
        services.start_match(pair.enrolment, mentor, pair.coach, by=play("alice"))
        assert refusal(self.choose, proposal, pair.enrolment, other) == "not_waiting"

    def test_not_for_someone_outside_the_proposal(self):
        waiting()
        mentor = mentor_of()
        proposal = make()
        assert refusal(self.choose, proposal, waiting(), mentor) == "not_proposed"

    def test_no_mentor_of_another_promoter(self):
        waiting()
        mentor_of()
        proposal = make()
        stranger = MentorFactory(promoter=organisation(STRANGER))
        with pytest.raises(PermissionDenied):
            self.choose(proposal, proposal.pairs.get().enrolment, stranger)


class TestVeto:
    def test_is_remembered_and_takes_the_pair_out(self):
        enrolment, mentor = waiting(), mentor_of()
        proposal = make()
        veto = services.veto_pair(enrolment, mentor, " Zijn buren. ", by=play("alice"))
        assert (veto.mentee, veto.mentor, veto.reason) == (enrolment.mentee, mentor, "Zijn buren.")
        assert veto.decided_on == TODAY
        assert not proposal.pairs.exists()
        assert proposal.left_over.get().removed == {"vetoed": 1}
        proposal.candidates.refresh_from_db()
        assert proposal.candidates.pairs == []
        assert not make().pairs.exists()
        assert Entry.objects.get(action="veto.decided").object_id == str(veto.pk)

    def test_from_every_open_proposal(self):
        enrolment, mentor = waiting(), mentor_of()
        make()
        make()
        services.veto_pair(enrolment, mentor, "Zijn buren.", by=play("alice"))
        assert not ProposedPair.objects.exists()

    @pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
    def test_says_why(self, reason):
        fields = faulty_fields(services.veto_pair, waiting(), mentor_of(), reason, by=play("alice"))
        assert fields == ["reason"]
        assert not Veto.objects.exists()

    def test_once(self):
        enrolment, mentor = waiting(), mentor_of()
        services.veto_pair(enrolment, mentor, "Zijn buren.", by=play("alice"))
        again = refusal(services.veto_pair, enrolment, mentor, "Nog eens.", by=play("alice"))
        assert again == "already_vetoed"

    def test_by_the_coach_of_the_mentee(self, carl):
        assert services.veto_pair(waiting(coach=carl), mentor_of(), "Buren.", by=play("carl")).pk

    @pytest.mark.parametrize("who", [who for who in PEOPLE if who != "alice"])
    def test_by_nobody_else(self, who):
        with pytest.raises(PermissionDenied):
            services.veto_pair(waiting(), mentor_of(), "Buren.", by=play(who))

    def test_with_no_mentor_of_another_promoter(self):
        stranger = MentorFactory(promoter=organisation(STRANGER))
        with pytest.raises(PermissionDenied):
            services.veto_pair(waiting(), stranger, "Buren.", by=play("alice"))


class TestAccept:
    def test_each_chosen_pair_becomes_a_duo(self, carl):
        waiting()
        waiting()
        mentor_of(capacity=2)
        proposal = make()
        first, second = proposal.pairs.all()
        services.accept_pairs(proposal, [first], by=play("alice"))
        match = Match.objects.get()
        assert (match.enrolment, match.mentor, match.coach) == (first.enrolment, first.mentor, carl)
        assert (match.started_on, match.enrolment.state) == (TODAY, State.ACTIVE)
        assert proposal.pairs.get(match=match) == first
        proposal.refresh_from_db()
        assert proposal.is_open
        assert proposal.pairs.undecided().get() == second

    def test_all_of_them_close_it(self):
        waiting()
        waiting()
        mentor_of(capacity=2)
        proposal = make()
        services.accept_pairs(proposal, None, by=play("alice"))
        proposal.refresh_from_db()
        assert (Match.objects.count(), proposal.state) == (2, ProposalState.CLOSED)
        assert Entry.objects.get(action="proposal.accepted").details == {"pairs": 2}

    def test_of_a_proposal_for_another_day_they_start_today(self):
        waiting()
        mentor_of()
        proposal = make(on=date(2022, 6, 1))
        services.accept_pairs(proposal, None, by=play("alice"))
        assert Match.objects.get().started_on == TODAY

    def test_or_on_a_day_that_is_said(self):
        waiting()
        mentor_of()
        services.accept_pairs(make(), None, by=play("alice"), started_on=date(2022, 4, 15))
        assert Match.objects.get().started_on == date(2022, 4, 15)

    @pytest.mark.parametrize(
        ("changed", "why"),
        [
            (
                lambda pair, carl: Mentor.objects.filter(pk=pair.mentor.pk).update(trained_on=None),
                "mentorvorming",
            ),
            (
                lambda pair, carl: Mentor.objects.filter(pk=pair.mentor.pk).update(capacity=0),
                "geen vrije plaats",
            ),
            (
                lambda pair, carl: VetoFactory(mentee=pair.enrolment.mentee, mentor=pair.mentor),
                "veto",
            ),
            (
                lambda pair, carl: withdraw(pair.enrolment),
                "wacht niet meer",
            ),
            (lambda pair, carl: carl.memberships.all().delete(), "mentor-coach"),
        ],
    )
    def test_when_things_changed_none_of_them_does(self, changed, why, carl):
        waiting()
        waiting()
        mentor_of()
        mentor_of()
        proposal = make()
        pair = proposal.pairs.first()
        changed(pair, carl)
        with pytest.raises(NotAccepted) as refused:
            services.accept_pairs(proposal, None, by=play("alice"))
        assert pair in [one for one, _text in refused.value.obstacles]
        assert why in str(refused.value)
        assert pair.enrolment.code in str(refused.value)
        assert not Match.objects.exists()
        proposal.refresh_from_db()
        assert proposal.pairs.undecided().count() == 2

    def test_something(self):
        mentor_of()
        waiting()
        proposal = make()
        accept = services.accept_pairs
        assert faulty_fields(accept, proposal, [], by=play("alice")) == ["pairs"]

    def test_once(self):
        waiting()
        waiting()
        mentor_of(capacity=2)
        proposal = make()
        first, _second = proposal.pairs.all()
        services.accept_pairs(proposal, [first], by=play("alice"))
        accept = services.accept_pairs
        assert refusal(accept, proposal, [first], by=play("alice")) == "already_accepted"

    def test_of_this_proposal(self):
        waiting()
        mentor_of()
        one, other = make(), make()
        accept, pairs = services.accept_pairs, [other.pairs.get()]
        assert refusal(accept, one, pairs, by=play("alice")) == "not_proposed"

    def test_a_coach_accepts_only_their_own(self, carl):
        own = waiting(coach=carl)
        waiting()
        mentor_of(capacity=2)
        proposal = make()
        services.accept_pairs(proposal, None, by=play("carl"))
        assert Match.objects.get().enrolment == own

    @pytest.mark.parametrize("who", [who for who in PEOPLE if who != "alice"])
    def test_by_nobody_else(self, who):
        waiting()
        mentor_of()
        with pytest.raises(PermissionDenied):
            services.accept_pairs(make(), None, by=play(who))
        assert not Match.objects.exists()


class TestKeeping:
    def test_whoever_is_erased_is_in_no_proposal(self):
        enrolment, mentor = waiting(), mentor_of()
        waiting()
        proposal = make()
        erase_file(enrolment.mentee)
        assert enrolment.code not in str(proposal.candidates.pairs) or not LeftOver.objects.filter(
            enrolment=enrolment
        )
        erase_file(mentor)
        proposal.candidates.refresh_from_db()
        assert proposal.candidates.pairs == []
        assert not ProposedPair.objects.exists()

    def test_who_would_have_had_an_erased_mentor_is_left_over(self):
        enrolment, mentor = waiting(), mentor_of()
        proposal = make()
        erase_file(mentor)
        left = proposal.left_over.get()
        assert (left.enrolment, left.candidates, left.removed) == (enrolment, 0, {"not_active": 1})

    def test_goes_after_its_term(self, settings):
        waiting()
        mentor_of()
        proposal = make()
        call_command("erase")
        assert Proposal.objects.exists()
        days = (date(2027, 1, 1) - TODAY).days
        settings.M2W_TODAY = date.fromordinal(TODAY.toordinal() + days)
        Proposal.objects.update(updated_at="2022-04-01T12:00:00Z")
        call_command("erase")
        assert not Proposal.objects.exists()
        assert not ProposedPair.objects.exists()
        assert not Proposal.history.filter(id=proposal.pk).exists()
        assert Entry.objects.filter(action="proposal.lapsed").exists()
