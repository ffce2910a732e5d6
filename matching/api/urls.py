"""The addresses of the API of mentors, duos and proposals."""

from django.urls import URLPattern

from m2w.doors import editors, endpoint, readers, roles
from matching.access import CLAIMED_SESSIONS, MATCH_EDITORS, PROPOSALS, PROPOSERS
from matching.api import (
    contacts,
    fees,
    interests,
    matches,
    mentor_acts,
    mentors,
    proposals,
    reports,
    sessions,
)
from matching.models import (
    Attendance,
    Contact,
    ContactReport,
    GroupSession,
    Interest,
    Match,
    Mentor,
    MentorTraining,
    Proposal,
    VolunteerFee,
)
from matching.serializers.matches import ACT_BODIES

ONE = "<uuid:pk>"
LEADERS, COACHING, PAYERS = editors(GroupSession), editors(ContactReport), editors(VolunteerFee)

held_together: list[URLPattern] = [
    endpoint("group_sessions/", sessions.Sessions.as_view(), "group_sessions", LEADERS),
    *(
        endpoint(f"group_sessions/{ONE}/{route}", view.as_view(), f"group_session{name}", LEADERS)
        for route, name, view in (
            ("", "", sessions.OneSession),
            ("attendances/", "-attendances", sessions.Attendances),
            ("tick/", "-tick", sessions.Tick),
            ("attendance_list/", "-attendance_list", sessions.PrintedList),
        )
    ),
    endpoint(
        f"group_sessions/{ONE}/claims/",
        sessions.Claims.as_view(),
        "group_session-claims",
        roles(CLAIMED_SESSIONS),
    ),
    endpoint(
        f"attendances/{ONE}/",
        sessions.OneAttendance.as_view(),
        "attendance",
        editors(Attendance),
    ),
]
reported: list[URLPattern] = [
    endpoint("contact_reports/", reports.Reports.as_view(), "contact_reports", COACHING),
    *(
        endpoint(
            f"contact_reports/{ONE}/{route}", view.as_view(), f"contact_report{name}", COACHING
        )
        for route, name, view in (
            ("", "", reports.OneReport),
            ("decide/", "-decide", reports.Decide),
            ("called/", "-called", reports.Called),
        )
    ),
    *(
        endpoint(f"matches/{ONE}/{name}/", view.as_view(), f"match-{name}", COACHING)
        for name, view in (
            ("meeting_links", reports.MeetingLinks),
            ("withdraw_meeting_link", reports.WithdrawLink),
        )
    ),
]
paid: list[URLPattern] = [
    *(
        endpoint(f"volunteer_fees/{route}", view.as_view(), f"volunteer_fee{name}", PAYERS)
        for route, name, view in (
            ("", "s", fees.Fees),
            ("claim/", "s-claim", fees.ClaimFees),
            ("per_mentor/", "s-per_mentor", fees.PerMentor),
            (f"{ONE}/", "", fees.OneFee),
            (f"{ONE}/unclaim/", "-unclaim", fees.Unclaim),
        )
    ),
]
PREPARING = editors(Mentor)
SCREENERS = editors(Interest)
prepared: list[URLPattern] = [
    endpoint(f"mentors/{ONE}/pause/", mentor_acts.Pause.as_view(), "mentor-pause", PREPARING),
    endpoint(f"mentors/{ONE}/resume/", mentor_acts.Resume.as_view(), "mentor-resume", PREPARING),
    endpoint(
        f"mentors/{ONE}/trainings/",
        mentor_acts.Trainings.as_view(),
        "mentor-trainings",
        readers(MentorTraining),
    ),
    endpoint(
        f"mentor_trainings/{ONE}/",
        mentor_acts.OneTraining.as_view(),
        "mentor_training",
        readers(MentorTraining),
    ),
    *(
        endpoint(f"interests/{route}", view.as_view(), f"interest{name}", SCREENERS)
        for route, name, view in (
            ("", "s", interests.Interests),
            ("link/", "s-link", interests.Link),
            ("withdraw_links/", "s-withdraw_links", interests.WithdrawLinks),
            (f"{ONE}/", "", interests.OneInterest),
            (f"{ONE}/interview/", "-interview", interests.Interview),
            (f"{ONE}/make_mentor/", "-make_mentor", interests.MakeMentor),
        )
    ),
]

urlpatterns: list[URLPattern] = [
    *prepared,
    *held_together,
    *reported,
    *paid,
    endpoint("mentors/", mentors.Mentors.as_view(), "mentors", readers(Mentor)),
    endpoint("mentors/<uuid:pk>/", mentors.OneMentor.as_view(), "mentor", readers(Mentor)),
    endpoint("matches/", matches.Matches.as_view(), "matches", readers(Match)),
    endpoint("matches/<uuid:pk>/", matches.OneMatch.as_view(), "match", readers(Match)),
    *(
        endpoint(
            f"matches/<uuid:pk>/{act}/",
            matches.act_view(act),
            f"match-{act}",
            roles(MATCH_EDITORS),
        )
        for act in ACT_BODIES
    ),
    endpoint("contacts/", contacts.Contacts.as_view(), "contacts", readers(Contact)),
    endpoint("contacts/<uuid:pk>/", contacts.OneContact.as_view(), "contact", readers(Contact)),
    endpoint("proposals/", proposals.Proposals.as_view(), "proposals", readers(Proposal)),
    endpoint(
        "proposals/<uuid:pk>/", proposals.OneProposal.as_view(), "proposal", readers(Proposal)
    ),
    *(
        endpoint(
            f"proposals/<uuid:pk>/{name}/", view.as_view(), f"proposal-{name}", roles(PROPOSALS)
        )
        for name, view in {
            "accept": proposals.Accept,
            "choose": proposals.Choose,
            "lock": proposals.Lock,
            "unlock": proposals.Unlock,
            "veto": proposals.VetoPair,
        }.items()
    ),
    endpoint(
        "proposals/<uuid:pk>/run_again/",
        proposals.RunAgain.as_view(),
        "proposal-run_again",
        roles(PROPOSERS),
    ),
]
