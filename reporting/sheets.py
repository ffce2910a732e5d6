"""Making a sheet final with the figures of its round: what spans figures and evaluations."""

from datetime import date

from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from programmes import services
from programmes.access import COUNTS_PEOPLE
from programmes.evaluation_rounds import Round, round_of
from programmes.models import Evaluation
from reporting.period_figures import OF_TRACK, PeriodFigures, figures_of, kept_figures


def finalise_sheet(sheet: Evaluation, *, by: User, held_on: date | None = None) -> Evaluation:
    """Make a draft final; it keeps the figures of its round as they are today.

    Raises what `programmes.services.finalise_sheet` raises.
    """
    figures = figures_of_track(round_of(sheet), sheet.track)
    kept = figures.as_json() if figures else {}
    return services.finalise_sheet(sheet, by=by, held_on=held_on, figures=kept)


def figures_of_track(on_round: Round, track: str) -> PeriodFigures | None:
    """What a track talks about; None before the period begins."""
    figures = figures_of(on_round)
    return figures.only(OF_TRACK[track]) if figures else None


def figures_beside(sheet: Evaluation, on_round: Round, reader: User) -> PeriodFigures | None:
    """The figures beside a sheet, for who may read counts of persons: those it keeps once it is
    final, and until then those of today."""
    if not acts_as(reader, COUNTS_PEOPLE):
        return None
    if sheet.held_on and sheet.figures:
        return kept_figures(sheet.figures)
    return figures_of_track(on_round, sheet.track)
