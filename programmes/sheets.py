"""What stands on a sheet: its criteria, what it says of each, and what it still lacks."""

from programmes.evaluating import Judged, Lack, Written, lacks
from programmes.evaluation_rounds import round_of
from programmes.models import Evaluation, EvaluationCriterion


def criteria_of(sheet: Evaluation) -> list[EvaluationCriterion]:
    """The criteria of a sheet: those it was begun with; of a draft without any yet, those of its
    track in force on the last day of its period. A final sheet that was loaded has none."""
    lines = [line.criterion for line in sheet.scores.select_related("criterion")]
    if lines or sheet.held_on:
        return lines
    in_force = EvaluationCriterion.objects.in_force(round_of(sheet).last_day)
    return list(in_force.filter(track=sheet.track) if sheet.track else in_force)


def judged(sheet: Evaluation) -> list[Judged]:
    """What a sheet says of each of its criteria."""
    lines = {line.criterion_id: line for line in sheet.scores.all()}
    return [
        Judged(criterion.code, lines[criterion.pk].score, lines[criterion.pk].comment)
        if criterion.pk in lines
        else Judged(criterion.code)
        for criterion in criteria_of(sheet)
    ]


def written(sheet: Evaluation) -> Written:
    """What a draft says."""
    return Written(
        sheet.kind,
        judged(sheet),
        sheet.draft_score,
        sheet.score_reason,
        sheet.draft_verdict,
        sheet.conclusion,
    )


def lacks_of(sheet: Evaluation) -> list[Lack]:
    """What keeps a draft from being final."""
    return list(lacks(written(sheet)))
