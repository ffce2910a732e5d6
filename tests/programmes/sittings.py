"""The rounds of the cast: Core's project runs from 2020 to 2022, today is 1 April 2022."""

from datetime import date

from programmes import services
from programmes.choices import EvaluationKind, Level, Track
from programmes.evaluating import Judged
from programmes.evaluation_rounds import Scope, require_round
from programmes.models import Evaluation
from programmes.sheets import criteria_of
from tests.cast import CORE, play, project_of

PERIOD = date(2022, 1, 1)
NEXT_PERIOD = date(2022, 3, 1)
FIGURES = {"as_of": "2022-02-28", "columns": [], "rows": []}


def project_round(start=PERIOD, kind=EvaluationKind.BIMONTHLY, code=CORE):
    return require_round(kind, Scope(Level.PROMOTER, project=project_of(code)), start)


def province_round(start=PERIOD, code="10000"):
    project_of()
    return require_round(EvaluationKind.BIMONTHLY, Scope(Level.PROVINCE, province=code), start)


def central_round(start=PERIOD):
    call = project_of().lot.call
    return require_round(EvaluationKind.BIMONTHLY, Scope(Level.CENTRAL, call=call), start)


def of_project(kind, code=CORE):
    """The six-month or final evaluation of a project."""
    return project_round(project_of(code).starts_on, kind, code)


def begun(track=Track.OPERATIONAL, by="frank", on_round=None) -> Evaluation:
    return services.begin_sheet(on_round or project_round(), track, by=play(by))


def scored(sheet, each=3, by="frank", **values) -> Evaluation:
    """The sheet with the same score for every criterion."""
    scores = [Judged(criterion.code, each) for criterion in criteria_of(sheet)]
    values = {"scores": scores, **values}
    return services.write_sheet(sheet, values, by=play(by), version=sheet.version)


def final(track=Track.OPERATIONAL, by="frank", on_round=None, **values) -> Evaluation:
    sheet = scored(begun(track, by, on_round), by=by, **values)
    held_on = date(2022, 3, 10)
    return services.finalise_sheet(sheet, by=play(by), held_on=held_on, figures=FIGURES)
