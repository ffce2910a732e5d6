"""Every change to an enrolment: who may, under which rules, in one transaction, on the record.

All take the acting user as `by`. They raise PermissionDenied, `m2w.refusals.Refused` when a rule
forbids it now, and ValidationError for a value that no field would take.
"""

from programmes.services.assignment import put_back, take_up
from programmes.services.coaches import assign_coach
from programmes.services.decisions import answer, approve, reject, request_info
from programmes.services.definitions import redefine_outflow
from programmes.services.drafts import create_draft, delete_draft, enrol_again, submit
from programmes.services.endings import end, start, withdraw
from programmes.services.facts import correct_facts
from programmes.services.follow_up import mark_copied, screen_again
from programmes.services.outcomes import record_outcome, verify_outcome
from programmes.services.referrals import accept_referral, decline_referral, plan_intake, refer

__all__ = [
    "accept_referral",
    "answer",
    "approve",
    "assign_coach",
    "correct_facts",
    "create_draft",
    "decline_referral",
    "delete_draft",
    "end",
    "enrol_again",
    "mark_copied",
    "plan_intake",
    "put_back",
    "record_outcome",
    "redefine_outflow",
    "refer",
    "reject",
    "request_info",
    "screen_again",
    "start",
    "submit",
    "take_up",
    "verify_outcome",
    "withdraw",
]
