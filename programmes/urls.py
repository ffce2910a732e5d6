from m2w.doors import editors, page, readers, roles
from m2w.imports.urls import import_pages
from m2w.privacy.urls import rights
from programmes import models
from programmes.importing import MENTEES
from programmes.transitions import COORDINATOR, TRANSITIONS, VDAB
from programmes.views import calls, enrolments, mentees, steps, together

# The steps in the life of an enrolment, as words in an address.
SLUGS = {
    "submit": "indienen",
    "answer": "antwoorden",
    "withdraw": "intrekken",
    "end": "beeindigen",
    "accept_referral": "aanvaarden",
    "decline_referral": "afwijzen",
    "approve": "goedkeuren",
    "request_info": "vragen",
    "reject": "weigeren",
    "delete": "verwijderen",
}

urlpatterns = [
    page("oproepen/", calls.Calls.as_view(), "calls", readers(models.Call)),
    page("oproepen/<uuid:pk>/", calls.CallPage.as_view(), "call", readers(models.Call)),
    page("projecten/", calls.Projects.as_view(), "projects", readers(models.Project)),
    page("projecten/<uuid:pk>/", calls.ProjectPage.as_view(), "project", readers(models.Project)),
    page("mentees/", mentees.Mentees.as_view(), "mentees", readers(models.Mentee)),
    page(
        "mentees/<uuid:pk>/register/",
        mentees.MenteeRecord.as_view(),
        "mentee_record",
        editors(models.Mentee),
    ),
    page(
        "mentees/<uuid:pk>/verbeteren/",
        mentees.MenteeCorrection.as_view(),
        "mentee_correct",
        editors(models.Mentee),
    ),
    *import_pages("mentees/", MENTEES),
    *rights("mentees", "mentee", models.Mentee),
    *(
        page(
            f"aanmeldingen/<uuid:pk>/{slug}/",
            steps.StepPage.as_view(step=step),
            f"enrolment_{step}",
            roles(TRANSITIONS[step].roles),
        )
        for step, slug in SLUGS.items()
    ),
    page(
        "aanmeldingen/mentees.xlsx",
        enrolments.CaseloadOnASheet.as_view(format="xlsx"),
        "enrolments_xlsx",
        readers(models.Enrolment),
    ),
    page(
        "aanmeldingen/mentees.csv",
        enrolments.CaseloadOnASheet.as_view(format="csv"),
        "enrolments_csv",
        readers(models.Enrolment),
    ),
    page(
        "aanmeldingen/samen/indienen/",
        together.SubmitTogether.as_view(),
        "enrolments_submit",
        roles(COORDINATOR),
    ),
    page(
        "aanmeldingen/samen/goedkeuren/",
        together.ApproveTogether.as_view(),
        "enrolments_approve",
        roles(VDAB),
    ),
    page(
        "aanmeldingen/samen/coach/",
        together.CoachTogether.as_view(),
        "enrolments_coach",
        roles(COORDINATOR),
    ),
    page("aanmeldingen/", enrolments.Enrolments.as_view(), "enrolments", readers(models.Enrolment)),
]
