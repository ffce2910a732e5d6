"""All reports recomputed from the CSV files of a package: plain loops, none of the product.

`recompute(directory, code, as_of, **filters)` gives rows and total as in the JSON of a report.
Left out are columns that no file decides: the explanation of a budget, the conclusion of an
appraisal, and the texts of monitoring. Amounts are texts, percentages and medians floats.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from statistics import median

from tests.reporting import plain
from tests.reporting.plain import by, items, money, percentage
from tests.reporting.recompute_cross import cross
from tests.reporting.recompute_evaluations import (
    bimonthly_evaluations,
    due_status,
    held,
    monitoring,
    six_month_evaluations,
)
from tests.reporting.recompute_facts import Facts, selected_calls

COUNTS = ("submitted", "approved", "started", "active", "ended")
EMPLOYED = {"open_ended", "fixed_term", "temp_agency"}
OUTFLOW = ("work", "internship", "training", "other", "none", "pending")


def recompute(directory, code, as_of, **filters):
    """Rows and total of a report. Filters: call, project, province; for cross rows, columns
    and measure."""
    facts = Facts(plain.read_package(directory), as_of, **filters)
    rows, total = REPORTS[code](facts)
    return {"rows": rows, "total": total}


def counted(enrolments, names):
    return {name: sum(1 for row in enrolments if row[name]) for name in names}


def summed(rows, names):
    return {name: sum(row[name] for row in rows) for name in names}


def summed_money(rows, names):
    return {name: money(sum((Decimal(row[name]) for row in rows), Decimal(0))) for name in names}


def projects(facts):
    rows = [
        {
            "project": project["code"],
            "name": project["name"],
            "promoter": project["promoter"],
            "lot": project["lot"],
            "provinces": project["provinces"],
            "subgroups": items(project["lot_row"].get("subgroups")),
            "starts_on": project["starts_on"],
            "ends_on": str(project["last_day"]),
            "target_mentees": int(project["target_mentees"]),
            **counted(facts.of(project), COUNTS),
            "granted": money(facts.granted(project)),
        }
        for project in facts.projects
    ]
    return rows, summed(rows, ("target_mentees", *COUNTS)) | summed_money(rows, ["granted"])


def budget(facts):
    rows = [budget_row(facts, project) for project in facts.projects]
    amounts = summed_money(rows, ("granted", "declared", "accepted", "settled"))
    calls = [facts.calls[facts.call]] if facts.call else selected_calls(facts)
    whole = sum((Decimal(call["budget"]) for call in calls), Decimal(0))
    total = {
        "call": calls[0]["code"] if len(calls) == 1 else None,
        "budget": money(whole),
        "granted_pct": percentage(amounts["granted"], whole),
        "not_granted": money(whole - Decimal(amounts["granted"])),
    }
    return rows, total | amounts


def budget_row(facts, project):
    first, last = project["first_day"], project["last_day"]
    granted, term = facts.granted(project), plain.days_between(first, last)
    elapsed = plain.days_between(first, min(last, facts.as_of))
    due_until = judged_until(first, last, facts.as_of)
    use = use_of(facts, project)
    return {
        "project": project["code"],
        "granted": money(granted),
        "expected": money(granted * elapsed / term),
        "declared": money(facts.amount("claims", project, "declared_on", "amount_declared")),
        "accepted": money(facts.amount("claims", project, "controlled_on", "amount_accepted")),
        "settled": money(facts.amount("settlements", project, "settled_on")),
        "paid": money(facts.amount("payments", project, "paid_on", minus="recovery")),
        "due_until": str(due_until) if due_until else None,
        "use_pct": percentage(*use) if use else None,
        "signal": signal(*use) if use else None,
    }


def judged_until(first, last, as_of):
    """The latest day up to which costs had to be declared, or None."""
    ends = [date(year, 12, 31) for year in range(first.year - 1, last.year + 1)]
    due = [end for end in ends if end <= last and as_of >= date(end.year + 1, 3, 31)]
    if as_of >= plain.add_months(last, 3):
        due.append(last)
    return max(due) if due and max(due) >= first else None


def use_of(facts, project):
    """What was declared for the years that are due, and the part of the grant for those days."""
    first, last = project["first_day"], project["last_day"]
    until, granted = judged_until(first, last, facts.as_of), facts.granted(project)
    if until is None or granted == 0:
        return None
    declared = sum(
        (
            Decimal(row["amount_declared"])
            for row in facts.rows_of("claims", project)
            if int(row["year"]) <= until.year and by(row["declared_on"], facts.as_of)
        ),
        Decimal(0),
    )
    part = plain.days_between(first, until)
    return declared * plain.days_between(first, last), granted * part


def signal(declared, due):
    if declared * 10 < due * 9:
        return "under"
    return "over" if declared * 10 > due * 11 else "on_track"


def extensions(facts):
    rows = []
    for project in facts.projects:
        for row in facts.rows_of("extensions", project):
            if by(row["decided_on"], facts.as_of):
                amount = sum(
                    (
                        Decimal(grant["amount"])
                        for grant in facts.rows_of("grants", project)
                        if grant["kind"] == "extension" and by(grant["decided_on"], facts.as_of)
                    ),
                    Decimal(0),
                )
                rows.append(
                    {
                        "project": project["code"],
                        "promoter": project["promoter"],
                        "decided_on": row["decided_on"],
                        "months": int(row["months"]),
                        "ends_on": str(project["last_day"]),
                        "amount": money(amount),
                    }
                )
    return rows, summed_money(rows, ["amount"])


def languages(facts):
    mentees = plain.keyed(facts.package["mentees"])
    mentors = plain.keyed(facts.package["mentors"])
    enrolments = plain.keyed(facts.package["enrolments"])
    selected = {row["code"]: row for row in facts.projects}
    spoken, matches, without_dutch = Counter(), 0, 0
    for match in facts.package["matches"]:
        enrolment = enrolments[match["enrolment"]]
        if enrolment["project"] not in selected or not by(match["started_on"], facts.as_of):
            continue
        call = selected[enrolment["project"]]["call"]
        mentee, mentor = mentees[enrolment["mentee"]], mentors[match["mentor"]]
        shared = plain.shared_languages(mentee, mentor, call)
        spoken.update(shared)
        matches += 1
        without_dutch += "nl" not in shared
    rows = [
        {"language": code, "matches": n, "matches_pct": percentage(n, matches)}
        for code, n in sorted(spoken.items())
    ]
    return rows, {"matches": matches, "without_dutch": without_dutch}


def outflow(facts):
    rows = [
        {"project": project["code"], **outflow_counts(facts.of(project))}
        for project in facts.projects
    ]
    return rows, outflow_counts(facts.enrolments)


def outflow_counts(enrolments):
    counts = counted(enrolments, ("ended", "sustainable_work"))
    results = Counter(row["result"] for row in enrolments)
    return {
        **counts,
        **{name: results[name] for name in OUTFLOW},
        "in_observation": sum(row["observed"] for row in enrolments),
        "work_pct": percentage(results["work"], counts["ended"]),
        "sustainable_pct": percentage(counts["sustainable_work"], counts["ended"]),
    }


def goals(facts):
    """A package carries no questionnaires: nobody was measured."""
    rows = [
        {
            "project": project["code"],
            **dict.fromkeys(["mentors_measured", "mentors_grown"], 0),
            "employers": sum(lasting_hirings(facts, row) for row in facts.of(project)),
            **dict.fromkeys(["employers_measured", "employers_would_again"], 0),
        }
        for project in facts.projects
    ]
    names = [name for name in rows[0] if name != "project"] if rows else []
    return rows, summed(rows, names)


def lasting_hirings(facts, enrolment):
    """Work for an employer that counts and lasted three months by the day."""
    first, horizon = enrolment["first_match"], enrolment.get("horizon_end") or date.max
    return sum(
        plain.counts_as(outcome, first, horizon, facts.as_of)
        and plain.lasted(
            plain.day(outcome["started_on"]),
            plain.by(outcome["ended_on"], facts.as_of),
            3,
            facts.as_of,
        )
        and plain.add_months(plain.day(outcome["started_on"]), 3) <= facts.as_of
        for outcome in facts.outcomes[enrolment["code"]]
        if first and outcome["kind"] in EMPLOYED
    )


def benefit_nationality(facts):
    entered, entitled = Counter(), Counter()
    for row in facts.enrolments:
        if row["submitted"]:
            key = (row["project"]["code"], row["nationality"])
            entered[key] += 1
            entitled[key] += row["benefit"] == "yes"
    rows = [
        {"project": key[0], "nationality": key[1], "entered": n, "benefit_entitled": entitled[key]}
        for key, n in sorted(entered.items())
    ]
    return rows, summed(rows, ("entered", "benefit_entitled"))


def criteria(facts):
    approved = [row for row in facts.enrolments if row["approved"]]
    reasons = Counter(row["reason"] for row in facts.enrolments if row["rejected"])
    rows = [
        {
            "outcome": "approved",
            "reason": None,
            "count": len(approved),
            "derogations": sum(row["derogation"] for row in approved),
        }
    ]
    for reason, n in sorted(reasons.items()):
        rows.append({"outcome": "rejected", "reason": reason, "count": n, "derogations": 0})
    return rows, summed(rows, ("count", "derogations"))


def funnel(facts):
    rows = [
        {"project": project["code"], **funnel_figures(facts.of(project))}
        for project in facts.projects
    ]
    return rows, funnel_figures(facts.enrolments)


def funnel_figures(enrolments):
    names = ("submitted", "approved", "rejected", "withdrawn", "started", "ended")
    to_decision = [
        ((row["approved"] or row["rejected"]) - row["submitted"]).days
        for row in enrolments
        if row["approved"] or row["rejected"]
    ]
    to_match = [(row["started"] - row["approved"]).days for row in enrolments if row["started"]]
    return {
        **counted(enrolments, names),
        "median_days_to_decision": float(median(to_decision)) if to_decision else None,
        "median_days_to_match": float(median(to_match)) if to_match else None,
    }


def appraisal(facts):
    every_round, _ = bimonthly_evaluations(facts)
    rows = []
    for project in facts.projects:
        own = [r for r in every_round if (r["level"], r["scope"]) == ("promoter", project["code"])]
        due = [row for row in own if row["due_on"] <= str(facts.as_of)]
        six_month = held(facts, "six_month", project["code"])
        final = held(facts, "final", project["code"])
        use, outflows = use_of(facts, project), outflow_counts(facts.of(project))
        six_month_due = plain.add_months(project["first_day"], 6)
        final_due = plain.add_months(project["initial_last_day"], -3)
        rows.append(
            {
                "project": project["code"],
                "rounds_due": len(due),
                "rounds_held": sum(row["status"] == "held" for row in due),
                "six_month": due_status(six_month, six_month_due, facts.as_of),
                "final": due_status(final, final_due, facts.as_of),
                "use_pct": percentage(*use) if use else None,
                "sustainable_pct": outflows["sustainable_pct"],
            }
        )
    return rows, None


REPORTS = {
    "projects": projects,
    "budget": budget,
    "monitoring": monitoring,
    "languages": languages,
    "extensions": extensions,
    "outflow": outflow,
    "goals": goals,
    "benefit-nationality": benefit_nationality,
    "criteria": criteria,
    "six-month-evaluations": six_month_evaluations,
    "bimonthly-evaluations": bimonthly_evaluations,
    "appraisal": appraisal,
    "funnel": funnel,
    "cross": cross,
}
