"""What can be done with a duo, as a table: the one place that knows who may do what, and when."""

from django.utils.translation import gettext_lazy as _

from m2w.workflow import SAME, Transition, Workflow
from matching.access import MATCH_EDITORS
from matching.choices import MatchState

WHO = frozenset(MATCH_EDITORS)
RUNNING = (MatchState.RUNNING,)
PAUSED = (MatchState.PAUSED,)
OPEN = RUNNING + PAUSED

ACTS = Workflow(
    Transition("arrange", _("afspraken noteren"), OPEN, SAME, WHO, "match.arranged"),
    Transition("extend", _("verlengen"), OPEN, SAME, WHO, "match.extended"),
    Transition("pause", _("pauzeren"), RUNNING, MatchState.PAUSED, WHO, "match.paused"),
    Transition("resume", _("hervatten"), PAUSED, MatchState.RUNNING, WHO, "match.resumed"),
    Transition("change_coach", _("coach wijzigen"), OPEN, SAME, WHO, "match.coach_changed"),
    Transition("end", _("duo beëindigen"), OPEN, MatchState.ENDED, WHO, "match.ended"),
)
