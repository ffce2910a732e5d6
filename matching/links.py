"""Where someone does what they may do now with a duo, or starts one."""

from typing import Any

from django.urls import reverse

from m2w.accounts.acting import acts_as
from m2w.details import StepLink
from m2w.workflow import in_reach
from matching.access import MATCH_EDITORS
from matching.acts import ACTS
from matching.models import Match
from programmes.models import Enrolment

# The act that cannot be undone.
END = "end"


def waits_for_mentor(enrolment: Enrolment) -> bool:
    """Approved, or started and without a mentor now."""
    return enrolment.is_under_way and not enrolment.matches.filter(ended_on=None).exists()


def start_url(enrolment: Enrolment, user: Any) -> str:
    """Where this user starts a duo for an enrolment; empty when they cannot now."""
    may = acts_as(user, MATCH_EDITORS) and waits_for_mentor(enrolment)
    return reverse("match_start", args=[enrolment.pk]) if may and in_reach(enrolment, user) else ""


def act_links(match: Match, user: Any) -> list[StepLink]:
    """Exactly the acts that the table allows this user now."""
    return [
        StepLink(
            str(act.label).capitalize(),
            reverse(f"match_{act.name}", args=[match.pk]),
            act.name == END,
        )
        for act in ACTS.available(match, user)
    ]
