"""What a counsellor does after a decision: copying it, and looking again later."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from m2w.audit.models import Entry
from programmes import services
from programmes.copying import paragraph
from programmes.desks import with_clock
from programmes.models import Enrolment
from tests.cast import CORE, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import LotFactory, MembershipFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db
LATER = date(2022, 9, 1)


def refused(**values):
    return enrolment_of(rejected=True, **values)


class TestCopied:
    def test_it_works(self):
        enrolment = services.mark_copied(enrolment_of(approved=True), by=play("vera"))
        assert enrolment.copied_on == TODAY
        assert Entry.objects.filter(action="enrolment.copied", object_id=enrolment.pk).exists()

    def test_once(self):
        enrolment = services.mark_copied(refused(), by=play("vera"))
        assert refusal(services.mark_copied, enrolment, by=play("vera")) == "already_copied"

    def test_only_a_decision(self):
        enrolment = enrolment_of(submitted=True)
        assert refusal(services.mark_copied, enrolment, by=play("vera")) == "undecided"


class TestScreenAgain:
    def test_it_is_put_off(self):
        enrolment = refused(screen_again_on=TODAY)
        assert services.screen_again(enrolment, LATER, by=play("vera")).screen_again_on == LATER

    def test_or_dropped(self):
        enrolment = refused(screen_again_on=TODAY)
        assert services.screen_again(enrolment, None, by=play("vera")).screen_again_on is None

    def test_not_to_a_day_that_has_come(self):
        enrolment = refused(screen_again_on=TODAY)
        assert faulty_fields(services.screen_again, enrolment, TODAY, by=play("vera")) == ["on"]

    def test_only_where_it_was_agreed(self):
        assert refusal(services.screen_again, refused(), LATER, by=play("vera")) == "not_now"


@pytest.mark.parametrize(
    "act", [services.mark_copied, partial(services.screen_again, on=None)], ids=["copy", "again"]
)
class TestWho:
    @pytest.mark.parametrize("who", ["wim", "alice", "max"])
    def test_only_a_counsellor_of_the_province(self, act, who):
        with pytest.raises(PermissionDenied):
            act(refused(screen_again_on=TODAY), by=play(who))

    def test_not_of_an_organisation_one_works_for(self, act):
        vera = play("vera")
        MembershipFactory(staff__user=vera, staff__organisation=organisation(CORE))
        with pytest.raises(PermissionDenied):
            act(refused(screen_again_on=TODAY), by=vera)


class TestParagraph:
    def told(self, enrolment):
        rows = with_clock(Enrolment.objects.select_related("project__promoter", "next_lot"))
        return paragraph(rows.get(pk=enrolment.pk)).replace("\xa0", " ")

    def test_it_tells_days_and_acts(self, settings):
        enrolment = enrolment_of(submitted=True)
        enrolment = services.request_info(enrolment, by=play("vera"), comment="Werkt u?")
        settings.M2W_TODAY = date(2022, 4, 4)
        enrolment = services.answer(enrolment, by=play("alice"), comment="Nee.")
        services.approve(enrolment, by=play("vera"))
        assert self.told(enrolment).split(f"aanmelding {enrolment.code}. ")[1] == (
            "Ingediend op 1 februari 2020. Informatie gevraagd op 1 april 2022. Antwoord gekregen"
            " op 4 april 2022. Goedgekeurd op 4 april 2022."
        )

    def test_what_comes_after_a_refusal(self):
        again = self.told(refused(screen_again_on=LATER))
        assert again.endswith(
            "Geweigerd op 10 februari 2020. Opnieuw te screenen op 1 september 2022."
        )
        other = self.told(refused(next_lot=LotFactory(number="4", name="Limburg")))
        assert other.endswith("Voorgesteld: perceel 4 – Limburg.")

    def test_it_is_dutch_whatever_the_readers_language(self):
        with translation.override("en"):
            assert "Geweigerd op 10 februari 2020." in self.told(refused())

    def test_it_says_nothing_of_the_person_or_why(self):
        enrolment = enrolment_of(
            ended=True,
            derogation_reason="Halftijds",
            mentee__nationality="SY",
            mentee__last_name="Uniek",
        )
        text = self.told(enrolment)
        for said in ["Uniek", "Amina", "Halftijds", "SY", "afgerond", "uitkering", "laag opgeleid"]:
            assert said not in text
