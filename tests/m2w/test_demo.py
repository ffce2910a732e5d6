"""The example package by itself, with plain loops; that it loads is tested with the loader."""

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from m2w.demo.package import SIZES, write_package
from m2w.demo.tables import COLUMNS
from m2w.periods import add_months, age_on
from m2w.reference.provinces import province_of
from programmes.eligibility import LotRules, Situation, screen

TODAY = date(2026, 6, 15)
ASKED_FOR = "2022-04-01"
CALL = "2019-50081"


def write(directory, today=TODAY, seed=1):
    directory.mkdir(exist_ok=True)
    write_package(directory, seed, "small", today)
    return directory


def read(directory):
    tables = {}
    for path in directory.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


@pytest.fixture(scope="module", params=[TODAY, date(2022, 4, 1), date(2024, 2, 29)], ids=str)
def package(request, tmp_path_factory):
    directory = tmp_path_factory.mktemp("package")
    return read(write(directory, request.param)) | {"today": request.param}


def by_code(rows):
    return {row["code"]: row for row in rows}


def day(text):
    return date.fromisoformat(text) if text else None


def last_days(package):
    """The last day of each project, extension included."""
    days = {row["code"]: day(row["ends_on"]) for row in package["projects"]}
    for row in package["extensions"]:
        after_last = days[row["project"]] + timedelta(days=1)
        days[row["project"]] = add_months(after_last, int(row["months"])) - timedelta(days=1)
    return days


def state(row):
    for column, code in (
        ("withdrawn_on", "withdrawn"),
        ("ended_on", "ended"),
        ("decision", row["decision"]),
        ("info_requested_on", "info_requested"),
        ("submitted_on", "submitted"),
        ("referred_on", "referred"),
    ):
        if row[column]:
            return code
    return "draft"


def test_the_same_seed_and_day_give_the_same_bytes(tmp_path):
    first, second = write(tmp_path / "first"), write(tmp_path / "second")
    for name in COLUMNS:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_another_seed_gives_other_people(tmp_path):
    first, second = write(tmp_path / "first"), write(tmp_path / "second", seed=2)
    assert (first / "mentees.csv").read_bytes() != (second / "mentees.csv").read_bytes()


def test_what_was_known_on_1_april_2022_does_not_depend_on_today(tmp_path):
    def asked(directory):
        tables = read(directory)
        projects = {p["code"] for p in tables["projects"] if p["lot"].startswith(CALL)}
        return [
            (row["code"], row["submitted_on"])
            for row in tables["enrolments"]
            if row["project"] in projects and "" < row["submitted_on"] <= ASKED_FOR
        ]

    then = asked(write(tmp_path / "then", date(2022, 4, 1)))
    assert then
    assert then == asked(write(tmp_path / "now", TODAY))


class TestQuestion479:
    def test_the_budget_of_the_call(self, package):
        assert by_code(package["calls"])[CALL]["budget"] == "2920000.00"
        assert by_code(package["calls"])[CALL]["reference"] == "2019/50081"

    def test_granted_up_to_and_including_1_april_2022(self, package):
        lots = {row["code"] for row in package["lots"] if row["call"] == CALL}
        projects = {row["code"] for row in package["projects"] if row["lot"] in lots}
        signed = {"decrease": -1}
        granted = sum(
            signed.get(row["kind"], 1) * Decimal(row["amount"])
            for row in package["grants"]
            if row["project"] in projects and row["decided_on"] <= ASKED_FOR
        )
        assert granted == Decimal("1626796.40")

    def test_only_core_was_extended_by_then(self, package):
        extended = [row for row in package["extensions"] if row["decided_on"] <= ASKED_FOR]
        promoters = [by_code(package["projects"])[row["project"]]["promoter"] for row in extended]
        names = [by_code(package["organisations"])[code]["name"] for code in promoters]
        assert names == ["Core VZW"]


class TestTheWhole:
    def test_it_is_as_large_as_it_says(self, package):
        assert len(package["projects"]) == 12
        if package["today"] >= date(2023, 1, 1):
            assert len(package["mentees"]) == SIZES["small"].mentees

    def test_every_state_occurs(self, package):
        states = Counter(state(row) for row in package["enrolments"])
        assert set(states) == {
            *("referred", "draft", "submitted", "info_requested", "approved"),
            *("withdrawn", "rejected", "ended"),
        }
        assert {row["enrolment"] for row in package["matches"] if not row["ended_on"]}

    def test_every_province_has_a_project(self, package):
        provinces = {code for row in package["lots"] for code in row["provinces"].split(";")}
        assert provinces == {"10000", "20001", "30000", "40000", "70000"}

    def test_every_promoter_has_a_project_running_today(self, package):
        last_day = last_days(package)
        running = {
            row["promoter"]
            for row in package["projects"]
            if day(row["starts_on"]) <= package["today"] <= last_day[row["code"]]
        }
        assert running == {row["code"] for row in package["organisations"][:6]}

    def test_nothing_but_plans_is_dated_after_today(self, package):
        plans = {"ends_on", "planned_end_on", "paused_until"}
        known_until = str(max(package["today"], date(2022, 4, 1)))
        late = [
            (table, column, value)
            for table, rows in package.items()
            if table != "today"
            for row in rows
            for column, value in row.items()
            if column.endswith(("_on", "_from", "_until", "_since"))
            if column not in plans
            if value > known_until
        ]
        assert late == []

    def test_codes_are_unique(self, package):
        for table in ("mentees", "enrolments", "mentors", "matches", "staff", "claims"):
            codes = [row["code"] for row in package[table]]
            assert len(codes) == len(set(codes)), table

    def test_the_example_accounts_are_there(self, package):
        emails = {row["email"] for row in package["staff"]}
        assert emails >= {
            *("coordinator@core.example", "coach@core.example"),
            *("coordinator@second.example", "coach@second.example"),
            *("counsellor@vdab.example", "counsellor2@vdab.example", "follower@vdab.example"),
            *("expert@vdab.example", "manager@vdab.example", "manager2@vdab.example"),
            *("analyst@ministry.example", "analyst2@ministry.example", "admin@m2w.example"),
        }


class TestEnrolments:
    def test_dates_follow_one_another(self, package):
        for row in package["enrolments"]:
            dates = ["referred_on", "submitted_on", "decided_on", "withdrawn_on", "ended_on"]
            known = [row[column] for column in dates if row[column]]
            assert known == sorted(known), row

    def test_nobody_is_open_twice(self, package):
        mentees, spans = by_code(package["mentees"]), defaultdict(list)
        for row in package["enrolments"]:
            if row["submitted_on"]:
                rejected_on = row["decided_on"] if row["decision"] == "rejected" else ""
                closed_on = rejected_on or row["withdrawn_on"] or row["ended_on"] or "9999"
                number = mentees[row["mentee"]]["vdab_number"]
                spans[number].append((row["submitted_on"], closed_on))
        for open_ones in spans.values():
            ordered = sorted(open_ones)
            assert all(a[1] <= b[0] for a, b in pairwise(ordered))

    def test_some_people_return_and_some_go_elsewhere(self, package):
        mentees = Counter(row["mentee"] for row in package["enrolments"])
        numbers = Counter(row["vdab_number"] for row in package["mentees"])
        assert max(mentees.values()) == 2
        assert max(numbers.values()) >= 2

    def test_someone_elsewhere_was_born_on_the_same_day(self, package):
        births = defaultdict(set)
        for row in package["mentees"]:
            births[row["vdab_number"]].add(row["birth_date"])
        assert all(len(dates) == 1 for dates in births.values())

    def test_a_derogation_exactly_where_the_screening_is_not_eligible(self, package):
        for row in package["enrolments"]:
            if row["decision"] == "approved":
                eligible = screened(package, row).result == "eligible"
                assert eligible == (row["derogation_reason"] == ""), row

    def test_a_refusal_gives_the_reason_of_the_screening(self, package):
        refused = [row for row in package["enrolments"] if row["decision"] == "rejected"]
        for row in refused:
            screening, reason = screened(package, row), row["decision_reason"]
            results = {criterion.code: criterion.result for criterion in screening.criteria}
            on_benefit = reason not in results and reason != "not_in_subgroup"
            assert on_benefit == (screening.result == "eligible"), row
            assert results.get(reason) != "met", row
        assert len({row["decision_reason"] for row in refused}) >= 6


def screened(package, enrolment):
    mentee = by_code(package["mentees"])[enrolment["mentee"]]
    project = by_code(package["projects"])[enrolment["project"]]
    lot = by_code(package["lots"])[project["lot"]]
    fields = Situation._fields
    dates = {
        name: day(mentee[name]) for name in fields if name.endswith(("_date", "ince", "until"))
    }
    situation = Situation(**{name: mentee[name] for name in fields} | dates)
    rules = LotRules(frozenset(filter(None, lot["subgroups"].split(";"))))
    return screen(situation, rules, day(enrolment["submitted_on"]))


class TestMatches:
    def test_they_lie_within_enrolment_and_project(self, package):
        enrolments, projects = by_code(package["enrolments"]), by_code(package["projects"])
        last_day = last_days(package)
        for row in package["matches"]:
            enrolment = enrolments[row["enrolment"]]
            project = projects[enrolment["project"]]
            first = max(day(enrolment["decided_on"]), day(project["starts_on"]))
            assert first <= day(row["started_on"]) <= last_day[project["code"]]
            assert row["ended_on"] <= (enrolment["ended_on"] or row["ended_on"])
            assert row["ended_on"] or not enrolment["ended_on"]
            assert row["planned_end_on"] <= str(last_day[project["code"]])

    def test_a_mentor_is_active_trained_and_not_over_capacity(self, package):
        mentors, spans = by_code(package["mentors"]), defaultdict(list)
        for row in package["matches"]:
            mentor = mentors[row["mentor"]]
            assert mentor["trained_on"], row
            assert max(mentor["trained_on"], mentor["active_from"]) <= row["started_on"]
            assert row["started_on"] <= (mentor["active_until"] or "9999")
            spans[row["mentor"]].append((row["started_on"], row["ended_on"] or "9999"))
        for code, matches in spans.items():
            busiest = max(sum(a <= start < b for a, b in matches) for start, _ in matches)
            assert busiest <= int(mentors[code]["capacity"])

    def test_one_match_at_a_time(self, package):
        spans = defaultdict(list)
        for row in package["matches"]:
            spans[row["enrolment"]].append((row["started_on"], row["ended_on"] or "9999"))
        for matches in spans.values():
            ordered = sorted(matches)
            assert all(a[1] <= b[0] for a, b in pairwise(ordered))

    def test_everybody_understands_each_other(self, package):
        enrolments, mentees = by_code(package["enrolments"]), by_code(package["mentees"])
        mentors, staff = by_code(package["mentors"]), by_code(package["staff"])
        for row in package["matches"]:
            mentee = mentees[enrolments[row["enrolment"]]["mentee"]]
            mentor = usable(mentors[row["mentor"]]["languages"])
            known = usable(mentee["languages"]) - {"nl"} | {mentee["home_language"]}
            if mentee["dutch_level"] in {"A2", "B1", "B2", "C1", "C2"}:
                known.add("nl")
            assert known & mentor
            assert mentor & usable(staff[row["coach"]]["languages"])
            assert "coach" in staff[row["coach"]]["role"].split(";")

    def test_hard_wishes_are_honoured(self, package):
        enrolments, mentees = by_code(package["enrolments"]), by_code(package["mentees"])
        mentors, honoured = by_code(package["mentors"]), 0
        for row in package["matches"]:
            mentee = mentees[enrolments[row["enrolment"]]["mentee"]]
            mentor = mentors[row["mentor"]]
            province = province_of(mentor["postcode"], day(row["started_on"]))
            for wish in filter(None, mentee["hard_wishes"].split(";")):
                about, value = wish.split(":")
                assert (province if about == "province" else mentor[about]) == value
                honoured += 1
            for wish in filter(None, mentor["hard_wishes"].split(";")):
                assert wish == f"gender:{mentee['gender']}"
        assert honoured

    def test_no_pair_meets_again_after_a_misfit_or_a_veto(self, package):
        enrolments = by_code(package["enrolments"])
        pairs = Counter(
            (enrolments[row["enrolment"]]["mentee"], row["mentor"]) for row in package["matches"]
        )
        assert set(pairs.values()) == {1}
        assert not set(pairs) & {(row["mentee"], row["mentor"]) for row in package["vetoes"]}

    def test_contacts_fall_within_the_match_once_a_day(self, package):
        matches, seen = by_code(package["matches"]), set()
        for row in package["contacts"]:
            match = matches[row["match"]]
            assert match["started_on"] <= row["held_on"] <= (match["ended_on"] or "9999")
            seen.add((row["match"], row["held_on"], row["kind"]))
        assert len(seen) == len(package["contacts"])


def usable(languages):
    known = dict(item.split(":") for item in languages.split(";") if item)
    return {language for language, level in known.items() if level != "A1"}


class TestOutcomes:
    def test_each_only_once(self, package):
        keys = [(r["enrolment"], r["kind"], r["started_on"]) for r in package["outcomes"]]
        assert len(keys) == len(set(keys))

    def test_they_follow_a_match(self, package):
        started = {row["enrolment"] for row in package["matches"]}
        assert {row["enrolment"] for row in package["outcomes"]} <= started

    def test_none_ends_before_it_starts(self, package):
        assert all(r["started_on"] <= (r["ended_on"] or "9999") for r in package["outcomes"])


class TestMoney:
    def test_control_accepts_no_more_than_declared(self, package):
        for row in package["claims"]:
            if row["amount_accepted"]:
                assert Decimal(row["amount_accepted"]) <= Decimal(row["amount_declared"])
                assert row["declared_on"] <= row["controlled_on"]

    def test_settled_and_paid_stay_within_what_was_granted_and_accepted(self, package):
        accepted = defaultdict(Decimal)
        for row in package["claims"]:
            accepted[row["project"], row["year"]] += Decimal(row["amount_accepted"] or 0)
        for row in package["settlements"]:
            assert Decimal(row["amount"]) <= accepted[row["project"], row["year"]]
            assert self.settled(package, row) <= self.granted(package, row, "settled_on")
        for row in package["payments"]:
            assert self.paid(package, row) <= self.granted(package, row, "decided_on")

    def test_grants_stay_within_call_and_lot(self, package):
        lots, projects = by_code(package["lots"]), by_code(package["projects"])
        calls, granted = by_code(package["calls"]), defaultdict(Decimal)
        for row in package["grants"]:
            lot = lots[projects[row["project"]]["lot"]]
            for code in (lot["code"], lot["call"]):
                granted[code] += Decimal(row["amount"])
        for code, amount in granted.items():
            assert amount <= Decimal((lots | calls)[code]["budget"])

    def test_years_lie_within_the_term(self, package):
        projects, last_day = by_code(package["projects"]), last_days(package)
        for row in package["claims"]:
            first = projects[row["project"]]["starts_on"][:4]
            assert first <= row["year"] <= str(last_day[row["project"]].year)

    def granted(self, package, row, column):
        return sum(
            Decimal(grant["amount"]) * (-1 if grant["kind"] == "decrease" else 1)
            for grant in package["grants"]
            if grant["project"] == row["project"] and grant["decided_on"] <= row[column]
        )

    def settled(self, package, row):
        return sum(
            Decimal(other["amount"])
            for other in package["settlements"]
            if other["project"] == row["project"] and other["settled_on"] <= row["settled_on"]
        )

    def paid(self, package, row):
        return sum(
            Decimal(other["amount"]) * (-1 if other["kind"] == "recovery" else 1)
            for other in package["payments"]
            if other["project"] == row["project"] and other["decided_on"] <= row["decided_on"]
        )


class TestEvaluations:
    def test_rounds_start_on_the_calendar(self, package):
        projects = by_code(package["projects"])
        for row in package["evaluations"]:
            start = day(row["period_start"])
            if row["level"] == "promoter":
                first = day(projects[row["scope"]]["starts_on"])
                assert start in {add_months(first, 2 * n) for n in range(18)}
            else:
                assert (start.day, start.month % 2) == (1, 1)

    def test_an_extension_follows_a_positive_final_evaluation(self, package):
        finals = {row["scope"]: row for row in package["evaluations"] if row["kind"] == "final"}
        for row in package["extensions"]:
            final = finals[row["project"]]
            assert final["verdict"] == "positive"
            assert final["held_on"] == row["evaluation_held_on"] <= row["decided_on"]

    def test_some_are_missed_and_some_are_drafts(self, package):
        assert {row["status"] for row in package["evaluations"]} == {"final", "draft"}
        assert all(row["held_on"] for row in package["evaluations"] if row["status"] == "final")


def test_ages_are_those_of_adults(package):
    mentees = by_code(package["mentees"])
    submitted = [row for row in package["enrolments"] if row["submitted_on"]]
    ages = {
        age_on(day(mentees[row["mentee"]]["birth_date"]), day(row["submitted_on"]))
        for row in submitted
    }
    assert min(ages) >= 18
    assert max(ages) <= 65
