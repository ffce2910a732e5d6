from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.doors import PUBLIC, editors, page, readers, roles
from m2w.imports.urls import import_pages
from m2w.outbox.models import Reminder
from m2w.outbox.views import Reminders
from m2w.privacy.urls import rights
from matching.access import (
    CLAIMED_SESSIONS,
    MATCH_EDITORS,
    MENTOR_READERS,
    NAME_ONLY,
    PROPOSALS,
    PROPOSERS,
    SURVEYS,
)
from matching.acts import ACTS
from matching.importing import MENTORS
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
    ReminderPause,
    VolunteerFee,
)
from matching.views import (
    call,
    coaches,
    contacts,
    duos,
    fees,
    files,
    free_places,
    gap,
    interests,
    matches,
    meetings,
    mentor_acts,
    mentors,
    places,
    proposals,
    questionnaires,
    rankings,
    reminders,
    reports,
    sessions,
    weights,
)
from programmes.models import Call, Enrolment, Mentee
from programmes.transitions import COORDINATOR, PROMOTER, VDAB

SCREENERS = editors(Interest)

mentors_in_bulk = [
    *(
        page(
            f"mentoren/mentoren.{kind}",
            mentors.MentorsOnASheet.as_view(format=kind),
            f"mentors_{kind}",
            readers(Mentor),
        )
        for kind in ("xlsx", "csv")
    ),
    *import_pages("mentoren/", MENTORS),
]
interest = [
    page("interesse/<str:token>/", interests.fill_in, "show_interest", PUBLIC),
    page("interesse/<str:token>/verstuurd/", interests.sent, "interest_sent", PUBLIC),
    page("mentoren/interesse/", interests.Interests.as_view(), "interests", SCREENERS),
    page(
        "mentoren/interesse/links-intrekken/",
        interests.withdraw,
        "interest_links_withdraw",
        SCREENERS,
    ),
    page("mentoren/interesse/<uuid:pk>/", interests.InterestPage.as_view(), "interest", SCREENERS),
    page(
        "mentoren/interesse/<uuid:pk>/kennismaking/",
        interests.NoteInterview.as_view(),
        "interest_interview",
        SCREENERS,
    ),
    page(
        "mentoren/interesse/<uuid:pk>/mentor/",
        interests.MentorOfInterest.as_view(),
        "interest_mentor",
        SCREENERS,
    ),
    page(
        "mentoren/interesse/<uuid:pk>/verwijderen/",
        interests.DiscardInterest.as_view(),
        "interest_delete",
        SCREENERS,
    ),
]
duo_acts: list[Any] = [
    page(
        f"duos/<uuid:pk>/{route}/",
        duos.DuoAct.as_view(name=name),
        f"match_{name}",
        roles(ACTS[name].roles),
    )
    for name, route in {
        "arrange": "afspraken",
        "extend": "verlengen",
        "pause": "pauzeren",
        "resume": "hervatten",
        "change_coach": "coach",
        "end": "beeindigen",
    }.items()
]
NOTERS, COACHING = editors(Contact), editors(ContactReport)
contact_pages = [
    page("melden/<str:token>/", meetings.fill_in, "report_meeting", PUBLIC),
    page("melden/<str:token>/bedankt/", meetings.sent, "meeting_reported", PUBLIC),
    page("contacten/", contacts.Contacts.as_view(), "contacts", readers(Contact)),
    page("contacten/noteren/", contacts.NoteSeveral.as_view(), "contacts_note", NOTERS),
    page("duos/<uuid:pk>/contact/", contacts.NoteOne.as_view(), "contact_note", NOTERS),
    page("contacten/<uuid:pk>/verbeteren/", contacts.Amend.as_view(), "contact_amend", NOTERS),
    page("contacten/<uuid:pk>/verwijderen/", contacts.Delete.as_view(), "contact_delete", NOTERS),
    page("contacten/meldingen/", reports.Reports.as_view(), "reports", COACHING),
    page("contacten/meldingen/<uuid:pk>/beslissen/", reports.decide, "report_decide", COACHING),
    page("contacten/meldingen/<uuid:pk>/gebeld/", reports.called, "report_called", COACHING),
    page("duos/<uuid:pk>/links/", reports.MeetingLinks.as_view(), "match_links", COACHING),
    page("duos/<uuid:pk>/links/intrekken/", reports.withdraw, "match_links_withdraw", COACHING),
]
LEADERS = editors(GroupSession)
session_pages = [
    page("groepssessies/", sessions.Sessions.as_view(), "sessions", LEADERS),
    page("groepssessies/nieuw/", sessions.MakeSession.as_view(), "session_make", LEADERS),
    *(
        page(f"groepssessies/<uuid:pk>/{route}", view, name, LEADERS)
        for route, view, name in (
            ("", sessions.SessionPage.as_view(), "session"),
            ("verbeteren/", sessions.Amend.as_view(), "session_amend"),
            ("verwijderen/", sessions.Delete.as_view(), "session_delete"),
            ("mensen/", sessions.Add.as_view(), "session_add"),
            ("aanwezigheden/", sessions.attendance, "session_attendance"),
            ("lijst/", sessions.PrintedList.as_view(), "session_list"),
            ("aanwezigheidslijst.pdf", sessions.as_pdf, "session_pdf"),
        )
    ),
    page(
        "groepssessies/<uuid:pk>/kostendeclaratie/",
        sessions.Attach.as_view(),
        "session_claim",
        roles(CLAIMED_SESSIONS),
    ),
    page(
        "aanwezigheden/<uuid:pk>/verwijderen/",
        sessions.remove,
        "attendance_remove",
        editors(Attendance),
    ),
]
PAYERS = editors(VolunteerFee)
fee_pages: list[Any] = [
    page("vergoedingen/", fees.Fees.as_view(), "fees", PAYERS),
    page("vergoedingen/nieuw/", fees.EnterSeveral.as_view(), "fees_enter", PAYERS),
    page("vergoedingen/<uuid:pk>/verbeteren/", fees.Change.as_view(), "fee_change", PAYERS),
    page("vergoedingen/<uuid:pk>/verwijderen/", fees.Remove.as_view(), "fee_remove", PAYERS),
    page("vergoedingen/<uuid:pk>/afhalen/", fees.Unclaim.as_view(), "fee_unclaim", PAYERS),
    page(
        "projecten/<uuid:pk>/vergoedingen/<int:year>/declareren/",
        fees.Claim.as_view(),
        "fees_claim",
        PAYERS,
    ),
    *(
        page(
            f"vergoedingen/jaarlijst-<int:year>.{kind}",
            fees.yearly_list(kind),
            f"fee_list_{kind}",
            PAYERS,
        )
        for kind in ("xlsx", "csv")
    ),
]
SURVEYORS = roles(SURVEYS)
surveys = [
    page("vragenlijst/<str:token>/", questionnaires.fill_in, "survey", PUBLIC),
    page(
        "duos/<uuid:pk>/bevragingen/",
        questionnaires.MatchSurveys.as_view(),
        "match_surveys",
        SURVEYORS,
    ),
    page(
        "duos/<uuid:pk>/bevragingen/<str:slot>/link/",
        questionnaires.InviteToSurvey.as_view(),
        "survey_invite",
        SURVEYORS,
    ),
    page(
        "duos/<uuid:pk>/bevragingen/<str:slot>/papier/",
        questionnaires.on_paper,
        "survey_paper",
        SURVEYORS,
    ),
    page(
        "duos/<uuid:pk>/bevragingen/<str:slot>/antwoorden/",
        questionnaires.KeyInSurvey.as_view(),
        "survey_key_in",
        SURVEYORS,
    ),
    page(
        "projecten/<uuid:pk>/tevredenheid/",
        questionnaires.ProjectSatisfaction.as_view(),
        "project_satisfaction",
        roles(PROMOTER),
    ),
]
READERS, MAKERS = readers(Proposal), roles(PROPOSERS)
WHO_DECIDES = roles(PROPOSALS)

proposing = [
    page("duos/voorstellen/", proposals.Proposals.as_view(), "proposals", READERS),
    page(
        "duos/voorstellen/maken/",
        proposals.MakeProposal.as_view(),
        "proposal_make",
        MAKERS,
    ),
    page(
        "duos/voorstellen/<uuid:pk>/",
        proposals.ProposalPage.as_view(),
        "proposal",
        READERS,
    ),
    page(
        "duos/voorstellen/<uuid:pk>/zonder-mentor/",
        proposals.LeftOvers.as_view(),
        "proposal_left_over",
        READERS,
    ),
    page(
        "duos/voorstellen/<uuid:pk>/aanvaarden/",
        proposals.AcceptPairs.as_view(),
        "proposal_accept",
        WHO_DECIDES,
    ),
    page("duos/voorstellen/<uuid:pk>/vastzetten/", proposals.lock, "proposal_lock", WHO_DECIDES),
    page("duos/voorstellen/<uuid:pk>/losmaken/", proposals.unlock, "proposal_unlock", WHO_DECIDES),
    page("duos/voorstellen/<uuid:pk>/kiezen/", proposals.choose, "proposal_choose", WHO_DECIDES),
    page(
        "duos/voorstellen/<uuid:pk>/opnieuw/",
        proposals.run_again,
        "proposal_again",
        MAKERS,
    ),
    page(
        "aanmeldingen/<uuid:pk>/mentoren/",
        rankings.MentorsOfEnrolment.as_view(),
        "enrolment_mentors",
        WHO_DECIDES,
    ),
    page("aanmeldingen/<uuid:pk>/veto/", rankings.Veto.as_view(), "enrolment_veto", WHO_DECIDES),
    page(
        "mentoren/<uuid:pk>/mentees/",
        rankings.MenteesOfMentor.as_view(),
        "mentor_mentees",
        WHO_DECIDES,
    ),
]
reminding = [
    page(
        "herinneringen/",
        Reminders.as_view(ways=[(_("Gepauzeerde herinneringen"), "reminder_pauses")]),
        "reminders",
        readers(Reminder),
    ),
    page(
        "herinneringen/pauzes/",
        reminders.ReminderPauses.as_view(),
        "reminder_pauses",
        readers(ReminderPause),
    ),
    page(
        "herinneringen/pauzes/<uuid:pk>/hervatten/",
        reminders.resume,
        "reminders_resume",
        editors(ReminderPause),
    ),
    page(
        "herinneringen/pauzes/<slug:kind>/<uuid:pk>/",
        reminders.PauseReminders.as_view(),
        "reminders_pause",
        editors(ReminderPause),
    ),
]
urlpatterns = [
    page("mentees/<uuid:pk>/", files.MenteePage.as_view(), "mentee", readers(Mentee)),
    page("aanmeldingen/<uuid:pk>/", files.EnrolmentPage.as_view(), "enrolment", readers(Enrolment)),
    page("mentoren/", mentors.Mentors.as_view(), "mentors", readers(Mentor)),
    page("mentoren/<uuid:pk>/", mentors.MentorPage.as_view(), "mentor", readers(Mentor)),
    *mentors_in_bulk,
    *fee_pages,
    *interest,
    page(
        "mentoren/registreren/",
        mentor_acts.RegisterMentor.as_view(),
        "mentor_register",
        editors(Mentor),
    ),
    page(
        "mentoren/vrije-plaatsen/",
        free_places.free_by_language,
        "free_places",
        roles(set(MENTOR_READERS) - NAME_ONLY),
    ),
    page(
        "mentoren/<uuid:pk>/pauzeren/",
        mentor_acts.PauseMentor.as_view(),
        "mentor_pause",
        editors(Mentor),
    ),
    page("mentoren/<uuid:pk>/hervatten/", mentor_acts.resume, "mentor_resume", editors(Mentor)),
    page(
        "mentoren/<uuid:pk>/mentorvorming/",
        mentor_acts.AddTraining.as_view(),
        "mentor_training",
        editors(Mentor),
    ),
    page(
        "mentorvorming/<uuid:pk>/verwijderen/",
        mentor_acts.take_training_away,
        "mentor_training_remove",
        editors(MentorTraining),
    ),
    page(
        "mentoren/<uuid:pk>/register/",
        mentors.MentorRecord.as_view(),
        "mentor_record",
        editors(Mentor),
    ),
    page(
        "mentoren/<uuid:pk>/verbeteren/",
        mentors.MentorCorrection.as_view(),
        "mentor_correct",
        editors(Mentor),
    ),
    *rights("mentoren", "mentor", Mentor),
    page(
        "projecten/<uuid:pk>/wie-we-zoeken/",
        gap.ProjectGap.as_view(),
        "project_gap",
        roles(COORDINATOR),
    ),
    page(
        "projecten/<uuid:pk>/oproep-vrijwilligers/",
        call.VolunteersCall.as_view(),
        "project_call",
        roles(COORDINATOR),
    ),
    page(
        "oproepen/<uuid:pk>/gewichten/",
        weights.CallWeights.as_view(),
        "call_weights",
        editors(Call),
    ),
    page("waar-is-plaats/", places.WhereIsRoom.as_view(), "where_is_room", roles(VDAB)),
    page("duos/", matches.Matches.as_view(), "matches", readers(Match)),
    page("duos/<uuid:pk>/", matches.MatchPage.as_view(), "match", readers(Match)),
    *duo_acts,
    *surveys,
    page(
        "aanmeldingen/<uuid:pk>/duo/",
        duos.StartDuo.as_view(),
        "match_start",
        roles(MATCH_EDITORS),
    ),
    page("mentor-coaches/", coaches.coaches, "coaches", roles(COORDINATOR)),
    *proposing,
    *reminding,
    *contact_pages,
    *session_pages,
]
