"""The pages of grants: the list with its sums, entering, confirming, taking away."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from m2w.reference.provinces import LIMBURG
from programmes.models import Grant
from tests.cast import STRANGER, another_manager, organisation, play, project_of
from tests.factories import GrantFactory, LotFactory, OrganisationFactory, ProjectFactory

pytestmark = pytest.mark.django_db
LIST, NEW = "/toekenningen/", "/toekenningen/nieuw/"
TYPED = {"kind": "increase", "decided_on": "01/03/2022", "amount": "€ 25.000,50"}


@pytest.fixture
def project():
    project = project_of()
    GrantFactory(project=project)
    return project


def sent(project, /, **changes):
    return TYPED | {"project": project.code, "above_lot_reason": ""} | changes


class TestEntering:
    def test_it_works(self, browse, project):
        page = browse("max").get(NEW, {"project": project.code})
        assert f'value="{project.code}" selected' in page.text
        assert "€\xa02.720.000,00" in page.text  # what is left in the call
        answer = browse("max").post(NEW, sent(project), follow=True)
        assert "Ze telt zodra een collega ze bevestigt." in answer.text
        assert Grant.objects.get(kind="increase").amount == Decimal("25000.50")

    @pytest.mark.parametrize(
        "amount",
        ["1,234.56", "-5", "1e9", "12,345", "$ 12", "12 USD", "", "nul", "9" * 13, "0", "０5"],
    )
    def test_what_is_no_amount_is_told_at_its_field(self, browse, project, amount):
        answer = browse("max").post(NEW, sent(project, amount=amount))
        assert answer.status_code == 200
        assert answer.text.count("m2w-field--error") == 1
        assert 'value="01/03/2022"' in answer.text
        assert Grant.objects.count() == 1

    @pytest.mark.parametrize(("typed", "kept"), [("1.234,56", "1234.56"), ("€ 12,5", "12.50")])
    def test_amounts_as_people_write_them(self, browse, project, typed, kept):
        browse("max").post(NEW, sent(project, amount=typed))
        assert Grant.objects.get(kind="increase").amount == Decimal(kept)

    def test_what_a_rule_refuses_stays_on_the_page(self, browse, project):
        answer = browse("max").post(NEW, sent(project, amount="2.720.000,01"))
        assert answer.status_code == 409
        assert "Dat is meer dan het budget van de oproep." in answer.text
        assert 'value="2.720.000,01"' in answer.text

    def test_a_reason_is_asked_above_the_lot(self, browse, project):
        project.lot.budget = Decimal(200_000)
        project.lot.save()
        answer = browse("max").post(NEW, sent(project))
        assert "Dat is meer dan het budget van het perceel: zeg waarom." in answer.text
        browse("max").post(NEW, sent(project, above_lot_reason="Overgeheveld"))
        assert Grant.objects.get(kind="increase").above_lot_reason == "Overgeheveld"

    @pytest.mark.parametrize("code", ["", "bestaat-niet", "x" * 5000])
    def test_a_project_that_is_none(self, browse, project, code):
        answer = browse("max").post(NEW, sent(project, project=code))
        assert answer.status_code == 200
        assert "m2w-field--error" in answer.text

    def test_only_for_managers(self, browse, project):
        for who in ("alice", "frank", "ann"):
            assert browse(who).get(NEW).status_code == 403


class TestList:
    def test_the_sum_counts_what_is_confirmed(self, browse, project):
        GrantFactory(project=project, kind="decrease", amount=Decimal("0.50"))
        GrantFactory(project=project, kind="increase", amount=Decimal(7), entered_by=play("max"))
        page = browse("max").get(LIST).text
        assert "€\xa0199.999,50" in page
        assert "€\xa07,00" in page

    def test_as_of_a_day(self, browse, project):
        GrantFactory(project=project, kind="increase", decided_on=date(2021, 5, 1))
        GrantFactory(project=project, kind="decrease", entered_by=play("max"))
        for day, expected in [
            ("2019-11-30", None),
            ("2019-12-01", "€\xa0200.000,00"),
            ("2021-05-01", "€\xa0400.000,00"),
        ]:
            page = browse("alice").get(LIST, {"project": project.code, "as_of": day}).text
            if expected is None:
                assert "Niets gevonden met deze filters." in page
            else:
                assert expected in page
                assert "Nog te bevestigen" not in page

    def test_its_filters(self, browse, project):
        lot = LotFactory(name="Limburg", provinces=(LIMBURG,), call=project.lot.call)
        other = ProjectFactory(lot=lot, promoter=organisation(STRANGER))
        GrantFactory(project=other, amount=Decimal(5))
        for query in [
            {"project": other.code},
            {"promoter": STRANGER},
            {"lot": lot.code},
            {"province": LIMBURG, "call": lot.call.code},
        ]:
            page = browse("max").get(LIST, query).text
            assert "€\xa05,00" in page, query
            assert "200.000" not in page, query
        assert browse("max").get(LIST, {"promoter": "niemand"}).status_code == 400
        assert browse("alice").get(LIST, {"project": other.code}).status_code == 400

    def test_only_promoters_are_offered_as_such(self, browse, project):
        vdab = OrganisationFactory(kind="vdab")
        found = browse("max").get(LIST)
        assert f'<option value="{project.promoter.code}">' in found.text
        assert f'<option value="{vdab.code}">' not in found.text

    def test_what_is_to_be_done(self, browse, project):
        own = GrantFactory(project=project, kind="increase", entered_by=play("max"))
        other = GrantFactory(project=project, kind="decrease", entered_by=another_manager())
        page = browse("max").get(LIST).text
        assert reverse("grant_withdraw", args=[own.pk]) in page
        assert reverse("grant_confirm", args=[other.pk]) in page
        assert reverse("grant_confirm", args=[own.pk]) not in page
        assert "Te doen" not in browse("alice").get(LIST).text

    def test_as_many_queries_however_many_rows(self, browse, project, django_assert_num_queries):
        client = browse("max")
        GrantFactory(project=project, kind="increase", entered_by=another_manager())
        with django_assert_num_queries(100, exact=False) as before:
            client.get(LIST)
        for day in range(1, 9):
            values = {"kind": "increase", "decided_on": date(2021, 5, day)}
            GrantFactory(project=ProjectFactory(), entered_by=another_manager(), **values)
        with django_assert_num_queries(len(before)):
            client.get(LIST)


class TestConfirmingAndWithdrawing:
    def test_it_works(self, browse, project):
        grant = GrantFactory(project=project, kind="increase", entered_by=another_manager())
        address = reverse("grant_confirm", args=[grant.pk])
        assert "verhoging" in browse("max").get(address).text
        answer = browse("max").post(address, follow=True)
        assert "De toekenning is bevestigd en telt nu mee." in answer.text
        assert Grant.objects.get(pk=grant.pk).counts

    def test_ones_own_is_told_to_be_another_s(self, browse, project):
        grant = GrantFactory(project=project, kind="increase", entered_by=play("max"))
        page = browse("max").get(reverse("grant_confirm", args=[grant.pk])).text
        assert "Iemand anders bevestigt wat u invoerde." in page
        answer = browse("max").post(reverse("grant_withdraw", args=[grant.pk]), follow=True)
        assert "De toekenning is ingetrokken." in answer.text
        assert not Grant.objects.filter(pk=grant.pk).exists()

    def test_one_that_counts_already(self, browse, project):
        for name in ("grant_confirm", "grant_withdraw"):
            answer = browse("max").post(reverse(name, args=[project.grants.get().pk]))
            assert answer.status_code == 409
            assert "Deze toekenning is al bevestigd." in answer.text


class TestPassport:
    def test_what_waits_and_what_counts(self, browse, project):
        grant = GrantFactory(
            project=project, kind="decrease", amount=Decimal(5), entered_by=another_manager()
        )
        page = browse("max").get(reverse("project_passport", args=[project.pk])).text
        assert "Verlaging van €\xa05,00, beslist op" in page
        assert reverse("grant_confirm", args=[grant.pk]) in page
        assert f"{LIST}?project={project.code}&amp;as_of=2022-04-01" in page
        assert f"{NEW}?project={project.code}" in page

    def test_its_promoter_only_reads(self, browse, project):
        page = browse("alice").get(reverse("project_passport", args=[project.pk])).text
        assert "Er wacht geen toekenning op bevestiging." in page
        assert NEW not in page
        assert LIST not in browse("carl").get(reverse("project_passport", args=[project.pk])).text
