"""What stands in which list of the queue, and what its clock says."""

from datetime import date

import pytest

from m2w.accounts.models import Absence, Membership
from m2w.reference.provinces import LIMBURG
from programmes import services
from programmes.desks import desk_of, over_the_norm, waiting_of, with_clock
from programmes.models import Enrolment, StatusChange
from programmes.tabs import TABS
from tests.cast import CORE, STRANGER, enrolment_of, play
from tests.conftest import TODAY
from tests.factories import EnrolmentFactory, LotFactory, ProjectFactory
from tests.programmes.test_assignment import colleague

pytestmark = pytest.mark.django_db
# Friday 1 April 2022 is today; ten working days before it was 18 March.
IN_TIME, TOO_LATE = date(2022, 3, 18), date(2022, 3, 17)


def listed(code, who="vera"):
    user = play(who)
    [tab] = [tab for tab in TABS if tab.code == code]
    visible = Enrolment.objects.visible_to(user)
    return set(tab.counted(visible, desk_of(user), TODAY))


def with_vera(**values):
    return enrolment_of(counsellor=play("vera").acting.staff, **{"submitted": True} | values)


class TestLists:
    def test_mine_are_those_on_my_name_that_wait(self):
        waiting, asked = with_vera(), with_vera(info_requested=True)
        with_vera(approved=True)
        enrolment_of(submitted=True)
        assert listed("mijn") == {waiting, asked}

    def test_free_are_those_on_nobodys_name(self):
        free = enrolment_of(submitted=True)
        with_vera()
        enrolment_of(counsellor=colleague().acting.staff, submitted=True)
        enrolment_of()
        assert listed("vrij") == {free}

    def test_one_of_who_decides_no_longer_is_free_too(self):
        lies = colleague()
        left = enrolment_of(counsellor=lies.acting.staff, submitted=True)
        Membership.objects.filter(pk=lies.acting.pk).delete()
        assert listed("vrij") == {left}

    def test_one_of_who_decides_elsewhere_now_is_free_too(self):
        lies = colleague()
        left = enrolment_of(counsellor=lies.acting.staff, submitted=True)
        type(lies.acting.staff).objects.filter(pk=lies.acting.staff_id).update(provinces=(LIMBURG,))
        assert listed("vrij") == {left}

    def test_my_provinces_have_everyones(self):
        mine, free = with_vera(), enrolment_of(STRANGER, submitted=True)
        theirs = enrolment_of(counsellor=colleague().acting.staff, info_requested=True)
        EnrolmentFactory(project__lot=LotFactory(provinces=(LIMBURG,)), submitted=True)
        assert listed("provincies") == {mine, free, theirs}

    def test_of_a_colleague_who_is_away_they_come_along(self):
        lies = colleague()
        theirs = enrolment_of(counsellor=lies.acting.staff, submitted=True)
        assert listed("mijn") == set()
        Absence.objects.create(
            staff=lies.acting.staff,
            replacement=play("vera").acting.staff,
            first_day=TODAY,
            last_day=TODAY,
        )
        assert listed("mijn") == {theirs}
        assert desk_of(play("vera")).replaced == {lies.acting.staff_id: "Lies"}

    def test_a_replacement_who_is_away_too_passes_on_what_they_replaced(self):
        vera, lies, noor = play("vera"), colleague(), colleague("Noor")
        theirs = enrolment_of(counsellor=noor.acting.staff, submitted=True)
        for away, replacement in [(noor, lies), (lies, vera)]:
            Absence.objects.create(
                staff=away.acting.staff,
                replacement=replacement.acting.staff,
                first_day=TODAY,
                last_day=TODAY,
            )
        assert listed("mijn") == {theirs}
        assert desk_of(vera).replaced == {
            lies.acting.staff_id: "Lies",
            noor.acting.staff_id: "Noor",
        }

    def test_replacing_one_another_goes_round_once(self):
        vera, lies = play("vera"), colleague()
        for away, replacement in [(vera, lies), (lies, vera)]:
            Absence.objects.create(
                staff=away.acting.staff,
                replacement=replacement.acting.staff,
                first_day=TODAY,
                last_day=TODAY,
            )
        assert desk_of(vera).replaced == {lies.acting.staff_id: "Lies"}

    def test_and_not_after_it(self):
        lies = colleague()
        enrolment_of(counsellor=lies.acting.staff, submitted=True)
        Absence.objects.create(
            staff=lies.acting.staff,
            replacement=play("vera").acting.staff,
            first_day=date(2022, 3, 1),
            last_day=date(2022, 3, 31),
        )
        assert listed("mijn") == set()

    def test_my_decisions_are_copied(self):
        decided = with_vera(approved=True)
        with_vera(rejected=True, copied_on=TODAY)
        with_vera()
        assert listed("overnemen") == {decided}


class TestAgain:
    def refused(self, **values):
        return enrolment_of(rejected=True, **{"screen_again_on": TODAY} | values)

    def test_it_comes_back_on_the_day(self):
        due = self.refused()
        self.refused(screen_again_on=date(2022, 4, 2))
        self.refused(screen_again_on=None)
        assert listed("opnieuw") == {due}

    @pytest.mark.parametrize(
        "newer",
        [
            {},
            {"referred": True, "referred_on": date(2020, 2, 10)},
            {"submitted": True, "submitted_on": date(2020, 3, 1)},
            {"declined": True, "referred_on": date(2020, 3, 1), "declined_on": date(2020, 3, 2)},
        ],
    )
    def test_unless_something_newer_is_there(self, newer):
        due = self.refused()
        enrolment_of(STRANGER, mentee__vdab_number=due.mentee.vdab_number, **newer)
        assert listed("opnieuw") == set()

    def test_something_older_does_not_count(self):
        due = self.refused()
        older = {"ended": True, "submitted_on": date(2019, 1, 1), "decided_on": date(2019, 1, 2)}
        enrolment_of(STRANGER, mentee__vdab_number=due.mentee.vdab_number, **older)
        assert listed("opnieuw") == {due}


class TestClock:
    def clock(self, enrolment, on=TODAY):
        return waiting_of(with_clock(Enrolment.objects.all()).get(pk=enrolment.pk), on)

    def test_it_runs_from_submission(self):
        clock = self.clock(enrolment_of(submitted=True, submitted_on=IN_TIME))
        assert (clock.days, clock.norm, clock.due_on) == (10, 10, TODAY)

    def test_there_is_none_before_it(self):
        assert self.clock(enrolment_of()) is None

    def test_it_stops_at_the_decision(self):
        decided = {"submitted_on": date(2022, 3, 1), "decided_on": date(2022, 3, 3)}
        assert self.clock(enrolment_of(approved=True, **decided)).days == 2

    def test_it_stands_still_during_a_question(self, settings):
        enrolment = enrolment_of(submitted=True, submitted_on=date(2022, 3, 28))
        settings.M2W_TODAY = date(2022, 3, 30)
        services.request_info(enrolment, by=play("vera"), comment="Werkt deze persoon?")
        assert self.clock(enrolment).asked_on == date(2022, 3, 30)
        assert self.clock(enrolment).days == 1
        settings.M2W_TODAY = TODAY
        services.answer(enrolment, by=play("alice"), comment="Nee.")
        assert not self.clock(enrolment).stands_still
        assert self.clock(enrolment).days == 2

    def test_a_loaded_question_has_no_step(self):
        asked = {"submitted_on": date(2022, 3, 28), "info_requested_on": date(2022, 3, 30)}
        clock = self.clock(enrolment_of(info_requested=True, **asked))
        assert (clock.days, clock.asked_on) == (1, date(2022, 3, 30))

    def test_the_norm_is_that_of_the_call(self):
        project = ProjectFactory(lot__call__decision_workdays=3)
        enrolment = EnrolmentFactory(project=project, submitted=True, submitted_on=IN_TIME)
        assert self.clock(enrolment).is_over


class TestOverTheNorm:
    def over(self):
        return over_the_norm(Enrolment.objects.undecided(), TODAY)

    def test_it_counts_those_that_wait_too_long(self):
        enrolment_of(submitted=True, submitted_on=IN_TIME)
        enrolment_of(submitted=True, submitted_on=TOO_LATE)
        enrolment_of(CORE, approved=True)
        assert self.over() == 1

    def test_by_the_norm_of_each_call(self):
        project = ProjectFactory(lot__call__decision_workdays=30)
        EnrolmentFactory(project=project, submitted=True, submitted_on=TOO_LATE)
        assert self.over() == 0

    def test_a_question_takes_days_off(self):
        enrolment = enrolment_of(submitted=True, submitted_on=TOO_LATE)
        for name, on in [("request_info", date(2022, 3, 21)), ("answer", date(2022, 3, 23))]:
            StatusChange.objects.create(enrolment=enrolment, name=name, target="x", on=on)
        assert self.over() == 0

    @pytest.mark.parametrize("asked_on", [date(2022, 3, 18), TODAY])
    def test_it_is_what_the_clocks_say(self, asked_on):
        enrolment_of(info_requested=True, submitted_on=date(2022, 3, 1), info_requested_on=asked_on)
        clock = waiting_of(with_clock(Enrolment.objects.all()).get(), TODAY)
        assert self.over() == clock.is_over
