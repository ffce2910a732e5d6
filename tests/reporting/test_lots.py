"""Where the money of a call lies and where people wait, and what moving an amount would do."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from programmes.models import Mentee
from reporting.lots import CannotMove, LotRow, moved, waiting_per_lot
from reporting.selection import select
from tests.cast import project_of
from tests.conftest import TODAY
from tests.factories import (
    EnrolmentFactory,
    GrantFactory,
    LotFactory,
    MenteeFactory,
    ProjectFactory,
)

ANTWERPEN, LIMBURG = "10000", "70000"


def lot(code="L1", budget="1000.00", granted="400.00", target=4):
    given = None if budget is None else Decimal(budget)
    return LotRow(code, code, given, Decimal(granted), target)


class TestMoving:
    def test_both_lots_change_and_nothing_is_lost(self):
        giving, taking = moved(lot("L1"), lot("L2"), Decimal("600.00"))
        assert (giving.budget, taking.budget) == (Decimal(400), Decimal(1600))
        assert (giving.left, taking.left) == (0, Decimal(1200))
        assert (giving.pays_for, taking.pays_for) == (0, 12)

    @pytest.mark.parametrize(
        ("giving", "taking", "amount", "reason"),
        [
            (lot("L1"), lot("L1"), "1.00", "same_lot"),
            (lot("L1", budget=None), lot("L2"), "1.00", "no_budget"),
            (lot("L1"), lot("L2", budget=None), "1.00", "no_budget"),
            (lot("L1"), lot("L2"), "0.00", "not_positive"),
            (lot("L1"), lot("L2"), "-1.00", "not_positive"),
            (lot("L1"), lot("L2"), "600.01", "more_than_left"),
            (lot("L1", granted="1200.00"), lot("L2"), "0.01", "more_than_left"),
        ],
    )
    def test_what_cannot_be_moved(self, giving, taking, amount, reason):
        with pytest.raises(CannotMove, match=reason):
            moved(giving, taking, Decimal(amount))

    @pytest.mark.parametrize(
        ("row", "mentees"),
        [
            (lot(), 6),
            (lot(granted="401.00"), 5),
            (lot(granted="1200.00"), 0),
            (lot(granted="0.00"), None),
            (lot(target=0), None),
            (lot(budget=None), None),
        ],
    )
    def test_what_is_left_pays_for(self, row, mentees):
        assert row.pays_for == mentees


@pytest.fixture
def lots(db):
    """One for everyone in Antwerpen, and one for the highly skilled in Limburg."""
    mine = project_of().lot
    other = LotFactory(call=mine.call, name="Kust", provinces=[LIMBURG], subgroups=["hoa"])
    return mine, other


def waits(project=None, *, postcode="2000", state="approved", **values):
    project = project or project_of()
    mentee = MenteeFactory(promoter=project.promoter, postcode=postcode)
    return EnrolmentFactory(mentee=mentee, project=project, **{state: True}, **values)


class TestWaiting:
    def counted(self, *lots, on=TODAY):
        found = waiting_per_lot(select(on), lots)
        return [found[lot.pk] for lot in lots]

    @pytest.mark.parametrize(
        ("state", "n"),
        [
            ("submitted", 1),
            ("approved", 1),
            ("active", 0),
            ("ended", 0),
            ("withdrawn", 0),
            ("rejected", 0),
        ],
    )
    def test_who_waits(self, lots, state, n):
        waits(state=state)
        assert self.counted(*lots) == [n, 0]

    def test_who_was_refused_since_the_lot_was_full(self, lots):
        full = waits(state="rejected", decision_reason="lot_full")
        assert self.counted(*lots) == [1, 0]
        since = {"submitted_on": date(2022, 3, 1), "decided_on": date(2022, 3, 8)}
        waits_again = {"mentee": full.mentee, "project": full.project, "started_on": TODAY}
        EnrolmentFactory(active=True, **waits_again, **since)
        assert self.counted(*lots) == [0, 0]

    def test_where_they_live_and_are_eligible(self, lots):
        waits(postcode="3500")
        assert self.counted(*lots) == [0, 0]
        waits(postcode="3500")
        skilled = {"diploma_level": "master", "diploma_language": "ti"}
        Mentee.objects.filter(postcode="3500").update(**skilled)
        assert self.counted(*lots) == [0, 2]

    def test_nobody_waits_before_they_were_submitted(self, lots):
        enrolment = waits()
        early = date.fromordinal(enrolment.submitted_on.toordinal() - 1)
        assert self.counted(*lots, on=early) == [0, 0]


class TestPage:
    def test_it_works(self, browse, lots):
        GrantFactory(project=project_of())
        waits()
        page = browse("max").get(reverse("budget_lots"))
        assert page.status_code == 200
        assert "Vrije plaatsen" in page.text

    def test_a_choice_of_projects_chooses_lots_and_not_a_part_of_them(self, browse, lots):
        mine, other = lots
        type(mine).objects.update(budget=Decimal(100000))
        beside = ProjectFactory(lot=mine)
        GrantFactory(project=project_of(), amount=Decimal(30000))
        GrantFactory(project=beside, amount=Decimal(45000))
        page = browse("max").get(reverse("budget_lots"), {"project": beside.code}).text
        assert "25.000,00" in page
        assert other.name not in page

    def asked(self, browse, giving, taking, amount):
        asked = {"giving": giving.code, "taking": taking.code, "amount": amount}
        return browse("max").get(reverse("budget_lots"), asked)

    def test_an_amount_moves_in_thought_only(self, browse, lots):
        mine, other = lots
        type(mine).objects.update(budget=Decimal(100000))
        ProjectFactory(lot=other)
        page = self.asked(browse, mine, other, "25.000,00")
        assert (page.status_code, "125.000,00" in page.text) == (200, True)
        mine.refresh_from_db()
        assert mine.budget == 100000

    @pytest.mark.parametrize("amount", ["", "-5", "1e9", "12,345", "200000", "x"])
    def test_bad_amounts_are_told_at_the_field(self, browse, lots, amount):
        mine, other = lots
        type(mine).objects.update(budget=Decimal(100000))
        page = self.asked(browse, mine, other, amount)
        assert (page.status_code, "aria-invalid" in page.text) == (400, True)

    def test_a_promoter_does_not_read_it(self, browse, lots):
        assert browse("alice").get(reverse("budget_lots")).status_code == 403

    def test_the_ministry_reads_no_counts(self, browse, lots):
        page = browse("ann").get(reverse("budget_lots")).text
        assert "Niet toegekend" in page
        assert "Vrije plaatsen" not in page
        assert "Wachtenden:" not in page
        assert '<th scope="col" class="m2w-num">Wachtenden' not in page

    def test_a_follower_sees_the_lots_of_own_provinces(self, browse, lots):
        mine, other = lots
        ProjectFactory(lot=other)
        page = browse("frank").get(reverse("budget_lots")).text
        assert mine.name in page
        assert other.name not in page
