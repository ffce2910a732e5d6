"""Who works here: organisations, accounts, and the roles people hold in an organisation."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.querysets import (
    AbsenceQuerySet,
    InvitationQuerySet,
    MembershipQuerySet,
    OrganisationQuerySet,
    StaffQuerySet,
    TokenQuerySet,
)
from m2w.fields import CodeListField
from m2w.models import BaseModel
from m2w.periods import Period, today

SESSION_SALT = "m2w.accounts.session"


class Organisation(BaseModel):
    """A promoter, VDAB or the ministry. An agreement, where known, limits who opens files."""

    name = models.CharField(_("naam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=10, choices=OrganisationKind)
    kbo_number = models.CharField(_("KBO-nummer"), max_length=12, blank=True)
    agreement_number = models.CharField(_("nummer van de overeenkomst"), max_length=40, blank=True)
    agreement_from = models.DateField(_("overeenkomst vanaf"), null=True, blank=True)
    agreement_until = models.DateField(_("overeenkomst tot en met"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "code"]
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def __str__(self) -> str:
        return self.name

    @property
    def may_open_files(self) -> bool:
        """Whether its agreement, if one is known, is in force today (readings.md 19)."""
        known = self.agreement_number or self.agreement_from or self.agreement_until
        first, last = self.agreement_from or date.min, self.agreement_until
        return not known or today() in Period.through(first, last)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account, known by its e-mail address. What it may do follows from its memberships.

    That of a system has no sign-in: it acts through the API with its key. To all who look for
    people it is closed.
    """

    email = models.EmailField(_("e-mailadres"), max_length=254, unique=True)
    name = models.CharField(_("naam"), max_length=200)
    is_active = models.BooleanField(_("actief"), default=True)
    is_system = models.BooleanField(_("systeem"), default=False, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    # Part of what a session is checked against: one more ends them all.
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    # The membership this request acts in; set on sign-in to a request, never stored.
    acting: "Membership | None" = None
    # The first membership, where it was fetched along with the account.
    place: "Membership | None" = None

    class Meta:
        ordering = ["email"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("Er is al een account met dit e-mailadres."),
            ),
            models.CheckConstraint(
                condition=~models.Q(is_system=True, is_active=True),
                name="user_system_is_closed",
                violation_error_message=_("Een systeem meldt zich niet aan."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        return self.is_superuser

    @property
    def may_act(self) -> bool:
        """Whether its requests and jobs are carried out; a system's follow its key."""
        return self.is_active or self.is_system

    @cached_property
    def organisations(self) -> frozenset[UUID]:
        """The organisations in which someone has a role, whichever; asked once a request."""
        held = Membership.objects.filter(staff__user=self)
        return frozenset(held.values_list("staff__organisation", flat=True))

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What Django compares with each request's session: another password or count ends it."""
        value = f"{self.password}{self.sessions_ended}"
        return salted_hmac(SESSION_SALT, value, secret=secret, algorithm="sha256").hexdigest()


class Staff(BaseModel):
    """Someone's place in one organisation: languages and provinces go with the place."""

    user = models.ForeignKey(User, models.PROTECT, related_name="places")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="staff")
    languages = models.JSONField(_("talen"), default=dict, blank=True)
    provinces = CodeListField(_("provincies"))

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "code"]
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="staff_once_per_organisation",
                violation_error_message=_("Deze persoon werkt al bij deze organisatie."),
            )
        ]

    def __str__(self) -> str:
        return str(self.user)


class Absence(BaseModel):
    """Days on which a counsellor or a coach is away, and the colleague who takes over their files.

    Nothing moves: on these days the gate lets the colleague in too.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="absences")
    replacement = models.ForeignKey(Staff, models.PROTECT, related_name="replaces")
    first_day = models.DateField(_("eerste dag"))
    last_day = models.DateField(_("laatste dag"))

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "code"]
        verbose_name = _("afwezigheid")
        verbose_name_plural = _("afwezigheden")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="absence_ends_after_start",
                violation_error_message=_("De laatste dag ligt niet voor de eerste."),
            ),
            models.CheckConstraint(
                condition=~models.Q(replacement=models.F("staff")),
                name="absence_replaced_by_another",
                violation_error_message=_("Kies iemand anders als vervanger."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.staff)

    @property
    def days(self) -> Period:
        return Period.through(self.first_day, self.last_day)


class Membership(models.Model):
    """One role that someone holds in one organisation; a token and a session act in one."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)
    # Given by the claims of OpenID Connect, which also take it away again.
    from_claims = models.BooleanField(default=False, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role"],
                name="membership_role_once",
                violation_error_message=_("Deze persoon heeft deze rol al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff} ({self.get_role_display()})"

    @property
    def organisation(self) -> Organisation:
        return self.staff.organisation

    @property
    def reads_restricted(self) -> bool:
        """Whether this role still reads a file whose use is restricted."""
        return self.role == Role.COORDINATOR

    @property
    def provinces(self) -> tuple[str, ...]:
        return self.staff.provinces

    @cached_property
    def replaced(self) -> dict[UUID, str]:
        """The colleagues whose files come along today, with their names; asked once a request."""
        return Absence.objects.replaced_by(self.staff_id, today())

    @property
    def holders(self) -> list[UUID]:
        """On whose name the files stand that are this one's to do: their own, and theirs whom
        they replace."""
        return [self.staff_id, *self.replaced]


class Invitation(BaseModel):
    """The offer of a role to one e-mail address, by a link that works once.

    Of the link only a digest is kept. Whoever opens it has shown that the address is theirs.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mailadres"), max_length=254)
    name = models.CharField(_("naam"), max_length=200)
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    provinces = CodeListField(_("provincies"))
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(_("geldig tot"))
    accepted_at = models.DateTimeField(_("aanvaard op"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "code"]
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                "role",
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_once",
                violation_error_message=_("Deze persoon is al uitgenodigd voor deze rol."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_expired(self) -> bool:
        return self.expires_at <= timezone.now()


class Token(models.Model):
    """A key with which a program acts as one membership: that of a person, or that of a system,
    which then has no other. Only its digest is kept.

    Without `may_write` it only reads. One that was withdrawn or has expired stays in sight.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="tokens")
    name = models.CharField(_("naam"), max_length=100, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(_("mag wijzigen"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("geldig tot"))
    last_used_on = models.DateField(_("laatst gebruikt op"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        verbose_name = _("sleutel")
        verbose_name_plural = _("sleutels")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "name"],
                # Those that the command line makes have no name.
                condition=models.Q(revoked_at=None) & ~models.Q(name=""),
                name="token_name_once",
                violation_error_message=_("U hebt al een sleutel met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.membership)

    @property
    def works(self) -> bool:
        return self.revoked_at is None and timezone.now() < self.expires_at


class KeptAnswer(models.Model):
    """What was answered to a request with an Idempotency-Key: sent again, it gets this again.

    Of what was asked only a digest is kept; the answer itself is kept for a day.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    # The files it showed, as (kind, id, action): who gets it again, sees them again.
    shows = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("bewaard antwoord")
        verbose_name_plural = _("bewaarde antwoorden")
        constraints = [
            models.UniqueConstraint(fields=["membership", "key"], name="kept_answer_once")
        ]

    def __str__(self) -> str:
        return str(self.membership)
