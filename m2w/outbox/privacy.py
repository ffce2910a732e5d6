"""What the outbox holds of people: those it writes to. Whom a notice is about stands nowhere."""

from django.utils.translation import gettext_lazy as _

from m2w.outbox.models import DailyMail, Job, Mail, Notice, Reminder
from m2w.privacy.classification import Declaration, Personal
from m2w.privacy.terms import ACCOUNT, Keeping
from m2w.privacy.uses import SECURITY, STAFFING, Subject

STAFF = (Subject.STAFF,)
UNTIL_SENT = Keeping(words=_("tot de mail vertrokken is"))
A_MONTH = Keeping(words=_("een maand na de uitvoering"))
A_YEAR = Keeping(words=_("een jaar"))
NOTICES = Personal(STAFFING, _("berichten aan medewerkers"), A_YEAR, STAFF, export=False)
MAILS = Personal(STAFFING, _("mails aan medewerkers"), UNTIL_SENT, STAFF, export=False)
ASKED = Personal(SECURITY, _("wie wat zag of deed"), A_MONTH, STAFF, export=False)
# Ids, codes and counts; what the worker needs to share the work.
OF_A_TASK = ("state", "attempts", "due_at", "claim", "fault", "ended_at")

DECLARATIONS = [
    Declaration(
        Mail,
        personal={
            **MAILS.of("to", label=_("e-mailadres")),
            **MAILS.of("subject", label=_("onderwerp")),
            **MAILS.of("body", label=_("tekst")),
            **MAILS.of("tell", label=_("wie het hoort als de mail niet vertrekt")),
        },
        impersonal=(*OF_A_TASK, "notice", "about_type", "about_id"),
        readers=frozenset(),
    ),
    Declaration(
        Job,
        personal={
            **ASKED.of("by", label=_("gevraagd door")),
            **ASKED.of("membership", label=_("in welke rol")),
        },
        impersonal=(*OF_A_TASK, "kind", "arguments", "done", "total", "result"),
        readers=frozenset(),
    ),
    Declaration(
        Notice,
        personal={
            **NOTICES.of("to", label=_("aan wie")),
            **NOTICES.of("read_at", label=_("gelezen op")),
            **NOTICES.of("mailed_at", label=_("gemeld per mail op")),
        },
        impersonal=("code", "about_type", "about_id"),
    ),
    Declaration(
        Reminder,
        personal=NOTICES.of("to", label=_("aan wie")),
        impersonal=("code", "about_type", "about_id", "since", "organisation", "given_on"),
    ),
    Declaration(
        DailyMail,
        personal={
            **Personal(STAFFING, _("account en contact"), ACCOUNT, STAFF, export=False).of(
                "user", "wanted", "language", label=_("dagelijkse mail")
            ),
            **NOTICES.of("last_on", "week_of", label=_("laatste dagelijkse mail")),
        },
        readers=frozenset(),
    ),
]
