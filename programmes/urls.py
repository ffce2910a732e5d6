from m2w.doors import editors, page, readers, roles
from m2w.imports.urls import import_pages
from m2w.privacy.urls import rights
from programmes import models
from programmes.access import REGISTRATIONS
from programmes.claim_importing import CLAIM_LINES
from programmes.importing import MENTEES
from programmes.settling_urls import urlpatterns as settling
from programmes.tabs import TABS
from programmes.transitions import COORDINATOR, PROMOTER, TRANSITIONS, VDAB
from programmes.views import (
    call_terms,
    calls,
    claim_acts,
    claims,
    enrolling,
    enrolments,
    extensions,
    facts,
    grants,
    letters,
    mentees,
    outcomes,
    queue,
    queue_acts,
    refer,
    steps,
    together,
)
from programmes.views import registration_check as checking
from programmes.views import registrations as registering

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

REGISTRARS = roles(REGISTRATIONS)

registration = [
    page(
        "mentees/registreren/",
        registering.RegistrationPage.as_view(),
        "registration_start",
        REGISTRARS,
    ),
    page(
        "mentees/registreren/bewaren/",
        registering.SaveTyped.as_view(),
        "registration_start_save",
        REGISTRARS,
    ),
    page(
        "registraties/screening/",
        registering.LiveScreening.as_view(),
        "registration_screening",
        REGISTRARS,
    ),
    page("registraties/", registering.Registrations.as_view(), "registrations", REGISTRARS),
    page(
        "registraties/<uuid:pk>/nakijken/",
        checking.CheckPage.as_view(),
        "registration_check",
        REGISTRARS,
    ),
    page(
        "registraties/<uuid:pk>/verwijderen/",
        checking.DeleteRegistration.as_view(),
        "registration_delete",
        REGISTRARS,
    ),
    page(
        "registraties/<uuid:pk>/<slug:step>/",
        registering.RegistrationPage.as_view(),
        "registration",
        REGISTRARS,
    ),
    page(
        "registraties/<uuid:pk>/<slug:step>/bewaren/",
        registering.SaveTyped.as_view(),
        "registration_save",
        REGISTRARS,
    ),
]
referral = [
    page("doorverwijzingen/", enrolling.Referrals.as_view(), "referrals", roles(PROMOTER)),
    page(
        "aanmeldingen/<uuid:pk>/intake/",
        enrolling.PlanIntake.as_view(),
        "enrolment_intake",
        roles(PROMOTER),
    ),
    page(
        "mentees/<uuid:pk>/aanmelden/",
        enrolling.EnrolMentee.as_view(),
        "mentee_enrol",
        editors(models.Mentee),
    ),
]
COUNSELLORS = roles(VDAB)
outflow = [
    page(
        "aanmeldingen/<uuid:pk>/uitstroom/",
        outcomes.NoteOutcome.as_view(),
        "outcome_note",
        roles(PROMOTER),
    ),
    page(
        "aanmeldingen/<uuid:pk>/meting/",
        outcomes.MeasureOutcome.as_view(),
        "enrolment_measure",
        roles(PROMOTER),
    ),
    page(
        "uitstroom/<uuid:pk>/verbeteren/",
        outcomes.CorrectOutcome.as_view(),
        "outcome_correct",
        roles(PROMOTER),
    ),
    page(
        "uitstroom/<uuid:pk>/verwijderen/",
        outcomes.RemoveOutcome.as_view(),
        "outcome_remove",
        roles(PROMOTER),
    ),
    page(
        "uitstroom/<uuid:pk>/nakijken/",
        outcomes.VerifyOutcome.as_view(),
        "outcome_verify",
        COUNSELLORS,
    ),
    page(
        "uitstroom/na-te-kijken/",
        outcomes.OutcomesToVerify.as_view(),
        "outcomes_to_verify",
        COUNSELLORS,
    ),
    page(
        "uitstroom/te-meten/",
        outcomes.Measurements.as_view(),
        "measurements",
        roles(PROMOTER),
    ),
]
counsellors_queue = [
    page("wachtrij/", queue.Queue.as_view(), "queue", COUNSELLORS),
    *(
        page(f"wachtrij/{tab.code}/", queue.Queue.as_view(tab=tab.code), tab.view, COUNSELLORS)
        for tab in TABS[1:]
    ),
    page("wachtrij/<slug:tab>/<uuid:pk>/", queue.QueueFile.as_view(), "queue_file", COUNSELLORS),
    page(
        "aanmeldingen/<uuid:pk>/gegevens-vdab/",
        facts.FactsCorrection.as_view(),
        "enrolment_facts",
        COUNSELLORS,
    ),
    page("doorverwijzen/", refer.Refer.as_view(), "refer", COUNSELLORS),
    page("aanmeldingen/<uuid:pk>/opnemen/", queue_acts.take_up, "take_up", COUNSELLORS),
    page("aanmeldingen/<uuid:pk>/terugleggen/", queue_acts.put_back, "put_back", COUNSELLORS),
    page("aanmeldingen/<uuid:pk>/overgenomen/", queue_acts.mark_copied, "mark_copied", COUNSELLORS),
    page(
        "aanmeldingen/<uuid:pk>/opnieuw-doorverwijzen/",
        queue_acts.refer_again,
        "refer_again",
        COUNSELLORS,
    ),
    page(
        "aanmeldingen/<uuid:pk>/opnieuw-screenen/",
        queue_acts.screen_again,
        "screen_again",
        COUNSELLORS,
    ),
]
GRANTERS = editors(models.Grant)
grant_pages = [
    page("toekenningen/", grants.Grants.as_view(), "grants", readers(models.Grant)),
    page("toekenningen/nieuw/", grants.EnterGrant.as_view(), "grant_enter", GRANTERS),
    page(
        "toekenningen/<uuid:pk>/bevestigen/",
        grants.ConfirmGrant.as_view(),
        "grant_confirm",
        GRANTERS,
    ),
    page(
        "toekenningen/<uuid:pk>/intrekken/",
        grants.WithdrawGrant.as_view(),
        "grant_withdraw",
        GRANTERS,
    ),
]
COORDINATORS = roles(COORDINATOR)
costs = [
    page("kosten/", claims.Claims.as_view(), "claims", readers(models.Claim)),
    page("kosten/in-te-dienen/", claims.ClaimsDue.as_view(), "claims_due", COORDINATORS),
    page("kosten/nieuw/", claim_acts.OpenClaim.as_view(), "claim_open", COORDINATORS),
    *import_pages("kosten/", CLAIM_LINES),
    page(
        "kosten/jaar/<uuid:pk>/<int:year>/",
        claims.ClaimYearPage.as_view(),
        "claim_year",
        readers(models.Claim),
    ),
    page("kosten/<uuid:pk>/", claims.ClaimPage.as_view(), "claim", readers(models.Claim)),
    page("kosten/<uuid:pk>/lijn/", claim_acts.AddLine.as_view(), "claim_line_add", COORDINATORS),
    page(
        "kosten/<uuid:pk>/indienen/", claim_acts.SubmitClaim.as_view(), "claim_submit", COORDINATORS
    ),
    page(
        "kosten/<uuid:pk>/verwijderen/",
        claim_acts.RemoveClaim.as_view(),
        "claim_remove",
        COORDINATORS,
    ),
    page(
        "kosten/lijnen/<uuid:pk>/",
        claims.ClaimLinePage.as_view(),
        "claim_line",
        readers(models.ClaimLine),
    ),
    page(
        "kosten/lijnen/<uuid:pk>/wijzigen/",
        claim_acts.ChangeLine.as_view(),
        "claim_line_change",
        COORDINATORS,
    ),
    page(
        "kosten/lijnen/<uuid:pk>/verwijderen/",
        claim_acts.RemoveLine.as_view(),
        "claim_line_remove",
        COORDINATORS,
    ),
]
urlpatterns = [
    *costs,
    *registration,
    *referral,
    *outflow,
    *counsellors_queue,
    *settling,
    page("oproepen/", calls.Calls.as_view(), "calls", readers(models.Call)),
    page("oproepen/<uuid:pk>/", calls.CallPage.as_view(), "call", readers(models.Call)),
    page(
        "oproepen/<uuid:pk>/uitstroom/",
        calls.RedefineOutflow.as_view(),
        "call_redefine_outflow",
        editors(models.Call),
    ),
    page(
        "oproepen/<uuid:pk>/kosten/",
        call_terms.CallTerms.as_view(),
        "call_terms",
        editors(models.Call),
    ),
    page(
        "projecten/<uuid:pk>/begroting/<int:year>/",
        call_terms.PlannedCosts.as_view(),
        "cost_plan",
        readers(models.CostPlan),
    ),
    page("projecten/", calls.Projects.as_view(), "projects", readers(models.Project)),
    page(
        "projecten/<uuid:pk>/verlenging/",
        extensions.AskExtension.as_view(),
        "extension_ask",
        roles(COORDINATOR),
    ),
    *(
        page(
            f"verlengingen/<uuid:pk>/{route}/",
            extensions.DecideExtension.as_view(name=name),
            f"extension_{name}",
            editors(models.ExtensionRequest),
        )
        for route, name in (("toestaan", "grant"), ("weigeren", "refuse"))
    ),
    page(
        "verlengingen/",
        extensions.ExtensionRequests.as_view(),
        "extension_requests",
        readers(models.ExtensionRequest),
    ),
    *grant_pages,
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
    page(
        "aanmeldingen/<uuid:pk>/brief/",
        letters.enrolment_letter,
        "enrolment_letter",
        readers(models.Enrolment),
    ),
    page("aanmeldingen/", enrolments.Enrolments.as_view(), "enrolments", readers(models.Enrolment)),
]
