"""The fees of volunteers: noted within the maxima, and put on the claim of their year."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from m2w.audit.models import Entry
from m2w.periods import ONE_DAY
from m2w.refusals import Refused
from matching.models import VolunteerFee
from matching.services import add_fees, change_fee, claim_fees, remove_fee, unclaim_fee
from programmes.models import Claim
from tests.cast import CORE, STRANGER, organisation, play, project_of
from tests.factories import (
    ClaimFactory,
    ClaimLineFactory,
    MentorFactory,
    ProjectFactory,
    VolunteerFeeFactory,
)

pytestmark = pytest.mark.django_db
DAYS = [date(2021, 3, 1), date(2021, 3, 8)]
MOST = Decimal("35.41")  # a day, in 2021


@pytest.fixture
def mentor():
    return MentorFactory(promoter=organisation(CORE), code="M-7")


def add(mentor, by="alice", project=None, days=DAYS, amount=MOST):
    return add_fees(mentor, project=project or project_of(), days=days, amount=amount, by=play(by))


def refusal_of(act, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


class TestAdding:
    def test_it_works(self, mentor):
        fees = add(mentor)
        assert [(fee.day, fee.amount) for fee in fees] == [(day, MOST) for day in DAYS]
        assert fees[0].history.get().history_user == play("alice")
        entry = Entry.objects.get(action="fee.added")
        assert (entry.object_id, entry.details["days"]) == (str(mentor.pk), 2)

    def test_all_of_a_day_together_also_of_another_project(self, mentor):
        own, other = project_of(), ProjectFactory(promoter=organisation(CORE))
        VolunteerFeeFactory(mentor=mentor, project=other, day=DAYS[1], amount=Decimal(30))
        too_much = {"project": own, "amount": Decimal("5.42")}
        assert refusal_of(add, mentor, **too_much) == "day_maximum"
        assert not VolunteerFee.objects.filter(project=own).exists()
        assert add(mentor, project=own, amount=Decimal("5.41"))

    def test_all_of_a_year_together(self, mentor):
        for n in range(39):
            VolunteerFeeFactory(
                mentor=mentor, project=project_of(), day=date(2021, 5, 1) + n * ONE_DAY, amount=MOST
            )
        assert refusal_of(add, mentor) == "year_maximum"
        assert add(mentor, days=DAYS[:1], amount=Decimal("35.17"))
        assert add(mentor, days=[date(2022, 1, 3)])

    def test_once_a_day_for_a_project(self, mentor):
        add(mentor, amount=Decimal(1))
        assert refusal_of(add, mentor, amount=Decimal(1)) == "fee_exists"

    @pytest.mark.parametrize(
        ("field", "bad"),
        [
            ("days", [date(2022, 4, 2)]),
            ("days", [date(2019, 12, 31)]),
            ("days", []),
            ("days", [DAYS[0], DAYS[0]]),
            ("days", [date(2021, 1, 1) + n * ONE_DAY for n in range(61)]),
            ("amount", Decimal(0)),
            ("amount", Decimal("1.005")),
        ],
    )
    def test_bad_values_are_told_at_the_field(self, mentor, field, bad):
        with pytest.raises(ValidationError) as error:
            add(mentor, **{field: bad})
        assert list(error.value.message_dict) == [field]
        assert not VolunteerFee.objects.exists()

    def test_only_for_days_on_which_the_mentor_was_active(self, mentor):
        mentor.active_until = DAYS[0]
        mentor.save()
        with pytest.raises(ValidationError, match="niet actief"):
            add(mentor)

    def test_only_by_the_coordinator_of_its_promoter(self, mentor):
        for who in ("carl", "charlie", "vera", "max"):
            with pytest.raises(PermissionDenied):
                add(mentor, by=who)
        with pytest.raises(PermissionDenied):
            add(mentor, project=project_of(STRANGER))

    def test_not_for_a_restricted_file(self, mentor):
        mentor.restricted_on = date(2022, 1, 1)
        mentor.save()
        with pytest.raises(PermissionDenied):
            add(mentor)


class TestChanging:
    def test_it_works(self, mentor):
        fee = add(mentor)[0]
        assert change_fee(fee, amount=Decimal(20), by=play("alice")).amount == 20
        assert change_fee(fee, amount=MOST, by=play("alice")).amount == MOST
        assert refusal_of(change_fee, fee, amount=MOST + 1, by=play("alice")) == "day_maximum"
        remove_fee(fee, by=play("alice"))
        assert VolunteerFee.objects.count() == 1

    def test_not_once_it_is_claimed(self, mentor):
        fee = add(mentor)[0]
        claim_fees(project_of(), year=2021, by=play("alice"))
        assert refusal_of(change_fee, fee, amount=Decimal(20), by=play("alice")) == "claimed"
        assert refusal_of(remove_fee, fee, by=play("alice")) == "claimed"

    def test_again_when_it_is_taken_off_the_claim(self, mentor):
        fee, other = add(mentor)
        claim = claim_fees(project_of(), year=2021, by=play("alice"))
        unclaim_fee(fee, by=play("alice"))
        assert claim.lines.get().volunteer_fee == other
        assert refusal_of(unclaim_fee, fee, by=play("alice")) == "not_claimed"
        assert change_fee(fee, amount=Decimal(20), by=play("alice")).amount == 20

    def test_not_off_a_claim_that_is_submitted(self, mentor):
        fee = add(mentor)[0]
        claim_fees(project_of(), year=2021, by=play("alice"))
        Claim.objects.update(declared_on=date(2022, 3, 1))
        assert refusal_of(unclaim_fee, fee, by=play("alice")) == "submitted_already"

    @pytest.mark.parametrize("who", ["carl", "charlie", "max"])
    def test_only_by_its_coordinator(self, mentor, who):
        fee = add(mentor)[0]
        with pytest.raises(PermissionDenied):
            unclaim_fee(fee, by=play(who))
        with pytest.raises(PermissionDenied):
            change_fee(fee, amount=Decimal(20), by=play(who))
        with pytest.raises(PermissionDenied):
            remove_fee(fee, by=play(who))


class TestClaiming:
    def claim(self, by="alice", project=None, year=2021):
        return claim_fees(project or project_of(), year=year, by=play(by))

    def test_it_works(self, mentor):
        add(mentor)
        add(mentor, days=[date(2022, 1, 3)])
        claim = self.claim()
        assert (claim.category, claim.year, claim.declared_on) == ("volunteers", 2021, None)
        lines = list(claim.lines.all())
        assert [(one.number, one.spent_on, one.amount_declared) for one in lines] == [
            (1, DAYS[0], MOST),
            (2, DAYS[1], MOST),
        ]
        assert {one.entered_by for one in lines} == {play("alice")}
        assert VolunteerFee.objects.unclaimed().get().day == date(2022, 1, 3)
        assert Entry.objects.get(action="fees.claimed").object_id == str(claim.pk)

    def test_vdab_knows_the_mentor_by_code_only(self, mentor):
        add(mentor)
        for line in self.claim().lines.all():
            assert "M-7" in line.description
            assert mentor.last_name not in line.description

    def test_what_is_added_later_follows(self, mentor):
        claim = ClaimFactory(
            project=project_of(), year=2021, category="volunteers", declared_on=None, line=None
        )
        ClaimLineFactory(claim=claim, number=4)
        add(mentor, days=DAYS[:1])
        assert self.claim() == claim
        add(mentor, days=DAYS[1:])
        self.claim()
        assert list(claim.lines.values_list("number", flat=True)) == [4, 5, 6]
        assert refusal_of(self.claim) == "no_fees"

    def test_not_once_it_is_submitted(self, mentor):
        ClaimFactory(project=project_of(), year=2021, category="volunteers")
        add(mentor)
        assert refusal_of(self.claim) == "submitted_already"
        assert VolunteerFee.objects.unclaimed().count() == 2

    def test_an_erased_mentor_keeps_amounts_and_a_restricted_one_waits(self, mentor):
        add(mentor)
        mentor.is_erased = True
        mentor.save()
        other = MentorFactory(promoter=organisation(CORE), restricted_on=date(2022, 1, 1))
        VolunteerFeeFactory(mentor=other, project=project_of(), day=DAYS[0])
        assert self.claim().lines.count() == 2

    @pytest.mark.parametrize("who", ["carl", "charlie", "vera", "max"])
    def test_only_by_its_coordinator(self, mentor, who):
        add(mentor)
        with pytest.raises(PermissionDenied):
            self.claim(by=who)
        assert not Claim.objects.exists()
