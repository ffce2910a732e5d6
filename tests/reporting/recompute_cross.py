"""The cross table: one measure over two dimensions."""

from collections import Counter, defaultdict

AGE_BANDS = ((0, 14), (15, 19), (20, 24), (25, 34), (35, 44), (45, 54))
GROUPS = {
    "eu14": "BE DK DE FI FR GR IE IT LU NL AT PT ES SE",
    "eu13": "BG HR CY CZ EE HU LV LT MT PL RO SK SI",
    "efta_uk": "IS LI NO CH GB",
    "rest_europe": "AL AD AX BA BY FO GG GI IM JE MC MD ME MK RS RU SJ SM UA VA XK",
    "other": "stateless unknown",
}


def cross(facts):
    across, down, measure = (facts.axes[name] for name in ("columns", "rows", "measure"))
    cells = defaultdict(Counter)
    for enrolment in facts.enrolments:
        on = enrolment.get(measure)
        if on:
            cells[dimension(enrolment, down, on)][dimension(enrolment, across, on)] += 1
    codes = sorted({code for counts in cells.values() for code in counts})
    rows = [
        {down: code, "cells": {c: counts[c] for c in codes}, "total": counts.total()}
        for code, counts in sorted(cells.items())
    ]
    totals = {code: sum(row["cells"][code] for row in rows) for code in codes}
    return rows, {"cells": totals, "total": sum(totals.values())}


def dimension(enrolment, name, on):
    """The code under which an enrolment counts, given the day of the measure."""
    project = enrolment["project"]
    derived = {
        "call": project["call"]["code"],
        "lot": project["lot"],
        "promoter": project["promoter"],
        "project": project["code"],
        "nationality_group": group_of(enrolment["nationality"]),
        "age_band": age_band(int(enrolment["age"])),
        "year": str(on.year),
        "quarter": f"{on.year}-Q{(on.month + 2) // 3}",
    }
    return derived.get(name) or enrolment[name]


def group_of(nationality):
    for group, members in GROUPS.items():
        if nationality in members.split():
            return group
    return "other_continents"


def age_band(years):
    for youngest, oldest in AGE_BANDS:
        if youngest <= years <= oldest:
            return f"{youngest}-{oldest}"
    return "55+"
