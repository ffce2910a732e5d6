"""VDAB controls a claim: line by line, with proof, by sample, until it is closed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from m2w.accounts.choices import Role
from m2w.audit.models import Entry
from m2w.outbox.models import Notice
from programmes import services
from programmes.controls import control_of
from tests.cast import play, project_of
from tests.factories import (
    ClaimFactory,
    ClaimLineFactory,
    MembershipFactory,
    SettlementFactory,
)
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db
HALF = Decimal("25.00")


@pytest.fixture
def claim():
    """Of Core, submitted, with four lines of 50 euro."""
    claim = ClaimFactory(project=project_of(), line=None, declared_by=play("alice"))
    for number in range(1, 5):
        ClaimLineFactory(
            claim=claim, number=number, amount_declared=Decimal(50), entered_by=play("alice")
        )
    return claim


def line_of(claim, number=1):
    return claim.lines.get(number=number)


def judge(claim, number=1, by="max", amount=HALF, reason="Te veel uren"):
    return services.judge_line(
        line_of(claim, number), by=play(by), amount_accepted=amount, reason=reason
    )


def close(claim, by="max", **values):
    return services.close_control(claim, by=play(by), **values)


class TestJudging:
    def test_it_works(self, claim):
        line = judge(claim)
        assert (line.amount_accepted, line.refused, line.controlled_by) == (HALF, HALF, play("max"))
        assert line.control_reason == "Te veel uren"
        assert Entry.objects.get(action="claim_line.judged").object_id == str(line.pk)

    def test_all_or_nothing(self, claim):
        assert judge(claim, 1, amount=Decimal(50), reason="").refused == 0
        assert judge(claim, 2, amount=Decimal(0)).refused == 50

    def test_one_may_change_ones_mind(self, claim):
        judge(claim)
        assert judge(claim, amount=Decimal(40)).amount_accepted == 40

    def test_but_not_that_of_a_colleague(self, claim):
        judge(claim)
        assert refusal(judge, claim, by="mia") == "controlled_already"

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"amount": Decimal("50.01")}, "amount_accepted"),
            ({"amount": Decimal("-0.01")}, "amount_accepted"),
            ({"reason": "  "}, "reason"),
            ({"reason": "x" * 2001}, "reason"),
        ],
    )
    def test_bad_values_are_told_at_the_field(self, claim, values, field):
        assert faulty_fields(judge, claim, **values) == [field]

    @pytest.mark.parametrize("who", ["alice", "charlie", "carl", "vera", "frank", "eva", "ann"])
    def test_only_by_a_manager(self, claim, who):
        with pytest.raises(PermissionDenied):
            judge(claim, by=who)

    def test_not_before_it_is_submitted(self, claim):
        claim.declared_on = None
        claim.save()
        with pytest.raises(PermissionDenied):
            judge(claim)

    def test_not_of_ones_own_organisation(self, claim):
        max_ = play("max")
        MembershipFactory(
            role=Role.COORDINATOR, staff__organisation=claim.project.promoter, staff__user=max_
        )
        code = refusal(
            services.judge_line, line_of(claim), by=max_, amount_accepted=HALF, reason="x"
        )
        assert code == "own_organisation"

    def test_not_what_one_entered_or_submitted(self, claim):
        line = line_of(claim)
        line.entered_by = play("max")
        line.save()
        assert refusal(judge, claim) == "own_entry"
        assert judge(claim, by="mia").amount_accepted == HALF
        claim.declared_by = play("max")
        claim.save()
        assert refusal(judge, claim, 2) == "own_entry"

    def test_not_of_a_year_that_was_settled(self, claim):
        SettlementFactory(project=claim.project, year=claim.year)
        assert refusal(judge, claim) == "year_settled"

    def test_what_it_was_stays_in_the_history(self, claim):
        judge(claim)
        judge(claim, amount=Decimal(40))
        kept = line_of(claim).history.order_by("history_date")
        assert [one.amount_accepted for one in kept][-2:] == [HALF, 40]


class TestTheRest:
    def test_is_accepted_as_declared(self, claim):
        judge(claim)
        assert services.accept_rest(claim, by=play("max")) == 3
        assert [line.amount_accepted for line in claim.lines.all()] == [25, 50, 50, 50]
        assert {line.controlled_by for line in claim.lines.all()} == {play("max")}
        assert Entry.objects.get(action="claim.rest_accepted").details == {"lines": 3}
        assert line_of(claim, 2).history.latest().amount_accepted == 50

    def test_once(self, claim):
        services.accept_rest(claim, by=play("max"))
        assert refusal(services.accept_rest, claim, by=play("mia")) == "nothing_to_judge"

    def test_but_not_what_one_entered(self, claim):
        claim.lines.filter(number=2).update(entered_by=play("max"))
        assert services.accept_rest(claim, by=play("max")) == 3
        assert line_of(claim, 2).amount_accepted is None

    def test_takes_few_queries_however_many_there_are(self, claim, django_assert_max_num_queries):
        for number in range(5, 65):
            ClaimLineFactory(claim=claim, number=number)
        user = play("max")
        with django_assert_max_num_queries(30):
            assert services.accept_rest(claim, by=user) == 64


class TestClosing:
    def test_it_works(self, claim):
        services.accept_rest(claim, by=play("max"))
        closed = close(claim, reason="In orde.")
        assert (closed.controlled_on, closed.controlled_by) == (date(2022, 4, 1), play("max"))
        assert closed.control_reason == "In orde."
        notice = Notice.objects.get(code="claim.controlled")
        assert notice.to == play("alice").acting.staff

    def test_not_before_everything_is_judged(self, claim):
        judge(claim)
        assert refusal(close, claim) == "not_judged"

    def test_then_nothing_changes_any_more(self, claim):
        services.accept_rest(claim, by=play("max"))
        close(claim)
        assert refusal(judge, claim) == "control_closed"
        assert refusal(close, claim) == "control_closed"


class TestSample:
    def draw(self, claim, by="max", **values):
        asked = {"method": "random", "size": 2, "seed": "2022"} | values
        return services.draw_sample(claim, by=play(by), **asked)

    def test_it_works(self, claim):
        sample = self.draw(claim)
        assert (sample.method, sample.size, sample.seed) == ("random", 2, "2022")
        control = control_of(claim)
        assert len(control.chosen) == control.to_judge == len(control.left) == 2

    def test_a_seed_is_made_without_one(self, claim):
        assert len(self.draw(claim, seed=" ").seed) == 16

    def test_only_its_lines_need_a_verdict(self, claim):
        self.draw(claim)
        inside, *_ = sorted(control_of(claim).chosen)
        judge(claim, inside)
        assert services.accept_rest(claim, by=play("max")) == 1
        close(claim)
        lines = {line.number: line for line in claim.lines.all()}
        assert lines[inside].amount_accepted == HALF
        outside = set(lines) - control_of(claim).chosen
        assert {lines[n].amount_accepted for n in outside} == {50}
        assert {lines[n].controlled_by for n in outside} == {None}

    def test_its_error_rate_says_nothing_of_the_others(self, claim):
        self.draw(claim)
        inside, other = sorted(control_of(claim).chosen)
        outside = min(set(range(1, 5)) - {inside, other})
        judge(claim, inside)
        judge(claim, outside, amount=Decimal(0))
        rate = control_of(claim).rate
        assert (rate.judged, rate.wrong, rate.refused, rate.pct) == (1, 1, 25, Decimal("50.0"))

    def test_is_drawn_once_and_before_the_first_verdict(self, claim):
        judge(claim)
        assert refusal(self.draw, claim) == "judged_already"
        claim.lines.update(amount_accepted=None)
        self.draw(claim)
        assert refusal(self.draw, claim, seed="3") == "sampled_already"

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"size": 0}, "size"),
            ({"size": 5}, "size"),
            ({"method": "guess"}, "method"),
            ({"seed": "x" * 41}, "seed"),
        ],
    )
    def test_bad_values_are_told_at_the_field(self, claim, values, field):
        assert faulty_fields(self.draw, claim, **values) == [field]


class TestProof:
    def ask(self, claim, by="max", question="Waar is de factuur?"):
        return services.ask_proof(line_of(claim), by=play(by), question=question)

    def answer(self, claim, by="alice", answer="Zie bijlage."):
        return services.answer_proof(line_of(claim), by=play(by), answer=answer)

    def test_it_works(self, claim):
        play("mia")
        self.ask(claim)
        assert Notice.objects.get(code="claim.proof_asked").to == play("alice").acting.staff
        line = self.answer(claim)
        assert (line.proof_question, line.proof_answer) == ("Waar is de factuur?", "Zie bijlage.")
        told = Notice.objects.filter(code="claim.proof_answered")
        assert {one.to for one in told} == {play("max").acting.staff, play("mia").acting.staff}

    def test_a_next_question_waits_for_a_next_answer(self, claim):
        self.ask(claim)
        self.answer(claim)
        line = self.ask(claim, question="Ook voor de tweede helft?")
        assert (line.proof_answer, line.proof_answered_on) == ("", None)

    def test_without_an_answer_it_can_still_be_judged(self, claim):
        self.ask(claim)
        assert judge(claim).amount_accepted == HALF

    def test_nothing_is_answered_that_was_not_asked(self, claim):
        assert refusal(self.answer, claim) == "nothing_asked"
        self.ask(claim)
        services.accept_rest(claim, by=play("max"))
        close(claim)
        assert refusal(self.answer, claim) == "control_closed"
        assert refusal(self.ask, claim) == "control_closed"

    @pytest.mark.parametrize("who", ["charlie", "carl", "max"])
    def test_only_its_own_coordinator_answers(self, claim, who):
        self.ask(claim)
        with pytest.raises(PermissionDenied):
            self.answer(claim, by=who)

    def test_words_are_needed(self, claim):
        assert faulty_fields(self.ask, claim, question=" ") == ["question"]
        self.ask(claim)
        assert faulty_fields(self.answer, claim, answer="") == ["answer"]
