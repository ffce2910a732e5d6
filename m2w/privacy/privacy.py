"""What the platform itself keeps of people: those who work with it."""

from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import (
    Absence,
    Invitation,
    KeptAnswer,
    Membership,
    Organisation,
    Staff,
    Token,
    User,
)
from m2w.audit.models import Entry, Tail
from m2w.privacy.classification import Declaration, Personal
from m2w.privacy.models import ErasureItem, ErasureList, RetentionTerm
from m2w.privacy.terms import ACCOUNT, RECORD, Keeping
from m2w.privacy.uses import RIGHTS, SECURITY, STAFFING, Subject

ACCOUNTS = Personal(STAFFING, _("account en contact"), ACCOUNT, (Subject.STAFF,), export=False)
SIGN_IN = Personal(SECURITY, _("aanmelding"), ACCOUNT, (Subject.STAFF,), export=False)
ACTS = Personal(SECURITY, _("wie wat zag of deed"), RECORD, (Subject.STAFF,), export=False)
ERASURES = Personal(RIGHTS, _("wie wat zag of deed"), RECORD, (Subject.STAFF,), export=False)
ANSWERED = Personal(
    SECURITY,
    _("antwoorden aan programma’s"),
    Keeping(words=_("een dag")),
    (Subject.MENTEE, Subject.MENTOR),
    export=False,
)
COLLEAGUES = frozenset(Staff.objects.all().readers)

DECLARATIONS = [
    Declaration(
        Organisation,
        impersonal=(
            *("code", "name", "kind", "kbo_number"),
            *("agreement_number", "agreement_from", "agreement_until"),
        ),
    ),
    Declaration(
        User,
        personal={
            **ACCOUNTS.of("email", "name", "is_active"),
            **ACCOUNTS.of("date_joined", label=_("gemaakt op")),
            **SIGN_IN.of("password", "last_login"),
            **SIGN_IN.of("sessions_ended", label=_("overal afgemeld op")),
        },
        impersonal=("is_superuser", "is_system"),
        readers=COLLEAGUES,
    ),
    Declaration(
        Staff,
        personal=ACCOUNTS.of("user", "organisation", "languages", "provinces"),
        impersonal=("code",),
    ),
    Declaration(
        Absence,
        personal=ACCOUNTS.of("staff", "replacement", "first_day", "last_day"),
        impersonal=("code",),
    ),
    Declaration(
        Membership,
        personal=ACCOUNTS.of("staff", "role"),
        impersonal=("from_claims",),
        readers=COLLEAGUES,
    ),
    Declaration(
        Invitation,
        personal={
            **ACCOUNTS.of("organisation", "email", "name", "role", "provinces", "invited_by"),
            **SIGN_IN.of("expires_at", "accepted_at", "withdrawn_at"),
        },
        impersonal=("code", "digest"),
    ),
    Declaration(
        Token,
        personal={
            **SIGN_IN.of("membership"),
            **SIGN_IN.of("digest", label=_("controlegetal van een sleutel")),
            **SIGN_IN.of("name", "may_write", "expires_at", "last_used_on", "revoked_at"),
        },
    ),
    Declaration(
        KeptAnswer,
        personal={
            **SIGN_IN.of("membership"),
            **ANSWERED.of("body", label=_("antwoord aan een programma")),
        },
        impersonal=("key", "digest", "status", "headers", "shows"),
        readers=frozenset(),
    ),
    Declaration(
        Entry,
        personal=ACTS.of("at", "actor", "organisation", "role", "action"),
        # Which row, and codes and counts: never a value of someone.
        impersonal=("request", "object_type", "object_id", "details", "previous", "hash"),
        readers=frozenset(Entry.objects.all().readers),
    ),
    Declaration(Tail, impersonal=("hash", "lines"), readers=frozenset()),
    Declaration(RetentionTerm, impersonal=("category", "months"), readers=frozenset()),
    Declaration(
        ErasureList,
        personal=ERASURES.of("made_by", "approved_by"),
        impersonal=("code", "promoter", "reason", "as_of", "approved_at", "finished_at"),
    ),
    Declaration(
        ErasureItem,
        impersonal=(
            *("list", "kind", "object_id", "code", "category", "due_on"),
            *("touches", "state", "skipped_because", "done_at"),
        ),
        readers=frozenset(ErasureList.objects.all().readers),
    ),
]
