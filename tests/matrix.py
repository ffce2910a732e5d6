"""The access matrix: who should find what at which address, written down from access.md.

`OBJECTS` says of each kind which of the five owners' objects a role finds; a role that is not
named has no right on the kind at all. `PAGES` and `LISTS` tie every address to a kind or to the
roles it is for. `faults` then tries everything and tells what is not as written.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import unified_diff
from urllib.parse import urlencode
from uuid import uuid4
from zlib import crc32

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from m2w.accounts.models import Absence, Invitation
from m2w.accounts.services.keys import issue
from m2w.audit.models import Entry
from m2w.documents import shelf
from m2w.documents.models import Document
from m2w.doors import addresses
from m2w.imports.choices import Stage
from m2w.imports.models import Import
from m2w.outbox.models import Notice
from m2w.periods import add_months
from m2w.privacy.models import ErasureList
from m2w.reference.provinces import LIMBURG
from programmes.choices import CostCategory, PaymentKind
from programmes.models import Extension
from reporting.models import SavedTable
from tests.cast import CORE, STRANGER, organisation, play, project_of
from tests.factories import (
    AgreedActionFactory,
    AnswerTableFactory,
    AttendanceFactory,
    ClaimFactory,
    ClaimLineFactory,
    ContactFactory,
    ContactReportFactory,
    ContributionFactory,
    CostPlanFactory,
    EnrolmentFactory,
    EvaluationFactory,
    ExtensionFactory,
    ExtensionRequestFactory,
    GrantFactory,
    GroupSessionFactory,
    InterestFactory,
    LotFactory,
    MatchFactory,
    MeetingFactory,
    MembershipFactory,
    MentorTrainingFactory,
    OutcomeFactory,
    PaymentFactory,
    PaymentListFactory,
    ProjectFactory,
    ProposalFactory,
    ProposedPairFactory,
    RegistrationFactory,
    ReminderFactory,
    ReminderPauseFactory,
    SettlementCorrectionFactory,
    SettlementFactory,
    VolunteerFeeFactory,
)

OWN, COLLEAGUE, STRANGER_S, FAR = "own", "colleague", "stranger", "far"
OWNERS = (OWN, COLLEAGUE, STRANGER_S, FAR)
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# HEAD is answered by what answers GET, OPTIONS by what knows no objects; nothing takes PUT.
TOLD_BY_OBJECT = ("GET", "POST", "PATCH", "DELETE")

ALL = frozenset(OWNERS)
OF_CORE = frozenset({OWN, COLLEAGUE, FAR})
IN_ANTWERPEN = frozenset({OWN, COLLEAGUE, STRANGER_S})
ONLY_OWN = frozenset({OWN})

CAST = {
    "coordinator": "alice",
    "coach": "carl",
    "counsellor": "vera",
    "follower": "frank",
    "expert": "eva",
    "programme_manager": "max",
    "analyst": "ann",
    "administrator": "ada",
}
EVERYONE = frozenset(CAST)
PROMOTER = frozenset({"coordinator", "coach"})
COUNSELLOR = frozenset({"counsellor"})
CASE = PROMOTER | {"counsellor"}

CASELOAD = {"coordinator": OF_CORE, "coach": ONLY_OWN, "counsellor": IN_ANTWERPEN}
OBJECTS: dict[str, dict[str, frozenset[str]]] = {
    "organisation": dict.fromkeys(PROMOTER, OF_CORE) | dict.fromkeys(EVERYONE - PROMOTER, ALL),
    "call": dict.fromkeys(EVERYONE, ALL),
    "project": {
        "coordinator": OF_CORE,
        "coach": OF_CORE,
        "counsellor": IN_ANTWERPEN,
        "follower": IN_ANTWERPEN,
        "expert": ALL,
        "programme_manager": ALL,
        "analyst": ALL,
    },
    # Saved by a coordinator: other organisations find none of these, and only they change it.
    "saved_table": dict.fromkeys(PROMOTER, OF_CORE)
    | dict.fromkeys(EVERYONE - PROMOTER - {"administrator"}, frozenset()),
    "mentee": CASELOAD,
    "enrolment": CASELOAD,
    "match": CASELOAD,
    "mentor": {"coordinator": OF_CORE, "coach": OF_CORE, "counsellor": IN_ANTWERPEN},
    "mentee_file": {"coordinator": OF_CORE, "coach": ONLY_OWN},
    "mentor_file": {"coordinator": OF_CORE},
    "document": CASELOAD,
    "document_owner": {"coordinator": OF_CORE, "coach": ONLY_OWN},
    "staff": dict.fromkeys(EVERYONE - PROMOTER, frozenset())
    | dict.fromkeys(PROMOTER, OF_CORE)
    | {"administrator": ALL},
    "account": {
        "coordinator": OF_CORE,
        "programme_manager": frozenset(),
        "analyst": frozenset(),
        "administrator": ALL,
    },
}
OBJECTS["decision"] = {"counsellor": IN_ANTWERPEN}
OBJECTS["step"] = {"coordinator": OF_CORE, "coach": ONLY_OWN}
# Of the cast's counsellors' own and the manager's people none is one of the four owners.
OBJECTS["absence"] = dict.fromkeys(["counsellor", "programme_manager"], frozenset())
OBJECTS["absence"] |= {"coordinator": OF_CORE}
OBJECTS["duo"] = OBJECTS["start"] = OBJECTS["step"]
OBJECTS["withdrawal"] = {"coordinator": OF_CORE}
OBJECTS["own_draft"] = {"coordinator": OF_CORE, "coach": ONLY_OWN, "counsellor": IN_ANTWERPEN}
OBJECTS["submission"] = {"coordinator": OF_CORE, "counsellor": IN_ANTWERPEN}
OBJECTS["invitation"] = OBJECTS["account"]
OBJECTS["import"] = {"coordinator": OF_CORE}
OBJECTS["mentor_import"] = OBJECTS["import"]
OBJECTS["mentor_training"] = OBJECTS["mentor_file"]
OBJECTS["interest"] = OBJECTS["mentor_file"]
OBJECTS["training_read"] = dict.fromkeys(PROMOTER, OF_CORE)
OBJECTS["weights"] = {"programme_manager": ALL}
OBJECTS["recruiting"] = {"coordinator": OF_CORE}
OBJECTS["rights"] = {"coordinator": OF_CORE}
# Each reads only what is addressed to them.
OBJECTS["notice"] = dict.fromkeys(EVERYONE, frozenset()) | {"coach": ONLY_OWN}
OBJECTS["key"] = OBJECTS["notice"]
OBJECTS["resting"] = {"coordinator": OF_CORE, "coach": ONLY_OWN}
MONEY_READERS = {
    role: OBJECTS["project"][role]
    for role in OBJECTS["project"]
    if role not in {"coach", "counsellor"}
}
OBJECTS["grant"] = OBJECTS["extension_request"] = {"programme_manager": ALL}
OBJECTS["grant_read"] = MONEY_READERS
OBJECTS["cost_plan"] = {"coordinator": OF_CORE, "programme_manager": ALL}
OBJECTS["planned_costs"] = OBJECTS["cost_plan"]
OBJECTS["lot"] = OBJECTS["call"]
OBJECTS["extension"] = OBJECTS["extension_read"] = MONEY_READERS
OBJECTS["extension_ask"] = {"coordinator": OF_CORE}
OBJECTS["claim"] = OBJECTS["claim_line"] = OBJECTS["claim_year"] = {
    "coordinator": OF_CORE,
    "programme_manager": ALL,
}
OBJECTS["claim_draft"] = OBJECTS["claim_line_draft"] = {"coordinator": OF_CORE}
OBJECTS["claim_line_import"] = OBJECTS["import"]
OBJECTS["erasure"] = {"coordinator": OF_CORE, "administrator": ALL}
OBJECTS["registration"] = OBJECTS["mentee_file"]
OBJECTS["referral"] = OBJECTS["mentee_file"]
OBJECTS["proposal"] = {"coordinator": OF_CORE, "coach": ONLY_OWN}
OBJECTS["proposal_again"] = {"coordinator": OF_CORE}
OBJECTS["mentor_choice"] = {"coordinator": OF_CORE, "coach": OF_CORE}
OBJECTS["evaluation"] = OBJECTS["meeting"] = OBJECTS["project"]
# A bimonthly operational sheet of a project: the follower's to write.
WRITERS_READ = ("follower", "expert", "programme_manager")
OBJECTS["sheet"] = {role: OBJECTS["project"][role] for role in WRITERS_READ}
OBJECTS["action"] = OBJECTS["sheet"]
OBJECTS["met_on"], OBJECTS["action_read"] = OBJECTS["sheet"], OBJECTS["project"]
OBJECTS["commented"] = {"coordinator": OF_CORE}
# Of other kinds of owners they read the documents; of a mentee's nothing is theirs.
OBJECTS["document"] = CASELOAD | dict.fromkeys(WRITERS_READ, frozenset())
OBJECTS["document_owner"] |= dict.fromkeys(WRITERS_READ, frozenset())
OBJECTS["contact"] = OBJECTS["report"] = OBJECTS["attendance"] = OBJECTS["step"]
OBJECTS["met"] = CASELOAD
OBJECTS["session"] = dict.fromkeys(PROMOTER, OF_CORE)
OBJECTS["session_claim"] = {"coordinator": OF_CORE}
OBJECTS["fee"] = OBJECTS["fees_of_project"] = {"coordinator": OF_CORE}
OBJECTS["outcome"] = CASELOAD
OBJECTS["outcome_noted"] = OBJECTS["step"]
OBJECTS["outcome_looked_up"] = OBJECTS["decision"]
OBJECTS["opinions"] = {"coordinator": OF_CORE, "coach": OF_CORE}
# What a step of a registration has beside its page.
STEPPED = ("registration", "registration_save")
OBJECTS["controlled"] = OBJECTS["decided_money"] = {"programme_manager": ALL}
OBJECTS["correction"] = OBJECTS["paid_balance"] = OBJECTS["payment_list"] = OBJECTS["controlled"]
OBJECTS["settled_project"] = OBJECTS["controlled"]
OBJECTS["proved"] = {"coordinator": OF_CORE}
OBJECTS["settlement"] = MONEY_READERS
OBJECTS["payment"] = OBJECTS["letter"] = {"coordinator": OF_CORE, "programme_manager": ALL}
OBJECTS["claim_read"] = OBJECTS["payment"]
OBJECTS["question"] = dict.fromkeys(["analyst", *WRITERS_READ], ALL)
OBJECTS["question_composed"] = {"analyst": ALL}
OBJECTS["contribution"] = dict.fromkeys(WRITERS_READ, ALL)
OBJECTS["contribution_read"] = OBJECTS["question"]
SUB_QUESTION_IN_API = (
    *("sub", "sub-tables", "sub-table", "sub-contributions"),
    *("sub-take_over_figure", "sub-explain_figure"),
)
SENT_IN_API = ("sent", "file", "difference")
# None of the questions of the four owners was answered.
OBJECTS["answer_sent"] = dict.fromkeys(OBJECTS["question"], frozenset())
OBJECTS["answer_changed"] = OBJECTS["publication"] = {"analyst": frozenset()}
COMPOSED_IN_API = (
    *("assign", "hand_in", "sign_off", "deliver", "send", "publish", "send_back"),
    *("set_day", "group", "part", "part-split", "similar", "take_over", *SUB_QUESTION_IN_API),
)
SURVEY_PARTS = ("s", "-invite", "-key_in", "-paper")
IN_QUEUE = ("take_up", "put_back", "mark_copied", "screen_again", "refer_again", "facts", "desk")
FOLLOWED = ("plan_intake", "measurements", "measure")
RIGHTS_IN_API = ("export", "restrict", "lift", "request_erasure")
# The addresses of one object: its kind.
PAGES = {
    "api-question": "question",
    "contribution": "contribution",
    "api-question-answer": "question",
    **dict.fromkeys([f"api-question-{name}" for name in SENT_IN_API], "answer_sent"),
    **dict.fromkeys(["api-publication", "api-publication-take_down"], "publication"),
    "api-question-later_text": "answer_changed",
    "api-saved_table": "saved_table",
    "api-contribution": "contribution_read",
    "api-contribution-give": "contribution",
    **dict.fromkeys([f"api-question-{name}" for name in COMPOSED_IN_API], "question_composed"),
    **dict.fromkeys(["claim_control", "claim_accept_rest", "claim_sample"], "controlled"),
    **dict.fromkeys(["claim_close_control", "claim_line_control", "claim_line_ask"], "controlled"),
    **dict.fromkeys(["api-claim-draw_sample", "api-claim-accept_rest"], "controlled"),
    **dict.fromkeys(["api-claim-close_control", "api-claim-line-judge"], "controlled"),
    "api-claim-line-ask_proof": "controlled",
    "api-claim-control": "controlled",
    **dict.fromkeys(["claim_line_answer", "api-claim-line-answer_proof"], "proved"),
    **dict.fromkeys(["settlement", "api-settlement"], "settlement"),
    **dict.fromkeys(["settlement_letter", "api-settlement-letter"], "letter"),
    "api-settlement-statement": "letter",
    "api-settlement-withdraw": "decided_money",
    "api-settlement-correction-withdraw": "correction",
    "api-payment-withdraw": "paid_balance",
    "api-grant-withdraw": "grant",
    **dict.fromkeys(["api-payment_list", "api-payment_list-lines"], "payment_list"),
    **dict.fromkeys(["api-call-redefine_outflow", "api-call-set_terms"], "weights"),
    **{f"api-{name}": name for name in ("call", "lot", "project", "extension")},
    "api-extension_request": "extension_read",
    **dict.fromkeys(
        [f"api-extension_request-{act}" for act in ("grant", "refuse")], "extension_request"
    ),
    "api-cost_plan": "planned_costs",
    "api-project-cost_plan": "cost_plan",
    "api-project-claim_year": "claim_year",
    "api-project-room_to_grant": "settled_project",
    "api-claim-line-same_invoice": "claim_line",
    **dict.fromkeys([f"api-enrolment-{act}" for act in IN_QUEUE], "decision"),
    **dict.fromkeys([f"api-enrolment-{act}" for act in FOLLOWED], "step"),
    **dict.fromkeys(["api-enrolment-screenings", "api-enrolment-letter"], "enrolment"),
    "api-outcome-remove": "outcome_noted",
    **dict.fromkeys(
        [f"settlement_{act}" for act in ("confirm", "withdraw", "correct", "pay")],
        "decided_money",
    ),
    **dict.fromkeys(["api-settlement-confirm", "api-settlement-correct"], "decided_money"),
    **dict.fromkeys(["correction_confirm", "correction_withdraw"], "correction"),
    "api-settlement-correction": "correction",
    "settlement_enter": "settled_project",
    "api-payment": "payment",
    **dict.fromkeys(["payment_pay", "payment_withdraw", "api-payment-pay"], "paid_balance"),
    **dict.fromkeys([f"payment_list{part}" for part in ("", "_csv", "_xlsx")], "payment_list"),
    **dict.fromkeys([*STEPPED, "registration_check", "registration_delete"], "registration"),
    "mentee_enrol": "mentee_file",
    "enrolment_intake": "referral",
    "organisation": "organisation",
    "call": "call",
    **dict.fromkeys(["project", "project_passport", "project_dossier"], "project"),
    **dict.fromkeys(["table", "table_rename", "table_remove"], "saved_table"),
    "extension_ask": "extension_ask",
    **dict.fromkeys(["extension_grant", "extension_refuse"], "extension_request"),
    **dict.fromkeys(["grant_confirm", "grant_withdraw", "api-grant-confirm"], "grant"),
    "api-grant": "grant_read",
    "mentee": "mentee",
    "mentee_record": "mentee_file",
    "enrolment": "enrolment",
    "enrolment_letter": "enrolment",
    **dict.fromkeys(["queue_file", "enrolment_facts", "take_up", "put_back"], "decision"),
    **dict.fromkeys(["mark_copied", "screen_again", "refer_again"], "decision"),
    "absence_end": "absence",
    **dict.fromkeys(["enrolment_approve", "enrolment_request_info"], "decision"),
    "enrolment_reject": "decision",
    **dict.fromkeys(["enrolment_answer", "enrolment_end"], "step"),
    **dict.fromkeys(["enrolment_accept_referral", "enrolment_decline_referral"], "step"),
    "api-mentee": "mentee",
    "api-enrolment": "enrolment",
    **dict.fromkeys(["api-document", "api-document-content"], "document"),
    **dict.fromkeys(["api-enrolment-approve", "api-enrolment-request_info"], "decision"),
    "api-enrolment-reject": "decision",
    **dict.fromkeys(["api-enrolment-answer", "api-enrolment-end"], "step"),
    "api-enrolment-accept_referral": "step",
    "api-enrolment-decline_referral": "step",
    **dict.fromkeys(["api-enrolment-withdraw", "api-enrolment-assign_coach"], "withdrawal"),
    "api-enrolment-submit": "submission",
    "enrolment_withdraw": "withdrawal",
    "enrolment_submit": "submission",
    "enrolment_delete": "own_draft",
    **dict.fromkeys(["outcome_note", "enrolment_measure"], "step"),
    **dict.fromkeys(["outcome_correct", "outcome_remove"], "outcome_noted"),
    **dict.fromkeys(["outcome_verify", "api-outcome-verify"], "outcome_looked_up"),
    "api-outcome": "outcome",
    "match": "match",
    "match_start": "start",
    "api-match": "match",
    "api-match-changes": "duo",
    **dict.fromkeys([f"api-match-survey{part}" for part in SURVEY_PARTS], "duo"),
    **dict.fromkeys(["api-enrolment-mentors", "api-enrolment-veto"], "step"),
    "api-project-satisfaction": "opinions",
    "api-mentor-mentees": "mentor_choice",
    "api-call-weights": "weights",
    "api-project-gap": "recruiting",
    "api-reminder_pause": "resting",
    **dict.fromkeys(["api-match-arrange", "api-match-extend", "api-match-pause"], "duo"),
    **dict.fromkeys(["api-match-resume", "api-match-change_coach", "api-match-end"], "duo"),
    **dict.fromkeys(["match_arrange", "match_extend", "match_pause", "match_resume"], "duo"),
    **dict.fromkeys(["match_change_coach", "match_end"], "duo"),
    **dict.fromkeys(["match_surveys", "survey_invite"], "duo"),
    **dict.fromkeys(["survey_paper", "survey_key_in"], "duo"),
    "project_satisfaction": "opinions",
    **dict.fromkeys(["proposal", "proposal_left_over", "proposal_accept"], "proposal"),
    **dict.fromkeys(["proposal_lock", "proposal_unlock", "proposal_choose"], "proposal"),
    **dict.fromkeys(["api-proposal", "api-proposal-accept", "api-proposal-veto"], "proposal"),
    **dict.fromkeys(["api-proposal-lock", "api-proposal-unlock"], "proposal"),
    "api-proposal-choose": "proposal",
    **dict.fromkeys(["proposal_again", "api-proposal-run_again"], "proposal_again"),
    **dict.fromkeys(["enrolment_mentors", "enrolment_veto"], "step"),
    "mentor_mentees": "mentor_choice",
    **dict.fromkeys(["contact_note", "match_links", "match_links_withdraw"], "duo"),
    **dict.fromkeys(["contact_amend", "contact_delete"], "contact"),
    "api-contact": "met",
    **dict.fromkeys(["report_decide", "report_called"], "report"),
    **dict.fromkeys(["session", "session_amend", "session_delete", "session_add"], "session"),
    **dict.fromkeys(["session_attendance", "session_list", "session_pdf"], "session"),
    "session_claim": "session_claim",
    "attendance_remove": "attendance",
    **dict.fromkeys(["api-group_session", "api-group_session-attendances"], "session"),
    **dict.fromkeys(["api-group_session-tick", "api-group_session-attendance_list"], "session"),
    "api-group_session-claims": "session_claim",
    "api-attendance": "attendance",
    **dict.fromkeys([f"api-contact_report{act}" for act in ("", "-decide", "-called")], "report"),
    **dict.fromkeys(["api-match-meeting_links", "api-match-withdraw_meeting_link"], "duo"),
    **dict.fromkeys(["api-volunteer_fee", "api-volunteer_fee-unclaim"], "fee"),
    **dict.fromkeys(["fee_change", "fee_remove", "fee_unclaim"], "fee"),
    "fees_claim": "fees_of_project",
    "mentor": "mentor",
    "mentor_record": "mentor_file",
    "document": "document",
    "document_delete": "document_owner",
    "document_add": "mentee_file",
    "mentee_correct": "mentee_file",
    "mentor_correct": "mentor_file",
    **dict.fromkeys(["mentor_pause", "mentor_resume", "mentor_training"], "mentor_file"),
    "mentor_training_remove": "mentor_training",
    **dict.fromkeys(["project_gap", "project_call"], "recruiting"),
    **dict.fromkeys(["call_weights", "call_redefine_outflow", "call_terms"], "weights"),
    "cost_plan": "cost_plan",
    **dict.fromkeys(["interest", "interest_interview", "interest_mentor"], "interest"),
    "interest_delete": "interest",
    "api-mentor": "mentor",
    **dict.fromkeys(["api-mentor-pause", "api-mentor-resume"], "mentor_file"),
    "api-mentor-trainings": "mentor_choice",
    "api-mentor_training": "training_read",
    **dict.fromkeys(
        [f"api-interest{act}" for act in ("", "-interview", "-make_mentor")], "interest"
    ),
    **dict.fromkeys(["mentee_export", "mentee_restrict", "mentee_lift", "mentee_erase"], "rights"),
    **dict.fromkeys(["mentor_export", "mentor_restrict"], "mentor_file"),
    **dict.fromkeys(["mentor_lift", "mentor_erase"], "mentor_file"),
    **dict.fromkeys(["erasure", "erasure_approve", "erasure_discard"], "erasure"),
    "notice_read": "notice",
    "key_revoke": "key",
    "reminders_pause": "duo",
    "reminders_resume": "resting",
    **dict.fromkeys(["mentee_import", "mentee_import_columns", "mentee_import_keep"], "import"),
    **dict.fromkeys(["mentee_import_faults", "mentee_import_discard"], "import"),
    **dict.fromkeys(
        [f"mentor_import{page}" for page in ("", "_columns", "_keep", "_faults", "_discard")],
        "mentor_import",
    ),
    **dict.fromkeys(
        [f"claim_line_import{page}" for page in ("", "_columns", "_keep", "_faults", "_discard")],
        "claim_line_import",
    ),
    **{name: name for name in ("claim", "claim_line", "claim_year")},
    **dict.fromkeys(["api-claim", "api-claim-lines"], "claim"),
    "api-claim-line": "claim_line",
    "api-claim-submit": "claim_draft",
    **dict.fromkeys(["claim_line_add", "claim_submit", "claim_remove"], "claim_draft"),
    **dict.fromkeys(["claim_line_change", "claim_line_remove"], "claim_line_draft"),
    **dict.fromkeys(["evaluation", "api-evaluation"], "evaluation"),
    **dict.fromkeys(["meeting", "api-meeting", "api-meeting-agenda"], "meeting"),
    **dict.fromkeys([f"api-meeting-{act}" for act in ("plan", "hold", "agree_action")], "met_on"),
    "api-action": "action_read",
    "api-action-done": "action",
    **dict.fromkeys(["api-evaluation-finalise", "api-evaluation-reopen"], "sheet"),
    "api-evaluation-comment": "commented",
    **dict.fromkeys(["evaluation_write", "evaluation_finalise", "evaluation_reopen"], "sheet"),
    "action_done": "action",
    "staff_member": "staff",
    **dict.fromkeys(["give_role", "take_role", "change_provinces"], "account"),
    **dict.fromkeys(["deactivate_account", "activate_account"], "account"),
    "remove_second_factor": "account",
    "withdraw_invitation": "invitation",
    "resend_invitation": "invitation",
    "api-organisation": "organisation",
    "api-staff_member": "staff",
    **dict.fromkeys(
        [
            *("api-staff_member-give_role", "api-staff_member-take_role"),
            *("api-staff_member-change_provinces", "api-staff_member-close"),
            *("api-staff_member-open", "api-staff_member-remove_second_factor"),
        ],
        "account",
    ),
    **dict.fromkeys(
        ["api-invitation", "api-invitation-withdraw", "api-invitation-send_again"], "invitation"
    ),
    **dict.fromkeys(["api-absence", "api-absence-end"], "absence"),
    **dict.fromkeys(
        ["api-import", *(f"api-import-{act}" for act in ("check", "rows", "keep", "faults"))],
        "import",
    ),
    **dict.fromkeys(["api-notice", "api-notice-read"], "notice"),
    **dict.fromkeys(
        ["api-erasure", *(f"api-erasure-{act}" for act in ("items", "approve", "discard"))],
        "erasure",
    ),
    **dict.fromkeys([f"api-mentee-{act}" for act in RIGHTS_IN_API], "rights"),
    "api-mentee-record": "mentee_file",
    "api-mentor-record": "mentor_file",
    **dict.fromkeys([f"api-mentor-{act}" for act in RIGHTS_IN_API], "mentor_file"),
}
READ_BY_THOSE_WHO_WRITE_OTHERS = {"expert": ALL, "programme_manager": ALL}
# Seen, but not theirs to do: 403. A counsellor touches only the drafts they made.
SEEN_ONLY = {
    "enrolment_submit": {"counsellor": IN_ANTWERPEN},
    "enrolment_delete": {"counsellor": IN_ANTWERPEN},
    "api-enrolment-submit": {"counsellor": IN_ANTWERPEN},
    "evaluation_write": READ_BY_THOSE_WHO_WRITE_OTHERS,
    "evaluation_finalise": READ_BY_THOSE_WHO_WRITE_OTHERS,
    "evaluation_reopen": READ_BY_THOSE_WHO_WRITE_OTHERS,
    "api-evaluation-finalise": READ_BY_THOSE_WHO_WRITE_OTHERS,
    "api-evaluation-reopen": READ_BY_THOSE_WHO_WRITE_OTHERS,
    ("api-evaluation", "PATCH"): {
        role: seen for role, seen in OBJECTS["evaluation"].items() if role != "follower"
    },
    "action_done": {"programme_manager": ALL},
    **{
        f"api-meeting-{act}": {"programme_manager": ALL} for act in ("plan", "hold", "agree_action")
    },
    "api-action-done": {"programme_manager": ALL},
    ("api-meeting", "PATCH"): {
        role: seen
        for role, seen in OBJECTS["meeting"].items()
        if role not in {"follower", "expert"}
    },
    ("api-question", "PATCH"): dict.fromkeys(WRITERS_READ, ALL),
    "table_rename": {"coach": OF_CORE},
    "table_remove": {"coach": OF_CORE},
    ("api-saved_table", "PATCH"): {"coach": OF_CORE},
    ("api-saved_table", "DELETE"): {"coach": OF_CORE},
    ("api-mentee", "PATCH"): {"counsellor": IN_ANTWERPEN},
    ("api-mentor-trainings", "POST"): {"coach": OF_CORE},
    ("api-mentor_training", "DELETE"): {"coach": OF_CORE},
    ("api-mentor", "PATCH"): {"coach": OF_CORE, "counsellor": IN_ANTWERPEN},
    ("api-outcome", "PATCH"): {"counsellor": IN_ANTWERPEN},
    ("api-document", "DELETE"): {"counsellor": IN_ANTWERPEN},
    ("api-contact", "PATCH"): {"counsellor": IN_ANTWERPEN},
    ("api-contact", "DELETE"): {"counsellor": IN_ANTWERPEN},
    ("api-enrolment", "DELETE"): {"counsellor": IN_ANTWERPEN},
    ("cost_plan", "POST"): {"coordinator": OF_CORE},
    ("api-project-cost_plan", "PATCH"): {"coordinator": OF_CORE},
    ("api-claim", "DELETE"): {"programme_manager": ALL},
    ("api-organisation", "PATCH"): {
        role: seen
        for role, seen in OBJECTS["organisation"].items()
        if role not in {"programme_manager", "administrator"}
    },
    ("api-claim-lines", "POST"): {"programme_manager": ALL},
    ("api-claim-line", "PATCH"): {"programme_manager": ALL},
    ("api-claim-line", "DELETE"): {"programme_manager": ALL},
}
# All other addresses: the roles they are for, and the parts of the address where it has any.
REPORTS = EVERYONE - {"administrator"}
QUEUES = ("mine", "free", "provinces", "again", "to_copy")
QUESTIONS = frozenset({"analyst", "follower", "expert", "programme_manager"})
RECORD = frozenset({"coordinator", "programme_manager", "administrator"})
ON_ROUNDS = ("begin", "plan", "hold", "minutes", "action")
# What is done with question 479 and its sub-questions.
ON_SUB_QUESTION = (
    *("sub_question", "sub_question_table", "sub_question_tables", "sub_question_figure"),
    *("sub_question_reason", "sub_question_ask"),
)
QUESTION_ACTS = (
    *("question_take_over", "question_correct", "question_day", "question_group"),
    *("question_part", "question_ungroup", *ON_SUB_QUESTION),
    *("question_assign", "question_hand_in", "question_sign_off", "question_deliver"),
    *("question_send", "question_publish", "question_send_back"),
)
LISTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(["home", "privacy", "accessibility", "healthz", "robots"], EVERYONE),
    **dict.fromkeys(["favicon", "security", "language", "unknown_address"], EVERYONE),
    **dict.fromkeys(["api-unknown_address", "api-screenings-check"], EVERYONE),
    **dict.fromkeys(["api-schema", "api-docs"], EVERYONE),
    **dict.fromkeys(["account", "act_as", "account_login", "account_logout"], EVERYONE),
    **dict.fromkeys(["account_reauthenticate", "account_inactive"], EVERYONE),
    **dict.fromkeys(["account_change_password", "account_signup"], EVERYONE),
    **dict.fromkeys(["account_reset_password", "account_reset_password_done"], EVERYONE),
    "account_reset_password_from_key": EVERYONE,
    "account_reset_password_from_key_done": EVERYONE,
    **dict.fromkeys(["choose_role", "sign_out_everywhere", "mfa_authenticate"], EVERYONE),
    **dict.fromkeys(["mfa_index", "mfa_activate_totp", "mfa_deactivate_totp"], EVERYONE),
    **dict.fromkeys(["mfa_add_webauthn", "mfa_remove_webauthn"], EVERYONE),
    **dict.fromkeys(["mfa_list_webauthn", "mfa_view_recovery_codes"], EVERYONE),
    **dict.fromkeys(["mfa_generate_recovery_codes", "mfa_reauthenticate"], EVERYONE),
    "mfa_reauthenticate_webauthn": EVERYONE,
    "oidc_start": EVERYONE,
    "oidc_callback": EVERYONE,
    **dict.fromkeys(["notices", "notices_read", "daily_mail", "mail_language"], EVERYONE),
    **dict.fromkeys(["keys", "key_make"], EVERYONE),
    "key_make_system": frozenset({"coordinator", "programme_manager", "analyst"}),
    "reminders": EVERYONE,
    "reminder_pauses": PROMOTER,
    **dict.fromkeys(["mentee_imports", "mentee_import_template"], frozenset({"coordinator"})),
    **dict.fromkeys(["mentor_imports", "mentor_import_template"], frozenset({"coordinator"})),
    **dict.fromkeys(["mentor_register", "interests"], frozenset({"coordinator"})),
    **dict.fromkeys(["claims", "api-claims"], frozenset(OBJECTS["claim"])),
    **dict.fromkeys(["claims_due", "claim_open"], frozenset({"coordinator"})),
    **dict.fromkeys(
        ["claim_line_imports", "claim_line_import_template"], frozenset({"coordinator"})
    ),
    "interest_links_withdraw": frozenset({"coordinator"}),
    "free_places": PROMOTER,
    **dict.fromkeys(["show_interest", "interest_sent", "survey"], EVERYONE),
    **dict.fromkeys(["report_meeting", "meeting_reported"], EVERYONE),
    **dict.fromkeys(["contacts_note", "reports", "sessions", "session_make"], PROMOTER),
    **dict.fromkeys(["contacts", "api-contacts"], CASE),
    **dict.fromkeys(
        [f"api-interests{part}" for part in ("", "-link", "-withdraw_links")],
        frozenset({"coordinator"}),
    ),
    "api-coaches": frozenset({"coordinator"}),
    "api-mentors-free_places": PROMOTER,
    "api-projects-where_is_room": COUNSELLOR,
    "api-reminder_pauses": PROMOTER,
    **dict.fromkeys(["api-group_sessions", "api-contact_reports"], PROMOTER),
    **dict.fromkeys(
        [f"api-volunteer_fees{part}" for part in ("", "-claim", "-per_mentor")],
        frozenset({"coordinator"}),
    ),
    **dict.fromkeys(["fees", "fees_enter"], frozenset({"coordinator"})),
    **dict.fromkeys(["fee_list_xlsx", "fee_list_csv"], frozenset({"coordinator"})),
    "invitation": EVERYONE,
    **dict.fromkeys(["queue", "queue_free", "queue_provinces"], COUNSELLOR),
    **dict.fromkeys(["queue_again", "queue_copy", "refer", "where_is_room"], COUNSELLOR),
    "outcomes_to_verify": COUNSELLOR,
    "measurements": PROMOTER,
    "api-outcomes": CASE,
    **dict.fromkeys([f"api-enrolments-queue_{name}" for name in QUEUES], COUNSELLOR),
    "api-outcomes-to_verify": COUNSELLOR,
    "api-mentees-similar": PROMOTER,
    "api-enrolments-to_measure": PROMOTER,
    **dict.fromkeys(["api-calls", "api-lots"], EVERYONE),
    "api-projects": frozenset(OBJECTS["project"]),
    **dict.fromkeys(["api-extensions", "api-extension_requests"], frozenset(MONEY_READERS)),
    "api-cost_plans": frozenset(OBJECTS["cost_plan"]),
    "api-claims-due": frozenset({"coordinator"}),
    **dict.fromkeys(
        ["api-claims-to_control", "api-settlements-due", "api-payment_lists"],
        frozenset({"programme_manager"}),
    ),
    "absences": frozenset(OBJECTS["absence"]),
    "invitations": frozenset(OBJECTS["invitation"]),
    "invite": frozenset(OBJECTS["invitation"]),
    "organisations": EVERYONE,
    **dict.fromkeys(["staff", "api-staff", "api-organisations", "api-account"], EVERYONE),
    "api-absences": frozenset(OBJECTS["absence"]),
    "api-invitations": frozenset(OBJECTS["invitation"]),
    **dict.fromkeys(["api-notices", "api-notices-read_all", "api-reminders"], EVERYONE),
    **dict.fromkeys(["api-record", "api-record-breach"], RECORD),
    "api-erasures": frozenset(OBJECTS["erasure"]),
    **dict.fromkeys(
        ["api-imports", "api-import-targets", "api-import-template"], frozenset({"coordinator"})
    ),
    "calls": EVERYONE,
    "projects": frozenset(OBJECTS["project"]),
    **dict.fromkeys(["registration_start", "registration_start_save"], PROMOTER),
    **dict.fromkeys(["registration_screening", "registrations", "referrals"], PROMOTER),
    "mentees": CASE,
    **dict.fromkeys(["enrolments", "enrolments_xlsx", "enrolments_csv"], CASE),
    **dict.fromkeys(["enrolments_submit", "enrolments_coach"], frozenset({"coordinator"})),
    "enrolments_approve": frozenset({"counsellor"}),
    **dict.fromkeys(["api-mentees", "api-enrolments"], CASE),
    **dict.fromkeys(["api-mentees-bulk", "api-mentors-bulk"], frozenset({"coordinator"})),
    "api-contacts-bulk": PROMOTER,
    "api-documents": CASE | frozenset(WRITERS_READ),
    "api-evaluations": REPORTS,
    "api-enrolments-refer": frozenset({"counsellor"}),
    **dict.fromkeys(["mentors", "mentors_xlsx", "mentors_csv", "api-mentors"], CASE),
    **dict.fromkeys(["matches", "api-matches"], CASE),
    "coaches": frozenset({"coordinator"}),
    **dict.fromkeys(["proposals", "api-proposals"], PROMOTER),
    "proposal_make": frozenset({"coordinator"}),
    "evaluations": REPORTS,
    "outflow": REPORTS - {"analyst"},
    **dict.fromkeys(
        ["budget", "budget_cause", "budget_ahead", "budget_unit_costs"], frozenset(MONEY_READERS)
    ),
    "budget_lots": frozenset(MONEY_READERS) - {"coordinator"},
    **dict.fromkeys(["extension_requests", "grants", "api-grants"], frozenset(MONEY_READERS)),
    "grant_enter": frozenset({"programme_manager"}),
    **dict.fromkeys(["claims_to_control", "settlements_due"], frozenset({"programme_manager"})),
    **dict.fromkeys(["payment_enter", "payment_list_make"], frozenset({"programme_manager"})),
    "payment_lists": frozenset({"programme_manager"}),
    **dict.fromkeys(["settlements", "api-settlements"], frozenset(MONEY_READERS)),
    **dict.fromkeys(["payments", "api-payments"], frozenset(OBJECTS["payment"])),
    "report_list": REPORTS,
    "report_detail": REPORTS,
    "api-reports": REPORTS,
    "api-report": REPORTS,
    **dict.fromkeys(["cross", "tables", "table_save"], REPORTS),
    "cross_rows": frozenset(CASELOAD),
    "question_list": QUESTIONS,
    "question_detail": QUESTIONS,
    **dict.fromkeys(["question_sent", "question_sent_file", "question_difference"], QUESTIONS),
    "question_rehearsals": QUESTIONS,
    **dict.fromkeys(
        [
            *("question_later_text", "open_data", "open_switch"),
            *("open_publish_tables", "open_publish_answer", "open_take_down"),
        ],
        frozenset({"analyst"}),
    ),
    **dict.fromkeys(["open_list", "open_detail", "open_package"], EVERYONE),
    **dict.fromkeys(["contributions", "api-contributions", "api-questions"], QUESTIONS),
    "api-question-rehearsals": QUESTIONS,
    **dict.fromkeys(["api-publications", "api-open_data"], frozenset({"analyst"})),
    "api-saved_tables": REPORTS,
    **dict.fromkeys(["api-meetings", "api-actions"], REPORTS),
    "api-to_write": frozenset(WRITERS_READ),
    **dict.fromkeys(["api-comments", "api-to_comment"], frozenset({"coordinator"})),
    "api-cross_rows": frozenset(CASELOAD),
    **dict.fromkeys(["question_register", *QUESTION_ACTS], frozenset({"analyst"})),
    **dict.fromkeys(["evaluation_round", "evaluation_of_kind", "evaluation_agenda"], REPORTS),
    **dict.fromkeys([f"evaluation_{act}" for act in ON_ROUNDS], frozenset(WRITERS_READ)),
    **dict.fromkeys(["evaluation_comment", "sheets_to_comment"], frozenset({"coordinator"})),
    "evaluation_sheets": REPORTS,
    **dict.fromkeys(["calendar_make", "calendar_withdraw"], REPORTS),
    "calendar": EVERYONE,
    "sheets_to_write": frozenset(WRITERS_READ),
    "record": RECORD,
    "register": EVERYONE,
    "erasures": frozenset(OBJECTS["erasure"]),
    "breach": RECORD,
}
# What is opened somewhere else.
LEADS_ON = frozenset({"table"})
# What a form must send to be read at all.
BODIES = {"give_role": {"role": "coordinator"}, "take_role": {"role": "coach"}}
# What fewer roles do than may look.
ONLY = {
    ("erasures", "POST"): frozenset({"coordinator"}),
    ("api-erasures", "POST"): frozenset({"coordinator"}),
    ("api-organisations", "POST"): frozenset({"programme_manager", "administrator"}),
    ("api-grants", "POST"): frozenset({"programme_manager"}),
    ("api-matches", "POST"): PROMOTER,
    ("api-extension_requests", "POST"): frozenset({"coordinator"}),
    ("api-questions", "POST"): frozenset({"analyst"}),
    ("api-contacts", "POST"): PROMOTER,
    ("api-outcomes", "POST"): PROMOTER,
    ("api-claims", "POST"): frozenset({"coordinator"}),
    ("api-mentors", "POST"): frozenset({"coordinator"}),
    **dict.fromkeys(
        [("api-evaluations", "POST"), ("api-meetings", "POST")], frozenset(WRITERS_READ)
    ),
    ("api-proposals", "POST"): frozenset({"coordinator"}),
    ("api-settlements", "POST"): frozenset({"programme_manager"}),
    ("api-payments", "POST"): frozenset({"programme_manager"}),
}
# A round that nobody reads: that others do not exist either is tested with the pages themselves.
ROUND = {"level": "promoter", "code": "x", "start": "2022-01-01"}
# Addresses of a line within a claim.
LINES = [f"api-claim-line-{act}" for act in ("judge", "ask_proof", "answer_proof")]
PARTS = {
    **{
        name: {"token": "x"}
        for name in ("invitation", "show_interest", "interest_sent", "calendar")
    },
    **{name: {"token": "x"} for name in ("report_meeting", "meeting_reported")},
    "survey": {"token": "x"},
    **{
        name: {"year": 2021}
        for name in ("cost_plan", "api-project-cost_plan", "api-project-claim_year")
    },
    **{name: {"year": 2022} for name in ("fees_claim", "fee_list_xlsx", "fee_list_csv")},
    **{
        name: {"slot": "mentee_satisfaction.month_one"}
        for name in (
            *("survey_invite", "survey_paper", "survey_key_in"),
            *(f"api-match-survey{part}" for part in SURVEY_PARTS[1:]),
        )
    },
    "mfa_remove_webauthn": {"pk": 0},
    "document_add": {"kind": "mentee"},
    "claim_year": {"year": 2021},
    **{name: {"number": 1} for name in ("claim_line_control", "claim_line_ask")},
    "claim_line_answer": {"number": 1},
    **{name: {"line": uuid4()} for name in LINES},
    "settlement_enter": {"year": 2020},
    "reminders_pause": {"kind": "duo"},
    "project_dossier": {"kind": "final"},
    "budget_cause": {"code": "since_due"},
    "evaluation_round": ROUND,
    **{
        f"evaluation_{name}": ROUND | {"kind": "bimonthly"}
        for name in ("of_kind", "agenda", *ON_ROUNDS)
    },
    "evaluation_comment": ROUND | {"kind": "bimonthly", "track": "content"},
    **{name: {"step": "persoon"} for name in STEPPED},
    "queue_file": {"tab": "provincies"},
    "report_detail": {"code": "budget"},
    "api-report": {"code": "budget"},
    **{
        name: {"code": "479"}
        for name in (
            *("question_sent", "question_difference", "question_later_text"),
            "open_publish_answer",
        )
    },
    "api-import-template": {"name": "mentee"},
    "question_sent_file": {"code": "479", "name": "answer-479.docx"},
    **{name: {"code": "none"} for name in ("open_detail", "open_package", "open_take_down")},
    **{name: {"code": "479"} for name in ("question_detail", *QUESTION_ACTS)},
    **{name: {"code": "479", "position": 1} for name in ("question_part", "question_ungroup")},
    **{name: {"code": "479", "number": 2} for name in ON_SUB_QUESTION},
    "sub_question_tables": {"code": "479", "number": 2, "table": 2},
    **{f"api-question-{name}": {"number": 1} for name in SUB_QUESTION_IN_API},
    **{f"api-question-{name}": {"position": 1} for name in ("part", "part-split")},
    "api-question-file": {"name": "answer-479.docx"},
    "api-question-sub-table": {"number": 1, "table": 0},
    "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
}


def invitation_of(owner: str, organisation) -> Invitation:
    return Invitation.objects.create(
        organisation=organisation,
        email=f"{owner}@m2w.example",
        name=owner,
        role="coach",
        digest=owner,
        expires_at=timezone.now() + timedelta(days=14),
        invited_by=play("alice"),
    )


def absence_of(staff) -> Absence:
    day = timezone.localdate(staff.created_at)
    replacement = MembershipFactory(role="coach", staff__organisation=staff.organisation).staff
    return Absence.objects.create(staff=staff, replacement=replacement, first_day=day, last_day=day)


def document_of(mentee) -> Document:
    name, sha256 = shelf.put([b"%PDF-1.7"])
    return Document.objects.create(
        owner_type="programmes.mentee",
        owner_id=mentee.pk,
        title="Attest",
        original_name="attest.pdf",
        kind="pdf",
        size=8,
        sha256=sha256,
        stored_name=name,
        uploaded_by=play("alice"),
    )


READ_AS = {"claim_line": ["description", "amount_declared"]}


def import_of(organisation, target="mentee") -> Import:
    """A file whose rows were judged: one of them is wrong."""
    cells = b'[{"name": "", "rows": 2}]\n["Voornaam", "Postcode"]\n["Selam", "abc"]'
    name, sha256 = shelf.put([cells])
    return Import.objects.create(
        target=target,
        organisation=organisation,
        made_by=play("alice"),
        original_name="mentees.csv",
        stored_name=name,
        sha256=sha256,
        stage=Stage.CHECKED,
        columns=dict(enumerate(READ_AS.get(target, ["first_name", "postcode"]))),
        verdicts=[[2, "wrong", 0]],
    )


def money_of(owner: str, project) -> dict[str, object]:
    """What was declared, settled and paid of a project; two owners share one."""
    year = 2020 + OWNERS.index(owner)
    claim = ClaimFactory(project=project, year=year, category="training", line=None)
    line = ClaimLineFactory(claim=claim, number=1, proof_asked_on=date(2021, 4, 1))
    settlement = SettlementFactory(project=project, year=year, amount=1)
    payment = PaymentFactory(project=project, kind=PaymentKind.values[OWNERS.index(owner) % 2])
    return {
        **dict.fromkeys(["claim", "controlled", "claim_read", "proved"], claim),
        "claim_line": line,
        **dict.fromkeys(["settlement", "letter", "decided_money"], settlement),
        "correction": SettlementCorrectionFactory(settlement=settlement, amount=1),
        **dict.fromkeys(["payment", "paid_balance"], payment),
        "payment_list": PaymentListFactory(),
        "settled_project": project,
        "planned_costs": CostPlanFactory(project=project, year=year),
    }


@dataclass
class World:
    """One rich set of objects for each owner; the names of its people occur nowhere else."""

    objects: dict[str, dict[str, object]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    people: dict[str, list[object]] = field(default_factory=dict)

    @classmethod
    def create(cls) -> "World":
        world = cls()
        carl = play("carl").acting.staff
        cora = MembershipFactory(role="coach", staff__organisation=organisation(CORE)).staff
        stranger = MembershipFactory(role="coach", staff__organisation=organisation(STRANGER)).staff
        antwerpen = project_of(CORE)
        limburg = ProjectFactory(
            promoter=organisation(CORE), lot=LotFactory(name="Limburg", provinces=(LIMBURG,))
        )
        world.populate(OWN, antwerpen, carl)
        world.populate(COLLEAGUE, antwerpen, cora)
        world.populate(STRANGER_S, project_of(STRANGER), stranger)
        world.populate(FAR, limburg, cora)
        return world

    def populate(self, owner: str, project, coach) -> None:
        mentee, mentor = f"Mentee-{owner}-naam", f"Mentor-{owner}-naam"
        enrolment = EnrolmentFactory(
            project=project, active=True, coach=coach, mentee__last_name=mentee
        )
        match = MatchFactory(enrolment=enrolment, coach=coach, mentor__last_name=mentor)
        contact = ContactFactory(match=match)
        report = ContactReportFactory(match=match, doubt="minutes", call_me=True)
        group = GroupSessionFactory(project=project)
        line = AttendanceFactory(session=group, enrolment=enrolment)
        ContactReportFactory(match=match, who="mentee")
        session = MentorTrainingFactory(mentor=match.mentor)
        interest = InterestFactory(promoter=project.promoter, last_name=mentor)
        outcome = OutcomeFactory(enrolment=enrolment)
        over = EnrolmentFactory(
            project=project,
            ended=True,
            ended_on=date(2022, 2, 1),
            coach=coach,
            mentee__last_name=mentee,
        )
        if not project.grants.exists():
            GrantFactory(project=project)
        waiting = EnrolmentFactory(
            project=project, approved=True, coach=coach, mentee__last_name=mentee
        )
        referral = EnrolmentFactory(
            project=project, referred=True, coach=coach, mentee__last_name=mentee
        )
        registration = RegistrationFactory(
            promoter=project.promoter, made_by=coach, values={"last_name": [mentee]}
        )
        files = [one.mentee for one in (enrolment, over, waiting, referral)]
        self.people |= {mentee: [*files, registration], mentor: [match.mentor, interest]}
        ReminderFactory(about_id=match.pk, to=coach)
        claim = ClaimFactory(
            project=project,
            year=2021,
            category=CostCategory.values[project.claims.exclude(category="training").count()],
            declared_on=None,
        )
        document = document_of(enrolment.mentee)
        # Two owners share a project: each has a round of their own.
        start = add_months(project.starts_on, 2 * project.meetings.count())
        meeting = MeetingFactory(project=project, period_start=start)
        sheet = EvaluationFactory(
            project=project, period_start=start, held_on=add_months(start, 2), meeting=meeting
        )
        proposal = ProposalFactory(project=project)
        ProposedPairFactory(proposal=proposal, enrolment=waiting, mentor=match.mentor, coach=coach)
        contribution = ContributionFactory()
        AnswerTableFactory(sub_question=contribution.sub_question)
        self.objects[owner] = {
            **dict.fromkeys(["proposal", "proposal_again"], proposal),
            "mentor_choice": match.mentor,
            "document": document,
            "rights": enrolment.mentee,
            **dict.fromkeys(["evaluation", "sheet", "commented"], sheet),
            **dict.fromkeys(["meeting", "met_on"], meeting),
            **dict.fromkeys(["action", "action_read"], AgreedActionFactory(meeting=meeting)),
            "erasure": ErasureList.objects.create(
                promoter=project.promoter,
                reason="retention",
                as_of=project.starts_on,
                made_by=play("alice"),
            ),
            "document_owner": document,
            "import": import_of(project.promoter),
            "mentor_import": import_of(project.promoter, "mentor"),
            "claim_line_import": import_of(project.promoter, "claim_line"),
            "claim_draft": claim,
            "claim_line_draft": claim.lines.get(),
            "claim_year": project,
            **dict.fromkeys(["mentor_training", "training_read"], session),
            "interest": interest,
            **dict.fromkeys(["contact", "met"], contact),
            "report": report,
            **dict.fromkeys(["session", "session_claim"], group),
            "attendance": line,
            "fee": VolunteerFeeFactory(mentor=match.mentor, project=project),
            "key": issue(coach.memberships.get())[0],
            "notice": Notice.objects.create(
                to=coach,
                code="enrolment.approved",
                about_type="programmes.enrolment",
                about_id=enrolment.pk,
            ),
            "resting": ReminderPauseFactory(mentee=enrolment.mentee),
            "staff": coach,
            "absence": absence_of(coach),
            "account": coach,
            "invitation": invitation_of(owner, project.promoter),
            "organisation": project.promoter,
            **dict.fromkeys(["call", "weights"], project.lot.call),
            **dict.fromkeys(["project", "recruiting", "extension_ask", "opinions"], project),
            **dict.fromkeys(["fees_of_project", "cost_plan"], project),
            **dict.fromkeys(
                ["extension_request", "extension_read"],
                project.extension_requests.first() or ExtensionRequestFactory(project=project),
            ),
            "extension": Extension.objects.filter(project=project).first()
            or ExtensionFactory(project=project),
            "lot": project.lot,
            **dict.fromkeys(["grant", "grant_read"], project.grants.first()),
            "mentee": enrolment.mentee,
            "mentee_file": enrolment.mentee,
            **dict.fromkeys(["enrolment", "decision", "step", "withdrawal"], enrolment),
            **dict.fromkeys(["submission", "own_draft"], enrolment),
            "referral": referral,
            "registration": registration,
            **money_of(owner, project),
            **dict.fromkeys(["match", "duo"], match),
            **dict.fromkeys(["outcome", "outcome_noted", "outcome_looked_up"], outcome),
            "start": waiting,
            "mentor": match.mentor,
            "mentor_file": match.mentor,
            **dict.fromkeys(
                [
                    *("question", "question_composed"),
                    *("answer_sent", "answer_changed", "publication"),
                ],
                contribution.sub_question.question,
            ),
            **dict.fromkeys(["contribution", "contribution_read"], contribution),
            "saved_table": SavedTable.objects.get_or_create(
                organisation=project.promoter,
                name="Tabel",
                defaults={
                    "report": "cross",
                    "options": {"measure": "started", "rows": "project", "columns": "gender"},
                    "saved_by": play("alice" if project.promoter.code == CORE else "charlie"),
                },
            )[0],
        }
        self.names[owner] = {"mentee": mentee, "mentor": mentor}


def faults(world: World, role: str) -> Iterator[str]:
    """Everything that someone in this role finds that access.md does not grant, or the reverse."""
    client = Client()
    user = play(CAST[role])
    user.set_password("een lang genoeg wachtwoord")
    user.save()
    client.force_login(user)
    for entry in addresses():
        if entry.name in PAGES:
            yield from faults_of_page(client, world, role, entry.name)
        elif entry.name in LISTS:
            yield from faults_of_list(client, world, role, entry.name)
        else:
            yield f"{entry.name}: not in the matrix"


def faults_of_page(client, world: World, role: str, name: str) -> Iterator[str]:
    found = OBJECTS[PAGES[name]].get(role)
    made_up = page_of(name, uuid4())
    for method in METHODS:
        nothing = ask(client, method, made_up)
        expected = 403 if found is None else nothing.status_code
        silent = {404, 405} | ({200} if method == "OPTIONS" else set())
        if nothing.status_code not in ({403} if found is None else silent):
            yield f"{name}: {method} of nothing is {nothing.status_code}"
        for owner in owners_asked(name, method, nothing.status_code):
            obj = world.objects[owner][PAGES[name]]
            address = page_of(name, obj.pk, **parts_of(name, obj))
            answer = ask(client, method, address, BODIES.get(name, {}))
            what = f"{name}: {method} {owner}"
            if owner in seen_only(name, method, role):
                yield from [] if kept_out(answer, method) else [f"{what} is {answer.status_code}"]
            elif found is not None and owner in found:
                yield from (
                    [] if let_in(answer, method, name) else [f"{what} is {answer.status_code}"]
                )
            elif answer.status_code != expected or traits(answer) != traits(nothing):
                yield f"{what} differs from nothing: {difference(answer, nothing)}"
            yield from told_too_much(world, role, answer, what)


def owners_asked(name: str, method: str, of_nothing: int) -> Sequence[str]:
    """All four where the answer may depend on the object. A door that is shut and a method that
    is not there do not: one of them, another at each address, shows that."""
    told_by_object = method in TOLD_BY_OBJECT
    if told_by_object and of_nothing not in {403, 405}:
        return OWNERS
    one = OWNERS[crc32(f"{name} {method}".encode()) % len(OWNERS)]
    return [one] if told_by_object or of_nothing == 404 else []


def seen_only(name: str, method: str, role: str) -> frozenset[str]:
    whole = SEEN_ONLY.get(name, {}) | SEEN_ONLY.get((name, method), {})
    return whole.get(role, frozenset())


def let_in(answer, method: str, name: str) -> bool:
    opened = {200, 405} | ({302} if name in LEADS_ON else set())
    if method == "GET" and answer.status_code not in opened:
        return False
    return answer.status_code not in {403, 404} and answer.status_code < 500


def kept_out(answer, method: str) -> bool:
    return answer.status_code in {403, 405} or (method == "OPTIONS" and answer.status_code == 200)


def faults_of_list(client, world: World, role: str, name: str) -> Iterator[str]:
    address = address_of(name)
    for method in METHODS:
        allowed = role in ONLY.get((name, method), LISTS[name])
        answer = ask(client, method, address)
        if (answer.status_code == 403) == allowed or answer.status_code >= 500:
            yield f"{name}: {method} is {answer.status_code}"
        yield from told_too_much(world, role, answer, f"{name}: {method}")


def page_of(name: str, pk, **parts) -> str:
    return reverse(name, kwargs={"pk": pk} | PARTS.get(name, {}) | parts)


def parts_of(name: str, obj) -> dict[str, object]:
    """What names a part of this object in an address."""
    if name == "api-question-sub-table":
        return {"table": obj.sub_questions.get().tables.get().pk}
    return {"line": obj.lines.get().pk} if name in LINES else {}


def address_of(name: str) -> str:
    fixed = {"unknown_address": "/bestaat/niet/", "api-unknown_address": "/api/v1/niets/"}
    return fixed.get(name) or reverse(name, kwargs=PARTS.get(name, {}))


def ask(client, method: str, address: str, body: dict[str, str] | None = None):
    """One request, of which nothing stays but what it put on the record."""
    with transaction.atomic():
        before, session = Entry.objects.count(), client.cookies.copy()
        sent = urlencode(body or {})
        form = "application/x-www-form-urlencoded"
        answer = client.generic(method, address, sent, content_type=form)
        client.cookies = session
        answer.recorded = set(
            Entry.objects.order_by("pk")[before:].values_list("object_id", flat=True)
        )
        transaction.set_rollback(True)
    return answer


def told_too_much(world: World, role: str, answer, what: str) -> Iterator[str]:
    """Names of people who are not this role's to know, or who are shown without a record."""
    page = answer.content.decode(errors="replace")
    for owner, names in world.names.items():
        for kind, name in names.items():
            if name not in page:
                continue
            if owner not in OBJECTS[kind].get(role, ()):
                yield f"{what} names the {kind} of {owner}"
            named = {str(person.pk) for person in world.people[name]}
            if answer.status_code == 200 and not named & answer.recorded:
                yield f"{what} shows a {kind} without a record"


def difference(answer, nothing) -> str:
    """Where two answers part, in short."""
    pairs = zip(traits(answer), traits(nothing), strict=True)
    return "; ".join(
        "\n".join(unified_diff(*(str(part).split(r"\n") for part in pair), lineterm="", n=0))[:600]
        for pair in pairs
        if pair[0] != pair[1]
    )


def traits(answer) -> tuple:
    """What an answer says: status, headers and body, without address, form token and time."""
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    of_its_own = rb'[0-9a-f-]{36}|(?<=value=")[A-Za-z0-9]{64}|[0-9]{2}\.[0-9]{2} uur'
    body = re.sub(of_its_own, b"", answer.content)
    return answer.status_code, headers, body
