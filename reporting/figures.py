"""Figures inside the text of an answer: each a phrase computed from the table it stands by.

The text of a sub-question is data and names figures in braces. Written answers are in Dutch,
the language of the Flemish Parliament, so these phrases are not translated.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from string import Formatter

from m2w import notation
from programmes.choices import Decision
from reporting.explanations import sentences
from reporting.selection import Selection
from reporting.spending import spending
from reporting.tables import CENT, Shown, rounded

Phrases = dict[str, str]
HIDDEN = "een niet getoond aantal"
WORDS = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer: plain text, a figure that opens its report, or the name of one that
    nobody computes."""

    text: str
    is_figure: bool = False
    is_unknown: bool = False


def compose(text: str, phrases: Phrases) -> list[Piece]:
    """The text with its figures filled in."""
    pieces = []
    for literal, name, _spec, _conversion in Formatter().parse(text):
        if literal:
            pieces.append(Piece(literal))
        if name in phrases:
            pieces.append(Piece(phrases[name], is_figure=True))
        elif name:
            pieces.append(Piece(f"{{{name}}}", is_unknown=True))
    return [piece for piece in pieces if piece.text]


def phrases(selection: Selection, table: Shown) -> Phrases:
    """The figures that the text beside this table may name."""
    find = PHRASES.get(table.code)
    found = find(selection, table) if find else {}
    return {**as_of(table.as_of), **found}


def as_of(day: date) -> Phrases:
    """The figure that every text may name."""
    return {"as_of": notation.day(day)}


def counted(n: int | None, one: str, many: str) -> str:
    """`één project`, `twaalf` written as 12: words up to ten, figures above; `een niet getoond
    aantal projecten` for what is hidden."""
    if n is None:
        return f"{HIDDEN} {many}"
    return f"{WORDS[n] if n < len(WORDS) else notation.number(n)} {one if n == 1 else many}"


def number(n: int | None) -> str:
    return HIDDEN if n is None else notation.number(n)


def listed(names: list[str]) -> str:
    """`A`, `A en B`, `A, B en C`."""
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _number(table: Shown, *names: str) -> Phrases:
    total = table.total or {}
    return {name: number(total[name]) for name in names}


def _projects(selection: Selection, table: Shown) -> Phrases:
    n = len(table.rows)
    if not n:
        return {"overview": "waren er nog geen projecten"}
    promoters = len({row["promoter"] for row in table.rows})
    verb = "was er" if n == 1 else "waren er"
    total = table.total or {}
    submitted, started = total["submitted"], total["started"]
    return {
        "overview": f"{verb} {counted(n, 'project', 'projecten')}"
        f" van {counted(promoters, 'promotor', 'promotoren')},"
        f" met samen {counted(total['target_mentees'], 'mentee', 'mentees')} als doel;"
        f" er {_became(submitted)} {counted(submitted, 'mentee', 'mentees')} ingediend en"
        f" {counted(started, 'begeleiding is gestart', 'begeleidingen zijn gestart')}"
    }


def _became(n: int | None) -> str:
    return "werd" if n == 1 else "werden"


def _budget(selection: Selection, table: Shown) -> Phrases:
    total = table.total or {}
    calls = [f"oproep {call.reference}" for call in selection.calls]
    share = Fraction(total["granted"]) * 100 / Fraction(total["budget"] or 1)
    return {
        "calls": listed(calls) or "de oproepen",
        "budget": notation.euro(total["budget"]),
        "granted": notation.euro(total["granted"]),
        "not_granted": notation.euro(total["not_granted"]),
        "granted_pct": f"{notation.percent(total['granted_pct'] or Decimal(0))}"
        f" ({notation.percent(rounded(share, CENT), 2)})",
        "signals": " ".join([_signals(table), *_why(selection, table)]),
    }


def _why(selection: Selection, table: Shown) -> list[str]:
    """What explains it, over the projects that are not on track."""
    off = [row["project"] for row in table.rows if row["signal"] in {"under", "over"}]
    spent = spending(selection) if off else {}
    return [one.text for one in sentences({code: spent[code] for code in off})]


def _signals(table: Shown) -> str:
    """Is there over- or under-use, judged over what is due?"""
    found = Counter(row["signal"] for row in table.rows if row["signal"])
    if not found:
        return "Er zijn nog geen kosten die al gedeclareerd moesten zijn."
    said = [
        f"bij {counted(found[signal], 'project', 'projecten')} {words}"
        for signal, words in (
            ("under", "onderbenutting"),
            ("on_track", "een gebruik op schema"),
            ("over", "overbenutting"),
        )
        if found[signal]
    ]
    return f"Beoordeeld over de kosten die al gedeclareerd moesten zijn, is er {listed(said)}."


def _languages(selection: Selection, table: Shown) -> Phrases:
    total = table.total or {}
    matches, without = total["matches"], total["without_dutch"]
    if matches == 0:
        return {"matches": "startte er nog geen duo"}
    started = "startte" if matches == 1 else "startten"
    without_dutch = (
        "alle duo’s delen ook het Nederlands"
        if without == 0
        else f"in {counted(without, 'duo', 'duo’s')} is Nederlands geen gemeenschappelijke taal"
    )
    return {"matches": f"{started} er {counted(matches, 'duo', 'duo’s')}; {without_dutch}"}


def _extensions(selection: Selection, table: Shown) -> Phrases:
    promoters = {project.code: project.promoter.name for project in selection.projects}
    whose = [promoters[row["project"]] for row in table.rows]
    if not whose:
        return {"extended": "werd geen enkel project verlengd"}
    if len(whose) == 1:
        return {"extended": f"werd enkel het project van {whose[0]} verlengd"}
    return {
        "extended": f"werden {counted(len(whose), '', 'projecten')} verlengd:"
        f" die van {listed(sorted(set(whose)))}"
    }


def _outflow(selection: Selection, table: Shown) -> Phrases:
    total = table.total or {}
    return {
        "ended": f"{'eindigde' if total['ended'] == 1 else 'eindigden'}"
        f" {counted(total['ended'], 'begeleiding', 'begeleidingen')}",
        "work": _with_share(total["work"], total["work_pct"]),
        "sustainable_work": _with_share(total["sustainable_work"], total["sustainable_pct"]),
        "in_observation": counted(total["in_observation"], "begeleiding", "begeleidingen")
        if total["in_observation"] != 0
        else "geen enkele begeleiding",
    }


def _with_share(n: int | None, share: Decimal | None) -> str:
    return number(n) + (f" ({notation.percent(share)})" if share is not None else "")


def _benefit(selection: Selection, table: Shown) -> Phrases:
    total = table.total or {}
    entered, entitled = total["entered"], total["benefit_entitled"]
    if entered == 0:
        return {"entered": "stroomde nog niemand in"}
    verb = "stroomde" if entered == 1 else "stroomden"
    return {
        "entered": f"{verb} {counted(entered, 'mentee', 'mentees')} in, van wie"
        f" {number(entitled)} uitkeringsgerechtigd"
    }


def _criteria(selection: Selection, table: Shown) -> Phrases:
    total = table.total or {}
    (approved,) = (row["count"] for row in table.rows if row["outcome"] == Decision.APPROVED)
    return {
        "approved": counted(approved, "aanmelding", "aanmeldingen"),
        "derogations": number(total["derogations"]),
        "rejected": counted(_rejected(table), "aanmelding", "aanmeldingen"),
    }


def _rejected(table: Shown) -> int | None:
    """All refusals together, as far as the reasons shown add up to them."""
    refused = [row["count"] for row in table.rows if row["outcome"] == Decision.REJECTED]
    if None not in refused:
        return sum(refused)
    (approved,) = (row["count"] for row in table.rows if row["outcome"] == Decision.APPROVED)
    decided = (table.total or {})["count"]
    return None if None in {approved, decided} else decided - approved


def _six_month(selection: Selection, table: Shown) -> Phrases:
    status = Counter(row["status"] for row in table.rows)
    held, late = status["held"], status["late"]
    return {
        "six_month_held": f"{_became(held)}"
        f" {counted(held, 'project', 'projecten')} na zes maanden geëvalueerd",
        "six_month_late": f"{counted(late, 'evaluatie is', 'evaluaties zijn')} te laat",
    }


def _bimonthly(selection: Selection, table: Shown) -> Phrases:
    status = Counter(row["status"] for row in table.rows)
    return {
        "rounds_started": notation.number(len(table.rows)),
        "rounds_held": notation.number(status["held"]),
        "rounds_missing": notation.number(status["missing"]),
    }


def _appraisal(selection: Selection, table: Shown) -> Phrases:
    return {
        "appraisal_due": notation.number(sum(row["rounds_due"] for row in table.rows)),
        "appraisal_held": notation.number(sum(row["rounds_held"] for row in table.rows)),
    }


def _monitoring(selection: Selection, table: Shown) -> Phrases:
    day = notation.day(table.as_of)
    return {
        "criteria": f"De criteria die op {day} van kracht waren, staan in de tabel"
        if table.rows
        else f"Op {day} waren er nog geen criteria van kracht"
    }


PHRASES: dict[str, Callable[[Selection, Shown], Phrases]] = {
    "projects": _projects,
    "monitoring": _monitoring,
    "budget": _budget,
    "languages": _languages,
    "extensions": _extensions,
    "outflow": _outflow,
    "benefit-nationality": _benefit,
    "criteria": _criteria,
    "six-month-evaluations": _six_month,
    "bimonthly-evaluations": _bimonthly,
    "appraisal": _appraisal,
}
