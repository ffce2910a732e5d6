"""The addresses of the API of mentors, duos and proposals."""

from django.urls import URLPattern

from m2w.doors import editors, endpoint, in_person, readers, roles
from matching.access import (
    CLAIMED_SESSIONS,
    CONTACT_EDITORS,
    MATCH_EDITORS,
    MENTOR_EDITORS,
    MENTOR_READERS,
    NAME_ONLY,
    PROPOSALS,
    PROPOSERS,
    SURVEYS,
)
from matching.api import (
    contacts,
    fees,
    figures,
    interests,
    matches,
    mentor_acts,
    mentors,
    proposals,
    rankings,
    reminders,
    reports,
    sessions,
    surveys,
)
from matching.models import (
    Attendance,
    Contact,
    ContactReport,
    GroupSession,
    Interest,
    Match,
    MatchChange,
    Mentor,
    MentorTraining,
    Proposal,
    ReminderPause,
    VolunteerFee,
)
from matching.serializers.matches import ACT_BODIES
from programmes.models import Call
from programmes.transitions import COORDINATOR, PROMOTER, VDAB

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
SURVEYORS, WHO_DECIDES = roles(SURVEYS), roles(PROPOSALS)
asked: list[URLPattern] = [
    *(
        endpoint(f"matches/{ONE}/surveys/{route}", view.as_view(), f"match-{name}", SURVEYORS)
        for route, name, view in (
            ("", "surveys", surveys.Surveys),
            ("<str:slot>/invite/", "survey-invite", surveys.Invite),
            ("<str:slot>/key_in/", "survey-key_in", surveys.KeyIn),
            ("<str:slot>/paper/", "survey-paper", surveys.Paper),
        )
    ),
    endpoint(
        f"projects/{ONE}/satisfaction/",
        surveys.ProjectSatisfaction.as_view(),
        "project-satisfaction",
        roles(PROMOTER),
    ),
]
chosen_by_hand: list[URLPattern] = [
    *(
        endpoint(route, view.as_view(), name, WHO_DECIDES)
        for route, name, view in (
            (f"enrolments/{ONE}/mentors/", "enrolment-mentors", rankings.MentorsOfEnrolment),
            (f"enrolments/{ONE}/veto/", "enrolment-veto", rankings.VetoOf),
            (f"mentors/{ONE}/mentees/", "mentor-mentees", rankings.MenteesOfMentor),
        )
    ),
    endpoint(
        f"calls/{ONE}/weights/", rankings.CallWeights.as_view(), "call-weights", editors(Call)
    ),
    endpoint("coaches/", rankings.Coaches.as_view(), "coaches", roles(COORDINATOR)),
]
counted: list[URLPattern] = [
    endpoint(
        "mentors/free_places/",
        figures.FreePlacesByLanguage.as_view(),
        "mentors-free_places",
        roles(set(MENTOR_READERS) - NAME_ONLY),
    ),
    endpoint(
        f"projects/{ONE}/gap/", figures.ProjectGap.as_view(), "project-gap", roles(COORDINATOR)
    ),
    endpoint(
        "projects/where_is_room/",
        figures.WhereIsRoom.as_view(),
        "projects-where_is_room",
        roles(VDAB),
    ),
]
resting: list[URLPattern] = [
    endpoint(
        "reminder_pauses/", reminders.Pauses.as_view(), "reminder_pauses", readers(ReminderPause)
    ),
    endpoint(
        f"reminder_pauses/{ONE}/",
        reminders.OnePause.as_view(),
        "reminder_pause",
        readers(ReminderPause),
    ),
]

urlpatterns: list[URLPattern] = [
    *prepared,
    *asked,
    *chosen_by_hand,
    *counted,
    *resting,
    *held_together,
    *reported,
    *paid,
    endpoint("mentors/", mentors.Mentors.as_view(), "mentors", readers(Mentor)),
    endpoint("mentors/bulk/", mentors.ManyMentors.as_view(), "mentors-bulk", roles(MENTOR_EDITORS)),
    endpoint("mentors/<uuid:pk>/", mentors.OneMentor.as_view(), "mentor", readers(Mentor)),
    endpoint("matches/", matches.Matches.as_view(), "matches", readers(Match)),
    endpoint("matches/<uuid:pk>/", matches.OneMatch.as_view(), "match", readers(Match)),
    endpoint(
        f"matches/{ONE}/changes/",
        matches.Changes.as_view(),
        "match-changes",
        readers(MatchChange),
    ),
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
    endpoint(
        "contacts/bulk/",
        contacts.ManyContacts.as_view(),
        "contacts-bulk",
        roles(CONTACT_EDITORS),
    ),
    endpoint("contacts/<uuid:pk>/", contacts.OneContact.as_view(), "contact", readers(Contact)),
    endpoint("proposals/", proposals.Proposals.as_view(), "proposals", readers(Proposal)),
    endpoint(
        "proposals/<uuid:pk>/", proposals.OneProposal.as_view(), "proposal", readers(Proposal)
    ),
    # Every duo of a proposal is a person's choice.
    endpoint(
        "proposals/<uuid:pk>/accept/",
        proposals.Accept.as_view(),
        "proposal-accept",
        in_person(roles(PROPOSALS)),
    ),
    *(
        endpoint(
            f"proposals/<uuid:pk>/{name}/", view.as_view(), f"proposal-{name}", roles(PROPOSALS)
        )
        for name, view in {
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
