"""What someone knows who has the tables of the answer to question 479, from whichever file."""

import io
from itertools import pairwise

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.reporting.attacker import Attacker

CHAIN = ("submitted", "approved", "started", "ended")
SPLIT = ("work", "internship", "training", "other", "none", "pending")
PROJECTS = (*CHAIN, "active")
OUTFLOW = ("ended", *SPLIT, "sustainable_work", "in_observation")
HIDDEN = "-"


def of_json(document):
    """The tables of the JSON of an answer, per report."""
    answers = [answer for part in document["parts"] for answer in part["answers"]]
    return {report["code"]: report for answer in answers for report in answer["reports"]}


def of_xlsx(content):
    book = load_workbook(io.BytesIO(content))
    return _of_sheets({page.title: list(page.iter_rows(values_only=True)) for page in book})


def of_ods(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = book.sheet_names
    return _of_sheets({name: book.get_sheet_by_name(name).to_python() for name in names})


def _of_sheets(sheets):
    """The tables of a workbook: a sheet per report with its total last, and its definition."""
    found = {}
    for title, (names, *lines) in sheets.items():
        number, _space, code = title.partition(" ")
        if not code.startswith("definitie"):
            rows = [_row(names, line) for line in lines]
            has_total = bool(lines) and lines[-1][0] == "total"
            total = rows.pop() | _others(sheets[f"{number} definitie"]) if has_total else None
            found[code] = {"rows": rows, "total": total}
    return found


def _row(names, line):
    return {name: _plain(value) for name, value in zip(names, line, strict=False)}


def _others(lines):
    return {line[0]: _plain(line[1]) for line in lines}


def _plain(value):
    """A workbook has no null: an empty cell, a dash for what is hidden, and floats in an ODS."""
    if value in {HIDDEN, ""}:
        return None
    return int(value) if isinstance(value, float) and value.is_integer() else value


def counts_of(tables):
    """(name, value or None) of every count: names say what is counted, so that the same count in
    two tables is one."""
    for code, measures in (("projects", PROJECTS), ("outflow", OUTFLOW)):
        for row in tables[code]["rows"]:
            yield from (((measure, row["project"]), row[measure]) for measure in measures)
        total = tables[code]["total"]
        yield from (((measure, None), total[measure]) for measure in measures)
    yield from _nationalities(tables["benefit-nationality"])
    for row in tables["languages"]["rows"]:
        yield ("matches", row["language"]), row["matches"]
    yield ("matches", None), tables["languages"]["total"]["matches"]
    yield ("matches", "without"), tables["languages"]["total"]["without_dutch"]
    for row in tables["criteria"]["rows"]:
        yield decided(row), row["count"]
    yield ("derogations", None), tables["criteria"]["rows"][0]["derogations"]
    yield ("decided", None), tables["criteria"]["total"]["count"]


def _nationalities(table):
    for row in table["rows"]:
        at = row["project"], row["nationality"]
        yield ("submitted", *at), row["entered"]
        yield ("benefit_entitled", *at), row["benefit_entitled"]
    yield ("submitted", None), table["total"]["entered"]
    yield ("benefit_entitled", None), table["total"]["benefit_entitled"]


def decided(row):
    return ("approved", None) if row["outcome"] == "approved" else ("rejected", row["reason"])


def informed(tables):
    """The attacker with every table, and the equations of domain.md 8."""
    attacker = Attacker()
    for name, value in counts_of(tables):
        attacker.reads(name, value)
    projects = [row["project"] for row in tables["projects"]["rows"]]
    _knows_projects(attacker, projects)
    _knows_nationalities(attacker, projects, tables["benefit-nationality"]["rows"])
    for row in tables["languages"]["rows"]:
        attacker.holds(("matches", None), ("matches", row["language"]))
    attacker.adds_up(("matches", None), [("matches", "nl"), ("matches", "without")])
    attacker.adds_up(("decided", None), [decided(row) for row in tables["criteria"]["rows"]])
    attacker.holds(("approved", None), ("derogations", None))
    return attacker


def _knows_projects(attacker, projects):
    for measure in {*PROJECTS, *OUTFLOW}:
        attacker.adds_up((measure, None), [(measure, project) for project in projects])
    for place in (*projects, None):
        for whole, part in pairwise(CHAIN):
            attacker.holds((whole, place), (part, place))
        attacker.adds_up(("started", place), [("active", place), ("ended", place)])
        attacker.adds_up(("ended", place), [(result, place) for result in SPLIT])
        for part in ("work", "sustainable_work", "in_observation"):
            attacker.holds(("ended", place), (part, place))
        attacker.holds(("work", place), ("sustainable_work", place))


def _knows_nationalities(attacker, projects, rows):
    at = [(row["project"], row["nationality"]) for row in rows]
    for measure in ("submitted", "benefit_entitled"):
        cells = [(measure, *place) for place in at]
        attacker.adds_up((measure, None), cells)
        for project in projects:
            attacker.adds_up((measure, project), [cell for cell in cells if cell[1] == project])
    for place in at:
        attacker.holds(("submitted", *place), ("benefit_entitled", *place))
    attacker.holds(("submitted", None), ("benefit_entitled", None))
