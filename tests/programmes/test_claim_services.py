"""A claim from draft to submission: who may, what may stand on it, and what is refused."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from m2w.audit.models import Entry
from m2w.corrections import Outdated
from m2w.documents import services as documents
from m2w.documents.models import Document
from m2w.outbox.models import Notice
from programmes import services
from programmes.models import Claim, ClaimLine
from tests.cast import CORE, STRANGER, organisation, play, project_of
from tests.factories import (
    ClaimFactory,
    ClaimLineFactory,
    ProjectFactory,
    SettlementFactory,
    StaffFactory,
)
from tests.files import upload
from tests.programmes.claims import INVOICE, add, draft, hours, set_terms, staff_of
from tests.races import DONE, race
from tests.refusals import refusal

pytestmark = pytest.mark.django_db


def open_claim(project=None, by="alice", **values):
    about = {"year": 2021, "category": "training"} | values
    return services.open_claim(project or project_of(), by=play(by), **about)


def submit(claim, by="alice"):
    return services.submit_claim(claim, by=play(by))


def faults(act, *args, **kwargs):
    with pytest.raises(ValidationError) as raised:
        act(*args, **kwargs)
    return raised.value.message_dict


def test_it_works():
    claim = open_claim()
    line = add(claim)
    assert (line.number, line.entered_by, line.invoice_key) == (
        1,
        play("alice"),
        "vormingscentrumleuven|20210145",
    )
    submitted = submit(claim)
    assert (submitted.declared_on, submitted.declared_by) == (date(2022, 4, 1), play("alice"))
    told = ["claim.opened", "claim.line_added", "claim.submitted"]
    entries = Entry.objects.filter(object_id=claim.pk).order_by("pk")
    assert list(entries.values_list("action", flat=True)) == told
    assert claim.history.first().history_user == play("alice")


def test_the_programme_managers_hear_of_it():
    max_ = play("max").acting.staff
    claim = draft()
    add(claim)
    submit(claim)
    [notice] = Notice.objects.filter(code="claim.submitted")
    assert (notice.to, notice.about_id) == (max_, str(claim.pk))


class TestOpening:
    @pytest.mark.parametrize("by", ["carl", "vera", "max", "ann"])
    def test_only_a_coordinator(self, by):
        with pytest.raises(PermissionDenied):
            open_claim(by=by)

    def test_of_another_promoter(self):
        with pytest.raises(PermissionDenied):
            open_claim(project_of(STRANGER))

    @pytest.mark.parametrize("year", [0, 2019, 2023, 99999])
    def test_a_year_outside_the_term_or_to_come(self, year):
        assert faults(open_claim, year=year) == {
            "year": ["Kies een jaar waarin het project liep, van 2020 tot en met 2022."]
        }

    def test_a_project_that_has_not_begun(self):
        later = ProjectFactory(promoter=organisation(CORE), starts_on=date(2022, 6, 1))
        assert faults(open_claim, later, year=2022) == {
            "year": ["Dit project is nog niet begonnen."]
        }

    def test_once_for_each_year_and_category(self):
        open_claim()
        assert refusal(open_claim) == "claim_exists"
        assert open_claim(category="travel")
        assert open_claim(year=2020)

    def test_a_year_that_is_settled_is_closed(self):
        SettlementFactory(project=project_of(), year=2021)
        assert refusal(open_claim) == "year_closed"

    def test_a_category_from_the_list(self):
        assert faults(open_claim, category="gifts") == {"category": ["Kies uit de lijst."]}


class TestLines:
    def test_each_gets_the_next_number(self):
        claim = draft()
        numbers = [add(claim, invoice_number=str(n)).number for n in range(3)]
        services.remove_line(claim.lines.get(number=2), by=play("alice"))
        assert numbers == [1, 2, 3]
        assert add(claim, invoice_number="x").number == 4

    @pytest.mark.parametrize(
        ("values", "faulty"),
        [
            ({"description": "  "}, "description"),
            ({"description": "x" * 301}, "description"),
            ({"spent_on": None}, "spent_on"),
            ({"spent_on": date(2020, 12, 31)}, "spent_on"),
            ({"amount_declared": None}, "amount_declared"),
            ({"amount_declared": Decimal("-1.00")}, "amount_declared"),
            ({"hours": Decimal(1)}, "hours"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, values, faulty):
        assert list(faults(add, draft(), **values)) == [faulty]
        assert not ClaimLine.objects.exists()

    def test_a_day_tells_which_days_there_are(self):
        said = faults(add, draft(year=2022), spent_on=date(2022, 4, 2))["spent_on"]
        assert said == ["Kies een dag van 1\xa0januari 2022 tot en met 1\xa0april 2022."]

    def test_an_extension_belongs_to_the_term(self):
        project = project_of()
        last = project.extension.last_day
        claim = draft(year=2022)
        assert last.year == 2022
        assert add(claim, spent_on=date(2022, 3, 1))

    def test_only_by_its_promoter(self):
        claim = draft()
        for by in ["charlie", "carl", "max"]:
            with pytest.raises(PermissionDenied):
                add(claim, by=by)

    def test_after_submission_nothing_changes(self):
        claim = draft()
        line = add(claim)
        submit(claim)
        alice = play("alice")
        for act in [
            partial(add, claim),
            partial(services.change_line, line, {}, by=alice, version=line.version),
            partial(services.remove_line, line, by=alice),
            partial(services.remove_claim, claim, by=alice),
            partial(submit, claim),
        ]:
            assert refusal(act) == "submitted_already"

    def test_volunteers_come_from_fees_only(self):
        fees = draft(category="volunteers")
        assert refusal(add, fees) == "from_fees"
        assert refusal(add, draft(), from_fees=True) == "from_fees"
        line = add(fees, from_fees=True)
        assert refusal(services.remove_line, line, by=play("alice")) == "from_fees"
        services.remove_line(line, by=play("alice"), from_fees=True)


class TestChanging:
    def test_an_invoice_that_is_repeated_elsewhere_asks_nothing_again(self):
        claim = draft()
        first = add(claim)
        again = add(claim, repeated_reason="In twee delen")
        change = partial(services.change_line, by=play("alice"), version=1)
        assert change(first, {"amount_declared": Decimal(3)}).amount_declared == 3
        with pytest.raises(ValidationError) as error:
            change(again, {"repeated_reason": ""})
        assert set(error.value.message_dict) == {"invoice_number"}

    def change(self, line, **values):
        version = values.pop("version", line.version)
        return services.change_line(line, values, by=play("alice"), version=version)

    def test_what_is_not_named_stays(self):
        line = self.change(add(draft()), amount_declared=Decimal("99.95"))
        assert (line.amount_declared, line.supplier) == (Decimal("99.95"), INVOICE["supplier"])
        assert line.history.count() == 2
        entry = Entry.objects.get(action="claim.line_changed")
        assert entry.details == {"line": 1, "fields": ["amount_declared"]}

    def test_nothing_new_is_no_change(self):
        line = self.change(add(draft()), supplier=INVOICE["supplier"])
        assert line.version == 1

    def test_never_over_what_another_saved(self):
        line = add(draft())
        self.change(line, description="Eerst")
        with pytest.raises(Outdated):
            self.change(line, description="Dan", version=1)

    def test_an_amount_follows_the_hours(self):
        project = project_of()
        set_terms(project, yearly_hours_norm=1720)
        line = hours(draft(category="staff", project=project))
        assert line.amount_declared == Decimal("3488.37")
        assert self.change(line, hours=Decimal(200)).amount_declared == Decimal("6976.74")


class TestHours:
    @pytest.fixture
    def project(self):
        project = project_of()
        set_terms(project, yearly_hours_norm=1720)
        return project

    def test_an_amount_that_differs_is_refused_with_the_right_one(self, project):
        claim = draft(category="staff", project=project)
        said = faults(hours, claim, amount_declared=Decimal(1))["amount_declared"]
        assert "€\xa03.488,37" in said[0]

    def test_without_a_norm_it_is_typed(self):
        claim = draft(category="staff")
        assert list(faults(hours, claim)) == ["amount_declared"]
        assert hours(claim, amount_declared=Decimal("12.34")).amount_declared == Decimal("12.34")

    def test_of_a_colleague_only(self, project):
        claim = draft(category="staff", project=project)
        assert list(faults(hours, claim, who=staff_of("charlie"))) == ["staff"]

    def test_one_person_over_all_claims_of_a_year(self, project):
        set_terms(project, yearly_hours_norm=1720)
        other = ProjectFactory(promoter=project.promoter, lot=project.lot)
        hours(draft(category="staff", project=other), hours=Decimal("1000"))
        claim = draft(category="staff", project=project)
        said = faults(hours, claim, hours=Decimal("720.5"))["hours"]
        assert said == [
            "Met de andere lijnen van dit jaar is dat 1.720,5 uur; een voltijdse telt 1.720."
        ]
        assert hours(claim, hours=Decimal(720))
        colleague = StaffFactory(organisation=project.promoter)
        assert hours(claim, who=colleague, hours=Decimal(1720))
        year = draft(category="staff", project=project, year=2020)
        assert hours(year, hours=Decimal(1720))

    def test_a_norm_that_came_later_holds_at_submission(self, project):
        claim = draft(category="staff", project=project)
        hours(claim, hours=Decimal(1720))
        set_terms(project, yearly_hours_norm=1600)
        assert refusal(submit, claim) == "hours_above_norm"


class TestTheSameInvoice:
    def test_it_is_asked_about_however_it_is_written(self):
        add(draft())
        [said] = faults(add, draft(category="travel"), invoice_number="2021-0145")["invoice_number"]
        name = project_of().name
        assert said.startswith(f"Deze factuur staat er al: {name}, 2021, vorming, lijn 1.")

    def test_with_a_reason_it_is_kept(self):
        add(draft())
        line = add(draft(category="travel"), repeated_reason="Over twee categorieën verdeeld")
        assert line.repeated_reason == "Over twee categorieën verdeeld"

    def test_another_promoter_tells_nothing(self):
        declared = draft(STRANGER, declared_on=date(2022, 3, 1))
        ClaimLineFactory(claim=declared, invoice_key="vormingscentrumleuven|20210145", number=9)
        line = add(draft())
        alice, max_ = play("alice"), play("max")
        assert not ClaimLine.objects.visible_to(alice).same_invoice(line).exists()
        [theirs] = ClaimLine.objects.visible_to(max_).same_invoice(line)
        assert theirs.claim.project.promoter.code == STRANGER

    def test_a_line_is_not_its_own_double(self):
        line = add(draft())
        changed = services.change_line(
            line, {"description": "Anders"}, by=play("alice"), version=line.version
        )
        assert changed.description == "Anders"
        assert not ClaimLine.objects.same_invoice(changed).exists()


class TestSubmitting:
    def test_not_without_a_line(self):
        assert refusal(submit, draft()) == "empty_claim"

    def test_not_into_a_year_that_is_settled(self):
        claim = draft()
        add(claim)
        SettlementFactory(project=claim.project, year=2021)
        assert refusal(submit, claim) == "year_closed"

    def overhead(self, amount, staff=None, pct="7"):
        project = project_of()
        set_terms(project, overhead_pct=pct and Decimal(pct))
        if staff:
            ClaimFactory(project=project, year=2021, declared=Decimal("1000.00"), declared_on=staff)
        claim = draft(category="overhead", project=project)
        add(claim, amount_declared=Decimal(amount))
        return claim

    def test_overhead_within_its_share_of_submitted_staff(self):
        assert submit(self.overhead("70.00", date(2022, 3, 1))).declared_on

    def test_overhead_above_it_is_refused_with_both_figures(self):
        with pytest.raises(Exception, match="70,01") as raised:
            submit(self.overhead("70.01", date(2022, 3, 1)))
        assert raised.value.code == "overhead_too_high"
        assert "€\xa070,00: 7\xa0% van het ingediende personeel (€\xa01.000,00)" in str(
            raised.value
        )

    def test_staff_in_draft_carries_no_overhead(self):
        claim = self.overhead("0.01")
        ClaimFactory(project=claim.project, year=2021, declared_on=None)
        assert refusal(submit, claim) == "overhead_too_high"

    def test_without_a_percentage_overhead_is_what_it_is(self):
        assert submit(self.overhead("5000.00", pct=None)).declared_on


class TestRemoving:
    def test_a_draft_goes_with_its_lines_and_documents(self):
        claim = draft()
        line = add(claim)
        for owner in (claim, line):
            documents.add(owner, upload(), title="Factuur", by=play("alice"))
        services.remove_claim(claim, by=play("alice"))
        assert not Claim.objects.exists()
        assert not ClaimLine.objects.exists()
        assert not Document.objects.exists()
        assert Claim.history.filter(history_type="-").count() == 1

    def test_a_line_goes_with_its_documents(self):
        line = add(draft())
        documents.add(line, upload(), title="Factuur", by=play("alice"))
        services.remove_line(line, by=play("alice"))
        assert not Document.objects.exists()

    def test_not_while_the_list_of_a_session_hangs_on_it(self):
        from matching.models import ClaimedSession
        from tests.factories import GroupSessionFactory

        claim = draft()
        document = documents.add(claim, upload(), title="Lijst", by=play("alice"))
        session = GroupSessionFactory(project=claim.project)
        ClaimedSession.objects.create(session=session, claim=claim, document=document)
        assert refusal(services.remove_claim, claim, by=play("alice")) == "attached"
        assert Claim.objects.exists()
        assert Document.objects.exists()


class TestProof:
    def proof(self, owner, by="alice"):
        return documents.add(owner, upload(), title="Bewijs", by=play(by))

    def test_on_a_line_while_it_is_a_draft(self):
        line = add(draft())
        document = self.proof(line)
        documents.delete(document, by=play("alice"))
        with pytest.raises(PermissionDenied):
            self.proof(line, by="max")

    def test_after_submission_only_what_is_asked_for(self):
        claim = draft()
        line = add(claim)
        first = self.proof(line)
        submit(claim)
        with pytest.raises(PermissionDenied):
            self.proof(line)
        ClaimLine.objects.filter(pk=line.pk).update(proof_asked_on=date(2022, 4, 1))
        assert self.proof(line)
        with pytest.raises(PermissionDenied):
            documents.delete(first, by=play("alice"))
        with pytest.raises(PermissionDenied):
            self.proof(line, by="charlie")
        ClaimLine.objects.filter(pk=line.pk).update(proof_answered_on=date(2022, 4, 1))
        with pytest.raises(PermissionDenied):
            self.proof(line)

    def test_vdabs_manager_reads_it(self):
        claim = draft()
        document = self.proof(add(claim))
        assert not Document.objects.visible_to(play("max")).exists()
        submit(claim)
        assert Document.objects.visible_to(play("max")).get() == document
        for who in ["charlie", "carl", "vera", "ann"]:
            assert not Document.objects.visible_to(play(who)).exists()


@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_of_two_submissions_one_wins(self):
        claim = draft()
        add(claim)
        alice = play("alice")
        play("max")
        acts = [partial(services.submit_claim, claim, by=alice)] * 2
        assert race(*acts) == {DONE: 1, "submitted_already": 1}
        assert Notice.objects.filter(code="claim.submitted").count() == 1

    def test_of_two_claims_for_one_category_one_is_opened(self):
        project, alice = project_of(CORE), play("alice")
        act = partial(services.open_claim, project, by=alice, year=2021, category="travel")
        assert race(act, act) == {DONE: 1, "claim_exists": 1}

    def test_lines_at_once_each_get_a_number(self):
        claim, alice = draft(), play("alice")
        acts = [
            partial(services.add_line, claim, by=alice, **{**INVOICE, "invoice_number": str(n)})
            for n in range(4)
        ]
        assert race(*acts) == {DONE: 4}
        assert list(claim.lines.values_list("number", flat=True)) == [1, 2, 3, 4]

    def test_a_line_beside_a_submission_stands_on_it_or_is_refused(self):
        claim, alice = draft(), play("alice")
        add(claim)
        play("max")
        more = partial(services.add_line, claim, by=alice, **{**INVOICE, "invoice_number": "later"})
        result = race(more, partial(services.submit_claim, claim, by=alice))
        assert claim.lines.count() == result[DONE]
