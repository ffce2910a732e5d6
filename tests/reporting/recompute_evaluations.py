"""The reports on evaluations, from the rows of a package: what is due, held, or missing."""

from datetime import timedelta
from itertools import product

from tests.reporting import plain
from tests.reporting.plain import by
from tests.reporting.recompute_facts import selected_calls

TRACKS = ("content", "cooperation", "operational")


def held(facts, kind, scope):
    """The evaluation of that kind that is held by the day, or None."""
    for row in facts.package["evaluations"]:
        if (row["kind"], row["scope"]) == (kind, scope) and by(row["held_on"], facts.as_of):
            return row
    return None


def due_status(row, due_on, as_of):
    if row:
        return "held"
    return "late" if as_of >= due_on else "not_due"


def six_month_evaluations(facts):
    rows = []
    for project in facts.projects:
        row = held(facts, "six_month", project["code"])
        due_on = plain.add_months(project["first_day"], 6)
        rows.append(
            {
                "project": project["code"],
                "due_on": str(due_on),
                "held_on": row["held_on"] if row else None,
                "status": due_status(row, due_on, facts.as_of),
                "verdict": (row and row["verdict"]) or None,
                "conclusion": (row and row["conclusion"]) or None,
            }
        )
    return rows, None


def rounds(facts):
    """(level, scope, first day, last day) of every round that started by the day."""
    found = []
    for project in facts.projects:
        for start, end in plain.promoter_periods(project["first_day"], project["last_day"]):
            found.append(("promoter", project["code"], start, end))
    wide = [p for p in facts.all_projects if facts.call in (None, p["call"]["code"])]
    for code in sorted({code for project in facts.projects for code in project["provinces"]}):
        there = [project for project in wide if code in project["provinces"]]
        found += calendar_rounds("province", code, there)
    for call in selected_calls(facts):
        within = [p for p in facts.all_projects if p["call"]["code"] == call["code"]]
        found += calendar_rounds("central", call["code"], within)
    return [round_ for round_ in found if round_[2] <= facts.as_of]


def calendar_rounds(level, scope, projects):
    first = min(project["first_day"] for project in projects)
    last = max(project["last_day"] for project in projects)
    return [(level, scope, start, end) for start, end in plain.calendar_periods(first, last)]


def bimonthly_evaluations(facts):
    found = {}
    for row in facts.package["evaluations"]:
        if row["kind"] == "bimonthly":
            found[row["level"], row["scope"], row["track"], row["period_start"]] = row
    rows = []
    for (level, scope, start, end), track in product(rounds(facts), TRACKS):
        row = found.get((level, scope, track, str(start)))
        due_on = end + timedelta(days=1)
        rows.append(
            {
                "level": level,
                "scope": scope,
                "track": track,
                "period_start": str(start),
                "period_end": str(end),
                "due_on": str(due_on),
                **round_status(row, due_on, facts.as_of),
            }
        )
    order = ("level", "scope", "track", "period_start")
    return sorted(rows, key=lambda row: [row[name] for name in order]), None


def round_status(row, due_on, as_of):
    held_on = by(row["held_on"], as_of) if row else None
    if held_on:
        score = int(row["score"]) if row["score"] else None
        return {"held_on": str(held_on), "status": "held", "score": score}
    if row and row["status"] == "draft":
        status = "draft"
    else:
        status = "missing" if as_of >= due_on else "open"
    return {"held_on": None, "status": status, "score": None}


def monitoring(facts):
    """What is evaluated, without the texts of terms and criteria."""
    levels = ("central", "promoter", "province")
    rows = [
        {"kind": "bimonthly", "level": level, "track": track}
        for level, track in product(levels, TRACKS)
    ]
    others = [{"kind": kind, "level": "promoter", "track": None} for kind in ("final", "six_month")]
    return rows + others, None
