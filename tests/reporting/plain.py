"""A data package read with plain loops: dates, terms, profiles and outflow, from CSV alone.

Written from domain.md and readings.md, without a line of the product.
"""

import csv
from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

WORK = {"open_ended", "fixed_term", "temp_agency", "self_employed"}
INTERNSHIP = {"internship", "ibo"}
OTHER = {"work_experience", "other"}
DUTCH_LADDER = ["none", "A1", "A2", "B1", "B2", "C1", "C2"]
DIPLOMAS = [
    *("none", "primary", "lower_secondary", "upper_secondary"),
    *("hbo5", "bachelor", "master", "doctorate"),
]
TABLES = [
    *("organisations", "calls", "lots", "projects", "grants", "staff", "mentees", "enrolments"),
    *("mentors", "matches", "contacts", "outcomes", "evaluations", "extensions", "claims"),
    *("settlements", "payments", "enrolment_profiles"),
]
CALL_DEFAULTS = {
    "initial_months": "24",
    "max_dutch_level": "A2",
    "max_level_may_be_attested": "no",
    "min_shared_language_level": "A2",
    "sustainable_months": "3",
    "outflow_horizon_months": "12",
    "spell_gap_days": "31",
}


# Reading -------------------------------------------------------------------------------------
@cache
def read_package(directory):
    """Every table as a list of rows; a file that is missing has no rows."""
    package = {}
    for table in TABLES:
        path = Path(directory) / f"{table}.csv"
        package[table] = []
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                package[table] = list(csv.DictReader(file))
    for call in package["calls"]:
        for name, value in CALL_DEFAULTS.items():
            call[name] = call.get(name) or value
    return package


def keyed(rows):
    return {row["code"]: row for row in rows}


def grouped(rows, column):
    groups = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def items(text):
    return [item for item in (text or "").split(";") if item]


# Days and amounts ----------------------------------------------------------------------------
def day(text):
    return date.fromisoformat(text) if text else None


def by(text, as_of):
    """The date, or None when it is empty or later than known."""
    value = day(text)
    return value if value and value <= as_of else None


def add_months(start, months):
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def age(birth, on):
    years = on.year - birth.year
    return years - 1 if (on.month, on.day) < (birth.month, birth.day) else years


def days_between(first, last):
    """Both days counted; none when the last comes before the first."""
    return max(0, (last - first).days + 1)


def rounded(value, places):
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def money(value):
    return str(rounded(value, 2))


def percentage(part, whole):
    return float(rounded(Decimal(part) * 100 / Decimal(whole), 1)) if whole else None


# Places --------------------------------------------------------------------------------------
def province(postcode, on):
    number = int(postcode)
    if number == 2070 and on >= date(2025, 1, 1):
        return "40000"
    if 1500 <= number <= 1999 or 3000 <= number <= 3499:
        return "20001"
    if 2000 <= number <= 2999:
        return "10000"
    if 3500 <= number <= 3999:
        return "70000"
    if 8000 <= number <= 8999:
        return "30000"
    return "40000" if 9000 <= number <= 9999 else None


# Projects ------------------------------------------------------------------------------------
def initial_last_day(project, call):
    if project.get("ends_on"):
        return day(project["ends_on"])
    return add_months(day(project["starts_on"]), int(call["initial_months"])) - timedelta(days=1)


def last_day(project, call, extensions, as_of):
    """The last day of the term, with an extension decided by then."""
    last = initial_last_day(project, call)
    for extension in extensions:
        if extension["project"] == project["code"] and by(extension["decided_on"], as_of):
            last = add_months(last + timedelta(days=1), int(extension["months"]))
            last -= timedelta(days=1)
    return last


def promoter_periods(first, last):
    """(first day, last day) of consecutive two-month periods within a term."""
    periods, n = [], 0
    while add_months(first, 2 * n) <= last:
        end = min(add_months(first, 2 * n + 2) - timedelta(days=1), last)
        periods.append((add_months(first, 2 * n), end))
        n += 1
    return periods


def calendar_periods(first, last):
    """January–February, March–April, … from the block of the first day to that of the last."""
    start = date(first.year, (first.month - 1) // 2 * 2 + 1, 1)
    periods = []
    while start <= last:
        periods.append((start, add_months(start, 2) - timedelta(days=1)))
        start = add_months(start, 2)
    return periods


# Screening -----------------------------------------------------------------------------------
def both(*values):
    """And, of True, False and None for unknown."""
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


def either(*values):
    if any(value is True for value in values):
        return True
    return None if any(value is None for value in values) else False


def answer(text):
    return {"yes": True, "no": False}.get(text)


def opposite(value):
    return None if value is None else not value


def is_not_dutch(language):
    return language != "nl" if language else None


def guided(mentee, on):
    since, until = day(mentee.get("vdab_guidance_since")), day(mentee.get("vdab_guidance_until"))
    if (since and on < since) or (until and on > until):
        return False
    return True if since else None


def limited_dutch(mentee, call):
    if mentee["dutch_level"] == "unknown":
        return None
    level = DUTCH_LADDER.index(mentee["dutch_level"])
    limit = DUTCH_LADDER.index(call["max_dutch_level"])
    if level == limit and call["max_level_may_be_attested"] != "yes":
        return opposite(answer(mentee["dutch_attested"]))
    return level <= limit


def diploma_between(mentee, lowest, highest):
    if mentee["diploma_level"] == "unknown":
        return None
    rank = DIPLOMAS.index(mentee["diploma_level"])
    return DIPLOMAS.index(lowest) <= rank <= DIPLOMAS.index(highest)


def met_subgroups(mentee, call, on):
    """Which of the three subgroups a mentee is known to be in on a day."""
    others = both(
        opposite(answer(mentee["employed"])),
        is_not_dutch(mentee.get("home_language")),
        answer(mentee["migration_background"]),
        province(mentee["postcode"], on) is not None,
        guided(mentee, on),
    )
    dutch = limited_dutch(mentee, call)
    insufficient = answer(mentee.get("dutch_insufficient_for_job_target"))
    young = age(day(mentee["birth_date"]), on) < 25
    subgroups = {
        "hoa": both(
            others,
            either(dutch, insufficient),
            diploma_between(mentee, "hbo5", "doctorate"),
            is_not_dutch(mentee.get("diploma_language")),
        ),
        "loa": both(others, dutch, diploma_between(mentee, "none", "upper_secondary")),
        "youth": both(others, dutch, young, diploma_between(mentee, "none", "lower_secondary")),
    }
    return {code for code, met in subgroups.items() if met is True}


def frozen_subgroup(mentee, lot, call, on):
    admitted = items(lot.get("subgroups")) or ["hoa", "youth", "loa"]
    met = met_subgroups(mentee, call, on)
    for code in ("hoa", "youth", "loa"):
        if code in met and code in admitted:
            return code
    return "none"


# Languages -----------------------------------------------------------------------------------
def levels(text):
    return dict(item.split(":") for item in items(text))


def mentee_levels(mentee):
    known = levels(mentee.get("languages"))
    if mentee.get("home_language"):
        known.setdefault(mentee["home_language"], "C2")
    return known | {"nl": mentee["dutch_level"]}


def reaching(known, minimum):
    enough = DUTCH_LADDER[DUTCH_LADDER.index(minimum) :]
    return {language for language, level in known.items() if level in enough}


def shared_languages(mentee, mentor, call):
    minimum = call["min_shared_language_level"]
    theirs = reaching(levels(mentor["languages"]), minimum)
    return reaching(mentee_levels(mentee), minimum) & theirs


# Outflow -------------------------------------------------------------------------------------
def counts_as(outcome, first_match, horizon_end, as_of):
    started = by(outcome["started_on"], as_of)
    return started is not None and first_match <= started <= horizon_end


def lasted(start, end, months, as_of):
    """Whether something lasted so many months; without an end it still goes on."""
    full = add_months(start, months)
    return end >= full if end else full <= as_of


def spells(outcomes, first_match, gap_days, as_of):
    """(first start, last end or None) of work that follows within the gap."""
    found = []
    for outcome in sorted(outcomes, key=lambda row: row["started_on"]):
        start, end = by(outcome["started_on"], as_of), by(outcome.get("ended_on"), as_of)
        if outcome["kind"] not in WORK or not start or start < first_match:
            continue
        if found:
            first, last = found[-1]
            if last is None or (start - last).days <= gap_days:
                found[-1] = (first, None if last is None or end is None else max(last, end))
                continue
        found.append((start, end))
    return found


def has_sustainable_work(enrolment, outcomes, call, as_of):
    months = int(call["sustainable_months"])
    horizon_end = enrolment["horizon_end"]
    for outcome in outcomes:
        counts = counts_as(outcome, enrolment["first_match"], horizon_end, as_of)
        if outcome["kind"] == "open_ended" and counts:
            end = by(outcome.get("ended_on"), as_of)
            if end is None or end >= add_months(day(outcome["started_on"]), months):
                return True
    gap = int(call["spell_gap_days"])
    return any(
        first <= horizon_end and lasted(first, end, months, as_of)
        for first, end in spells(outcomes, enrolment["first_match"], gap, as_of)
    )


def result(enrolment, outcomes, as_of):
    """Work, else internship, else training, else other, else none or pending."""
    kinds = {
        outcome["kind"]
        for outcome in outcomes
        if counts_as(outcome, enrolment["first_match"], enrolment["horizon_end"], as_of)
    }
    for name, members in (
        ("work", WORK),
        ("internship", INTERNSHIP),
        ("training", {"training"}),
        ("other", OTHER),
    ):
        if kinds & members:
            return name
    return "none" if as_of >= enrolment["horizon_end"] else "pending"
