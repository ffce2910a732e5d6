"""Two coordinators who decide on the same proposal at the same moment."""

from functools import partial

import pytest

from m2w.privacy.erasure import erase_file
from matching import services
from matching.models import Match, Proposal, Veto
from tests.cast import CORE, enrolment_of, organisation, play, project_of
from tests.factories import MentorFactory
from tests.races import DONE, race

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 4
ROUNDS = range(5)


@pytest.fixture
def proposal():
    """Two pairs, each with a mentor of its own."""
    play("carl")
    for _ in range(2):
        enrolment_of(approved=True)
        MentorFactory(promoter=organisation(CORE))
    return services.make_proposal(project_of(), by=play("alice"))


def accept(proposal, pairs=None):
    return partial(services.accept_pairs, proposal, pairs, by=play("alice"))


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_many_who_accept_one_does(attempt, proposal):
    assert race(*[accept(proposal) for _ in range(MANY)]) == {DONE: 1, "closed": MANY - 1}
    assert Match.objects.count() == 2


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_pair_starts_once(attempt, proposal):
    pairs = [proposal.pairs.first()]
    results = race(*[accept(proposal, pairs) for _ in range(MANY)])
    assert results == {DONE: 1, "already_accepted": MANY - 1}
    assert Match.objects.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_of_two_proposals_with_the_same_people_one_is_accepted(attempt, proposal):
    other = services.make_proposal(project_of(), by=play("alice"))
    results = race(accept(proposal), accept(other))
    assert results == {DONE: 1, "no_longer_possible": 1}
    assert Match.objects.count() == 2


@pytest.mark.parametrize("attempt", ROUNDS)
def test_accepted_or_run_again_and_nothing_in_between(attempt, proposal):
    again = partial(services.run_again, proposal, by=play("alice"))
    results = race(accept(proposal), again)
    assert results[DONE] == 1
    assert results["closed"] + results["changed_meanwhile"] == 1
    assert Match.objects.count() in {0, 2}
    assert Proposal.objects.open().count() == (0 if Match.objects.exists() else 1)


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_veto_or_a_duo(attempt, proposal):
    pair = proposal.pairs.select_related("enrolment", "mentor").first()
    veto = partial(services.veto_pair, pair.enrolment, pair.mentor, "Zijn buren.", by=play("alice"))
    race(accept(proposal, [pair]), veto)
    assert Match.objects.count() + Veto.objects.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_a_veto_or_a_duo_without_any_proposal(attempt):
    enrolment, mentor = enrolment_of(approved=True), MentorFactory(promoter=organisation(CORE))
    coach, alice = play("carl").acting.staff, play("alice")
    results = race(
        partial(services.start_match, enrolment, mentor, coach, by=alice),
        partial(services.veto_pair, enrolment, mentor, "Zijn buren.", by=alice),
    )
    assert results[DONE] == 1
    assert Match.objects.count() + Veto.objects.count() == 1


@pytest.mark.parametrize("attempt", ROUNDS)
def test_who_is_erased_opens_no_proposal_again(attempt, proposal):
    mentor = proposal.pairs.first().mentor
    race(partial(services.run_again, proposal, by=play("alice")), partial(erase_file, mentor))
    assert Proposal.objects.open().count() == 1
