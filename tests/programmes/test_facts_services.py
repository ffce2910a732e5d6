"""VDAB corrects what it knows of a client before it decides."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from m2w.audit.models import Entry
from m2w.corrections import Outdated
from m2w.outbox.models import Notice
from programmes import services
from programmes.forms.facts import FactsForm
from programmes.models import Mentee
from programmes.services.facts import FACTS
from tests.cast import CORE, enrolment_of, organisation, play
from tests.factories import MembershipFactory
from tests.races import DONE, race
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


def correct(enrolment, by="vera", version=1, **values):
    return services.correct_facts(enrolment, values, by=play(by), version=version)


def asked_of(**values):
    return enrolment_of(submitted=True, **values)


def test_it_screens_again_for_the_day_of_submission():
    enrolment = asked_of(mentee__employed="unknown")
    correct(enrolment, employed="no", diploma_level="bachelor", benefit_entitled="no")
    before, found = enrolment.screening, type(enrolment).objects.get(pk=enrolment.pk)
    assert (before.result, found.screening.result) == ("incomplete", "eligible")
    assert (found.screening.source, found.screening.on) == ("vdab", enrolment.submitted_on)
    assert found.submitted_on == enrolment.submitted_on
    assert (found.profile_diploma_level, found.profile_benefit_entitled) == ("bachelor", "no")
    assert found.profile_subgroup == "hoa"


def test_it_is_on_the_record_and_the_promoter_hears_of_it():
    play("alice")
    enrolment = asked_of()
    correct(enrolment, dutch_attested="yes")
    entry = Entry.objects.get(action="mentee.corrected", object_id=enrolment.mentee_id)
    assert entry.details == {"fields": ["dutch_attested"]}
    assert Notice.objects.filter(code="enrolment.corrected").exists()
    assert Mentee.objects.get().history.latest().history_user == play("vera")


def test_what_is_the_same_changes_nothing():
    enrolment = asked_of()
    correct(enrolment, employed="no")
    assert Mentee.objects.get().version == 1
    assert not Entry.objects.filter(action="mentee.corrected").exists()


def test_while_a_question_is_open_too():
    enrolment = enrolment_of(info_requested=True)
    assert correct(enrolment, employed="yes").employed == "yes"


def test_not_once_it_is_decided():
    assert refusal(correct, enrolment_of(approved=True), employed="yes") == "already_decided"


def test_nothing_else_of_the_file():
    assert faulty_fields(correct, asked_of(), nationality="BE", employed="yes") == ["nationality"]


def test_the_form_has_exactly_these_facts():
    assert set(FactsForm.columns()) == set(FACTS)


def test_guidance_does_not_end_before_it_starts():
    fields = faulty_fields(correct, asked_of(), vdab_guidance_until=date(2018, 1, 1))
    assert fields == ["vdab_guidance_until"]


def test_not_over_what_someone_else_saved():
    enrolment = asked_of()
    correct(enrolment, employed="yes")
    with pytest.raises(Outdated):
        correct(enrolment, employed="no")


@pytest.mark.parametrize("who", ["wim", "alice", "carl", "max"])
def test_only_by_a_counsellor_of_the_province(who):
    with pytest.raises(PermissionDenied):
        correct(asked_of(), by=who, employed="yes")


def test_not_of_an_organisation_one_works_for():
    vera = play("vera")
    MembershipFactory(staff__user=vera, staff__organisation=organisation(CORE))
    with pytest.raises(PermissionDenied):
        services.correct_facts(asked_of(), {"employed": "yes"}, by=vera, version=1)


class TestPage:
    def address(self, enrolment):
        return reverse("enrolment_facts", args=[enrolment.pk])

    def sent(self, browse, enrolment, **values):
        form = browse("vera").get(self.address(enrolment)).context["form"]
        shown = {
            name: form[name].field.prepare_value(form[name].value()) or "" for name in form.fields
        }
        shown["vdab_guidance_since"] = "01/01/2019"
        return shown | {"version": 1} | values

    def test_it_works(self, browse):
        enrolment = asked_of()
        sent = self.sent(browse, enrolment, dutch_attested="yes", dutch_level="A2")
        answer = browse("vera").post(self.address(enrolment) + "?next=/wachtrij/", sent)
        assert (answer.status_code, answer["Location"]) == (302, "/wachtrij/")
        assert Mentee.objects.get().dutch_attested == "yes"

    def test_someone_elses_change_is_told_and_nothing_typed_is_lost(self, browse):
        enrolment = asked_of()
        sent = self.sent(browse, enrolment, diploma_level="master")
        Mentee.objects.update(version=2, employed="yes")
        page = browse("vera").post(self.address(enrolment), sent).content.decode()
        assert "Iemand anders heeft dit dossier intussen gewijzigd." in page
        assert '<option value="master" selected>' in page

    def test_too_late_it_says_so(self, browse):
        enrolment = enrolment_of(approved=True)
        page = browse("vera").get(self.address(enrolment)).content.decode()
        assert "Verbeteren kan alleen zolang er niet beslist is." in page


@pytest.mark.django_db(transaction=True)
def test_a_correction_and_a_decision_at_once_do_not_mix():
    enrolment = asked_of()
    results = race(
        partial(correct, enrolment, employed="yes"),
        partial(services.approve, enrolment, by=play("vera")),
    )
    found = type(enrolment).objects.get(pk=enrolment.pk)
    if results == {DONE: 1, "derogation_required": 1}:
        assert (found.state, found.screening.result) == ("submitted", "ineligible")
    else:
        assert results == {DONE: 1, "already_decided": 1}
        assert (found.state, found.screening.result) == ("approved", "eligible")
