"""Every change to mentors, duos, contacts and proposals: who may, by which rules, at once, on
the record.

All take the acting user as `by`. They raise PermissionDenied, `m2w.refusals.Refused` when a rule
forbids it now, and ValidationError for a value that no field would take.
"""

from matching.services.contacts import (
    FaultyLines,
    amend_contact,
    delete_contact,
    note_contact,
    note_contacts,
)
from matching.services.duos import (
    arrange_match,
    change_coach,
    end_match,
    extend_match,
    pause_match,
    resume_match,
    start_match,
)
from matching.services.fees import add_fees, change_fee, claim_fees, remove_fee, unclaim_fee
from matching.services.interests import (
    discard_interest,
    note_interview,
    show_interest,
    withdraw_links,
)
from matching.services.mentors import (
    correct_mentor,
    pause_mentor,
    register_mentor,
    resume_mentor,
)
from matching.services.proposals import (
    accept_pairs,
    choose_mentor,
    lock_pair,
    make_proposal,
    run_again,
    unlock_pair,
)
from matching.services.questionnaires import answer_survey, invite, key_in
from matching.services.reminders import pause_reminders, resume_reminders
from matching.services.reports import (
    decide_meeting,
    note_called,
    report_meeting,
    withdraw_meeting_link,
)
from matching.services.trainings import add_training, remove_training
from matching.services.vetoes import veto_pair
from matching.services.weights import weigh_parts

__all__ = [
    "FaultyLines",
    "accept_pairs",
    "add_fees",
    "add_training",
    "amend_contact",
    "answer_survey",
    "arrange_match",
    "change_coach",
    "change_fee",
    "choose_mentor",
    "claim_fees",
    "correct_mentor",
    "decide_meeting",
    "delete_contact",
    "discard_interest",
    "end_match",
    "extend_match",
    "invite",
    "key_in",
    "lock_pair",
    "make_proposal",
    "note_called",
    "note_contact",
    "note_contacts",
    "note_interview",
    "pause_match",
    "pause_mentor",
    "pause_reminders",
    "register_mentor",
    "remove_fee",
    "remove_training",
    "report_meeting",
    "resume_match",
    "resume_mentor",
    "resume_reminders",
    "run_again",
    "show_interest",
    "start_match",
    "unclaim_fee",
    "unlock_pair",
    "veto_pair",
    "weigh_parts",
    "withdraw_links",
    "withdraw_meeting_link",
]
