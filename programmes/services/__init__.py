"""Every change to an enrolment: who may, under which rules, in one transaction, on the record.

All take the acting user as `by`. They raise PermissionDenied, `m2w.refusals.Refused` when a rule
forbids it now, and ValidationError for a value that no field would take.
"""

from programmes.services.assignment import put_back, take_up
from programmes.services.call_terms import plan_costs, set_terms
from programmes.services.claim_lines import add_line, change_line, remove_line
from programmes.services.claims import open_claim, remove_claim, submit_claim
from programmes.services.coaches import assign_coach
from programmes.services.control import (
    accept_rest,
    answer_proof,
    ask_proof,
    close_control,
    draw_sample,
    judge_line,
)
from programmes.services.decisions import answer, approve, reject, request_info
from programmes.services.definitions import redefine_outflow
from programmes.services.drafts import create_draft, delete_draft, submit
from programmes.services.endings import end, start, withdraw
from programmes.services.evaluations import (
    begin_sheet,
    comment_sheet,
    finalise_sheet,
    reopen_sheet,
    write_sheet,
)
from programmes.services.extensions import ask_extension, grant_extension, refuse_extension
from programmes.services.facts import correct_facts
from programmes.services.follow_up import mark_copied, screen_again
from programmes.services.grants import confirm_grant, enter_grant, withdraw_grant
from programmes.services.measurements import measure
from programmes.services.meetings import (
    agree_action,
    finish_action,
    hold_meeting,
    plan_meeting,
    write_minutes,
)
from programmes.services.outcomes import (
    correct_outcome,
    record_outcome,
    remove_outcome,
    verify_outcome,
)
from programmes.services.payments import (
    enter_payment,
    make_payment_list,
    pay,
    withdraw_payment,
)
from programmes.services.referrals import accept_referral, decline_referral, plan_intake, refer
from programmes.services.settlements import (
    confirm_correction,
    confirm_settlement,
    enter_correction,
    enter_settlement,
    withdraw_correction,
    withdraw_settlement,
)

__all__ = [
    "accept_referral",
    "accept_rest",
    "add_line",
    "agree_action",
    "answer",
    "answer_proof",
    "approve",
    "ask_extension",
    "ask_proof",
    "assign_coach",
    "begin_sheet",
    "change_line",
    "close_control",
    "comment_sheet",
    "confirm_correction",
    "confirm_grant",
    "confirm_settlement",
    "correct_facts",
    "correct_outcome",
    "create_draft",
    "decline_referral",
    "delete_draft",
    "draw_sample",
    "end",
    "enter_correction",
    "enter_grant",
    "enter_payment",
    "enter_settlement",
    "finalise_sheet",
    "finish_action",
    "grant_extension",
    "hold_meeting",
    "judge_line",
    "make_payment_list",
    "mark_copied",
    "measure",
    "open_claim",
    "pay",
    "plan_costs",
    "plan_intake",
    "plan_meeting",
    "put_back",
    "record_outcome",
    "redefine_outflow",
    "refer",
    "refuse_extension",
    "reject",
    "remove_claim",
    "remove_line",
    "remove_outcome",
    "reopen_sheet",
    "request_info",
    "screen_again",
    "set_terms",
    "start",
    "submit",
    "submit_claim",
    "take_up",
    "verify_outcome",
    "withdraw",
    "withdraw_correction",
    "withdraw_grant",
    "withdraw_payment",
    "withdraw_settlement",
    "write_minutes",
    "write_sheet",
]
