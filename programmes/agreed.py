"""What was agreed in a scope and stands on the list of one of its rounds."""

from datetime import date

from m2w import periods
from programmes.choices import EvaluationKind
from programmes.evaluating import comes_back
from programmes.evaluation_rounds import Round, Scope, find_round, rounds_of
from programmes.models import AgreedAction

Dues = dict[tuple[str, date], date]


def actions_of(on_round: Round) -> list[AgreedAction]:
    """The actions of a round: first those of earlier ones that come back, then its own."""
    dues = dues_of(on_round.scope)
    earlier, own = [], []
    for action in agreed_in(on_round.scope):
        meeting = action.meeting
        made_due = dues.get((meeting.kind, meeting.period_start), meeting.period_start)
        if is_of(action, on_round):
            own.append(action)
        elif comes_back(made_due, action.done_on, on_round.due_on, on_round.period.start):
            earlier.append((made_due, action))
    return [action for _due, action in sorted(earlier, key=lambda pair: pair[0])] + own


def is_of(action: AgreedAction, on_round: Round) -> bool:
    """Whether an action of the scope was agreed in this round itself."""
    meeting = action.meeting
    return (meeting.kind, meeting.period_start) == (on_round.kind, on_round.period.start)


def agreed_in(scope: Scope) -> list[AgreedAction]:
    """Every action of a scope, by the day it is due."""
    of_scope = {f"meeting__{name}": value for name, value in scope.fields.items()}
    rows = AgreedAction.objects.filter(**of_scope)
    return list(rows.select_related("meeting", "owner__user"))


def known_by(scope: Scope, on: date) -> list[AgreedAction]:
    """What was agreed in meetings up to and including a day."""
    return [
        action
        for action in agreed_in(scope)
        if (action.meeting.held_on or action.meeting.period_start) <= on
    ]


def open_actions(scope: Scope) -> list[AgreedAction]:
    """What is still to be done, by the day it is due."""
    return [action for action in agreed_in(scope) if action.done_on is None]


def dues_of(scope: Scope) -> Dues:
    """When each round of a scope is due, by its kind and first day."""
    on = periods.today()
    dues: Dues = {
        (EvaluationKind.BIMONTHLY.value, period.start): period.end or period.start
        for period in rounds_of(scope, on)
    }
    if scope.project:
        start = scope.project.starts_on
        for kind in (EvaluationKind.SIX_MONTH.value, EvaluationKind.FINAL.value):
            found = find_round(kind, scope, start, on)
            dues |= {(kind, start): found.due_on} if found else {}
    return dues
