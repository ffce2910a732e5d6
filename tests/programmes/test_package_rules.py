"""Rules about calls, money, enrolments and evaluations, each broken once."""

import pytest

from tests.packages import Package, faults_of, rules_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def package(tmp_path):
    return Package(tmp_path)


def broken(package, file, code, **cells):
    """The faults that appear when these cells of one row change, by file, column and rule."""
    package.set(file, code, **cells)
    return [(fault[0].removesuffix(".csv"), fault[2], fault[3]) for fault in faults_of(package)]


# Calls and projects ---------------------------------------------------------------------------


def test_a_call_does_not_close_before_it_opens(package):
    assert broken(package, "calls", "C1", closes_on="2019-06-30") == [
        ("calls", "closes_on", "dates_out_of_order")
    ]


def test_the_first_term_is_as_long_as_the_call_says(package):
    assert broken(package, "projects", "P1", ends_on="2022-01-01") == [
        ("projects", "ends_on", "initial_term")
    ]


def test_an_extension_is_at_most_as_long_as_the_call_says(package):
    assert broken(package, "extensions", "P1", months="13") == [
        ("extensions", "months", "extension_too_long")
    ]


def test_a_project_is_extended_once(package):
    package.add("extensions", "P1", decided_on="2021-12-01")
    assert rules_of(package) == {"duplicate"}


@pytest.mark.parametrize(
    "cells",
    [{"verdict": "negative"}, {"verdict": ""}, {"held_on": "2021-11-16"}],
    ids=["negative", "no_verdict", "too_late"],
)
def test_only_a_positive_evaluation_held_by_then_opens_an_extension(package, cells):
    assert broken(package, "evaluations", "final", **cells) == [
        ("extensions", "decided_on", "extension_without_positive_evaluation")
    ]


def test_where_no_evaluations_are_known_its_date_is_enough(package):
    del package.rows["evaluations"]
    package.load()


def test_among_other_evaluations_the_final_one_may_not_be_missing(package):
    package.rows["evaluations"] = package.rows["evaluations"][:4]
    assert broken(package, "extensions", "P1") == [
        ("extensions", "decided_on", "extension_without_positive_evaluation")
    ]


def test_an_extension_without_evaluation_or_date_is_refused(package):
    package.rows["evaluations"] = package.rows["evaluations"][:4]
    assert broken(package, "extensions", "P1", evaluation_held_on="") == [
        ("extensions", "decided_on", "extension_without_positive_evaluation")
    ]


def test_an_evaluation_is_not_held_after_the_decision_it_opens(package):
    assert ("extensions", "decided_on", "dates_out_of_order") in broken(
        package, "extensions", "P1", evaluation_held_on="2021-11-16"
    )


# Money ----------------------------------------------------------------------------------------


def test_an_extension_grant_carries_the_date_of_the_extension(package):
    assert broken(package, "grants", "P1,extension", decided_on="2021-11-16") == [
        ("grants", "decided_on", "extension_grant")
    ]


def test_granted_is_never_negative(package):
    found = broken(package, "grants", "P1,decrease", amount="240000.01")
    assert ("grants", "amount", "granted_below_zero") in found


def test_granted_is_never_negative_in_between(package):
    found = broken(package, "grants", "P1,decrease", decided_on="2019-11-30")
    assert ("grants", "amount", "granted_below_zero") in found


def test_granted_stays_within_the_budget_of_the_call(package):
    assert broken(package, "grants", "P2", amount="2620000.01") == [
        ("grants", "amount", "granted_above_budget")
    ]


def test_the_budget_may_be_granted_to_the_cent(package):
    package.set("grants", "P2", amount="2620000.00").load()


def test_above_the_budget_of_the_lot_is_accepted(package):
    package.set("lots", "L1", budget="1.00").load()


def test_a_cost_is_claimed_once(package):
    package.add("claims", "K2", code="K9")
    assert faults_of(package) == [("claims.csv", 5, "category", "claim_twice")]


@pytest.mark.parametrize("year", ["2019", "2023"])
def test_a_claim_is_about_a_year_of_the_term(package, year):
    assert broken(package, "claims", "K3", year=year) == [("claims", "year", "claim_outside_term")]


def test_the_extension_belongs_to_the_term(package):
    package.set("claims", "K3", year="2022").load()


def test_accepted_is_at_most_declared(package):
    assert broken(package, "claims", "K2", amount_accepted="1000.01") == [
        ("claims", "amount_accepted", "accepted_above_declared")
    ]


def test_a_control_has_a_date_and_an_amount(package):
    found = broken(package, "claims", "K3", controlled_on="2022-04-01")
    assert found == [("claims", "controlled_on", "control_incomplete")]


def test_a_control_follows_the_declaration(package):
    found = broken(package, "claims", "K2", controlled_on="2021-02-28")
    assert found == [("claims", "controlled_on", "dates_out_of_order")]


def test_settled_is_at_most_accepted(package):
    assert broken(package, "settlements", "P1", amount="80000.51") == [
        ("settlements", "amount", "settled_above_accepted")
    ]


def test_what_is_settled_was_accepted_by_then(package):
    found = broken(package, "settlements", "P1", settled_on="2021-03-31")
    assert found == [("settlements", "amount", "settled_above_accepted")]


def test_settled_is_at_most_granted_by_then(package):
    package.remove("payments")
    assert broken(package, "grants", "P1,initial", amount="120000.49") == [
        ("settlements", "amount", "settled_above_granted")
    ]


def test_paid_is_at_most_granted(package):
    assert broken(package, "payments", "P1,balance", amount="140000.01") == [
        ("payments", "amount", "paid_above_granted")
    ]


def test_a_recovery_makes_room_from_the_day_it_is_paid(package):
    package.set("payments", "P1,balance", amount="149999.50")
    assert rules_of(package) == {"paid_above_granted"}
    package.set("payments", "P1,recovery", decided_on="2021-05-01", paid_on="2021-05-10").load()


def test_a_payment_follows_its_decision(package):
    found = broken(package, "payments", "P1,advance", paid_on="2020-01-09")
    assert found == [("payments", "paid_on", "dates_out_of_order")]


# Mentees --------------------------------------------------------------------------------------


def test_a_promoter_has_one_file_per_vdab_number(package):
    package.set("mentees", "bilal", vdab_number="10.02")
    assert ("mentees.csv", 4, "vdab_number", "vdab_number_twice") in faults_of(package)


def test_two_promoters_agree_on_a_birth_date(package):
    assert broken(package, "mentees", "selam2", birth_date="1992-06-02") == [
        ("mentees", "birth_date", "birth_date_differs")
    ]


def test_a_birth_date_in_the_database_is_not_told(package, tmp_path):
    package.load()
    package.set("mentees", "selam2", birth_date="1992-06-02").load(update=True)


@pytest.mark.parametrize(
    "cells",
    [
        {"vdab_guidance_until": "2019-08-31"},
        {"paused_from": "2020-02-01", "paused_until": "2020-01-31"},
    ],
)
def test_a_mentee_has_periods_in_order(package, cells):
    for row in package.rows["mentees"]:
        row.update({"paused_from": "", "paused_until": ""})
    column = list(cells)[-1]
    assert broken(package, "mentees", "bilal", **cells)[0] == (
        "mentees",
        column,
        "dates_out_of_order",
    )


# Enrolments -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "cells", "column", "rule"),
    [
        ("E3", {"submitted_on": "2020-03-10"}, "decided_on", "dates_out_of_order"),
        ("E2", {"referred_on": "2020-03-02"}, "submitted_on", "dates_out_of_order"),
        ("E5", {"info_requested_on": "2021-01-31"}, "info_requested_on", "dates_out_of_order"),
        ("E5", {"withdrawn_on": "2021-01-31"}, "withdrawn_on", "dates_out_of_order"),
        ("E3", {"submitted_on": ""}, "decided_on", "status_skipped"),
        (
            "E3",
            {"info_requested_on": "2020-03-02"},
            "info_requested_on",
            "info_request_not_pending",
        ),
        ("E3", {"decision": ""}, "decision", "reason_missing"),
        ("E3", {"decided_on": ""}, "decision", "reason_without_cause"),
        ("E4", {"decision_reason": ""}, "decision_reason", "reason_missing"),
        ("E3", {"decision_reason": "other"}, "decision_reason", "reason_without_cause"),
        ("E3", {"end_reason": "work"}, "end_reason", "reason_without_cause"),
        ("E3", {"withdrawn_reason": "x"}, "withdrawn_reason", "reason_without_cause"),
        ("E4", {"derogation_reason": "x"}, "derogation_reason", "reason_without_cause"),
        ("E4", {"withdrawn_on": "2021-01-25"}, "withdrawn_on", "withdrawn_after_rejection"),
        ("E1", {"withdrawn_on": "2020-12-02"}, "withdrawn_on", "withdrawn_after_start"),
        ("E2", {"withdrawn_on": "2020-07-01"}, "withdrawn_on", "withdrawn_after_start"),
        ("E3", {"ended_on": "2020-05-01", "end_reason": "work"}, "ended_on", "ended_without_match"),
        ("E3", {"mentee": "selam2"}, "project", "other_promoter"),
        ("E2", {"coach": "alice"}, "coach", "not_a_coach"),
        ("E2", {"coach": "charlie"}, "coach", "not_a_coach"),
        ("E3", {"submitted_on": "1985-01-14"}, "submitted_on", "submitted_before_birth"),
        ("E3", {"derogation_reason": "x"}, "derogation_reason", "derogation_superfluous"),
    ],
)
def test_an_enrolment(package, code, cells, column, rule):
    assert ("enrolments", column, rule) in broken(package, "enrolments", code, **cells)


def test_who_is_not_eligible_is_approved_by_derogation_only(package):
    assert broken(package, "mentees", "bilal", employed="yes") == [
        ("enrolments", "derogation_reason", "derogation_missing")
    ]


def test_an_incomplete_screening_asks_for_a_derogation_too(package):
    package.set("enrolments", "E3", derogation_reason="goede kans")
    package.set("mentees", "bilal", employed="unknown").load()


def test_a_frozen_profile_says_the_file_may_have_changed_since(package):
    row = dict.fromkeys(("nationality", "subgroup", "diploma_level", "dutch_level"), "unknown")
    row |= {"enrolment": "E3", "benefit_entitled": "no", "subgroup": "hoa", "age": "35"}
    row |= {"province": "70000", "gender": "m"}
    package.rows["enrolment_profiles"] = [row]
    package.set("mentees", "bilal", employed="yes").load()


def test_a_profile_belongs_to_a_submission(package):
    package.set("enrolments", "E3", submitted_on="", decided_on="", decision="")
    row = {"nationality": "SY", "benefit_entitled": "no", "subgroup": "hoa", "gender": "m"}
    row |= {"diploma_level": "master", "dutch_level": "B1", "province": "70000", "age": "35"}
    package.rows["enrolment_profiles"] = [{"enrolment": "E3", **row}]
    assert rules_of(package) == {"profile_without_submission"}


@pytest.mark.parametrize(
    ("submitted_on", "accepted"), [("2020-11-30", False), ("2020-12-01", True)]
)
def test_a_person_has_one_open_enrolment_across_promoters(package, submitted_on, accepted):
    package.set("enrolments", "E4", submitted_on=submitted_on)
    if accepted:
        package.load()
    else:
        assert faults_of(package) == [("enrolments.csv", 5, "submitted_on", "double_enrolment")]


def test_a_draft_is_not_open(package):
    cells = {"submitted_on": "", "decided_on": "", "decision": "", "decision_reason": ""}
    package.set("enrolments", "E4", **cells)
    package.set("enrolments", "E1", ended_on="2021-06-01").set(
        "outcomes", "E1", started_on="2021-06-01"
    )
    assert rules_of(package.set("outcomes", "E1", verified_on="")) == {"double_enrolment"}
    package.set("enrolments", "E5", info_requested_on="", withdrawn_on="", withdrawn_reason="")
    package.set("enrolments", "E5", submitted_on="").load()


def test_open_on_no_day_clashes_with_nothing(package):
    package.set("enrolments", "E4", submitted_on="2020-06-01", decided_on="2020-06-01").load()


def test_erased_numbers_are_nobody(package):
    package.set("enrolments", "E4", submitted_on="2020-06-01")
    for code in ("selam", "selam2"):
        package.set("mentees", code, first_name="erased", last_name="erased", vdab_number="")
    package.load()


# Outcomes and evaluations ---------------------------------------------------------------------


def test_an_outcome_does_not_end_before_it_starts(package):
    assert broken(package, "outcomes", "E1", ended_on="2020-11-14") == [
        ("outcomes", "ended_on", "dates_out_of_order")
    ]


def test_an_outcome_before_the_start_is_kept(package):
    package.set("outcomes", "E1", started_on="2020-01-01").load()


@pytest.mark.parametrize(
    ("code", "cells", "column", "rule"),
    [
        ("bimonthly,promoter", {"scope": "P9"}, "scope", "unknown_scope"),
        ("bimonthly,province", {"scope": "99999"}, "scope", "unknown_scope"),
        ("bimonthly,central", {"scope": "P1"}, "scope", "unknown_scope"),
        ("bimonthly,promoter", {"track": ""}, "track", "track_of_kind"),
        ("six_month", {"track": "content"}, "track", "track_of_kind"),
        ("six_month", {"level": "central", "scope": "C1"}, "level", "level_of_kind"),
        ("bimonthly,promoter", {"held_on": ""}, "held_on", "final_not_held"),
        ("bimonthly,province", {"held_on": "2020-03-04"}, "held_on", "draft_with_result"),
        ("bimonthly,province", {"score": "2"}, "score", "draft_with_result"),
        ("bimonthly,province", {"verdict": "positive"}, "verdict", "draft_with_result"),
        ("bimonthly,promoter", {"period_start": "2020-02-01"}, "period_start", "not_a_round"),
        ("bimonthly,promoter", {"period_start": "2023-01-01"}, "period_start", "not_a_round"),
        ("bimonthly,province", {"period_start": "2020-02-01"}, "period_start", "not_a_round"),
        ("bimonthly,province", {"scope": "40000"}, "period_start", "not_a_round"),
        ("bimonthly,central", {"period_start": "2019-11-01"}, "period_start", "not_a_round"),
        ("six_month", {"period_start": "2020-07-01"}, "period_start", "not_a_round"),
    ],
)
def test_an_evaluation(package, code, cells, column, rule):
    assert ("evaluations", column, rule) in broken(package, "evaluations", code, **cells)


def test_an_extension_brings_its_own_rounds(package):
    package.set("evaluations", "bimonthly,promoter", period_start="2022-11-01").load()
