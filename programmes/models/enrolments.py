"""The unit that every figure counts: one mentee put forward for one project."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.models import Staff
from m2w.choices import Gender, YesNoUnknown
from m2w.models import BaseModel
from programmes.choices import (
    DATE_OF_STATE,
    OPEN_STATES,
    UNDER_WAY_STATES,
    Decision,
    DeclineReason,
    EndReason,
    RejectionReason,
    ScreeningResult,
    ScreeningSource,
    State,
    Subgroup,
    diploma_levels,
    dutch_levels,
)
from programmes.models.calls import Lot, Project
from programmes.models.people import Mentee, Person
from programmes.querysets import EnrolmentQuerySet, ScreeningQuerySet

LONGEST_CLOSING_NOTE = 500


class Screening(models.Model):
    """A dated check of (mentee, lot, date) with its reasons. A record: never changed."""

    mentee = models.ForeignKey(Mentee, models.CASCADE, related_name="screenings")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="screenings")
    on = models.DateField(_("datum"))
    result = models.CharField(_("resultaat"), max_length=10, choices=ScreeningResult)
    criteria = models.JSONField(_("criteria"))
    subgroups = models.JSONField(_("subgroepen"))
    missing = models.JSONField(_("ontbreekt"), default=list)
    source = models.CharField(
        _("bron"), max_length=8, choices=ScreeningSource, default=ScreeningSource.PROMOTER
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")

    def __str__(self) -> str:
        return f"{self.on}: {self.get_result_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_("Een screening verandert niet; screen opnieuw."))
        super().save(*args, **kwargs)


def _together(*fields: str) -> Q:
    """All of these dates or texts are filled in, or none is."""
    empty, filled = Q(), Q()
    for field in fields:
        empty &= Q(**{f"{field}__isnull": True})
        filled &= Q(**{f"{field}__isnull": False})
    return empty | filled


def _not_before(later: str, earlier: str) -> Q:
    """`later` is empty, or `earlier` is filled in and comes no later.

    Filled in, in so many words: a check on an empty date is neither true nor false, and passes.
    """
    return Q(**{f"{later}__isnull": True}) | Q(
        **{f"{earlier}__isnull": False, f"{later}__gte": F(earlier)}
    )


STATE_FOLLOWS_DATES = (
    Q(state=State.DECLINED, declined_on__isnull=False)
    | Q(state=State.WITHDRAWN, withdrawn_on__isnull=False)
    | Q(state=State.ENDED, ended_on__isnull=False)
    | Q(state=State.REJECTED, decision=Decision.REJECTED)
    | Q(state=State.ACTIVE, started_on__isnull=False, ended_on__isnull=True)
    | Q(
        state=State.APPROVED,
        decision=Decision.APPROVED,
        started_on__isnull=True,
        withdrawn_on__isnull=True,
    )
    | Q(
        state=State.INFO_REQUESTED,
        submitted_on__isnull=False,
        info_requested_on__isnull=False,
        decided_on__isnull=True,
        withdrawn_on__isnull=True,
    )
    | Q(
        state=State.SUBMITTED,
        submitted_on__isnull=False,
        info_requested_on__isnull=True,
        decided_on__isnull=True,
        withdrawn_on__isnull=True,
    )
    | Q(
        state=State.REFERRED,
        referred_on__isnull=False,
        declined_on__isnull=True,
        submitted_on__isnull=True,
        withdrawn_on__isnull=True,
    )
    | Q(
        state=State.DRAFT,
        declined_on__isnull=True,
        submitted_on__isnull=True,
        withdrawn_on__isnull=True,
    )
)


class Enrolment(BaseModel):
    """One mentee for one project, from draft to end; the profile is frozen at submission."""

    mentee = models.ForeignKey(Mentee, models.PROTECT, related_name="enrolments")
    project = models.ForeignKey(Project, models.PROTECT, related_name="enrolments")
    # Copied from the mentee: the slot "one open enrolment per person" needs it in this table.
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    coach = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    # Who decides at VDAB: whoever referred, or took it from the queue.
    counsellor = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    # Who referred, or made the draft; nobody when it was loaded.
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("stand"), max_length=14, choices=State, default=State.DRAFT)

    drafted_on = models.DateField(_("begonnen op"), default=periods.today)
    referred_on = models.DateField(_("doorverwezen op"), null=True, blank=True)
    intake_on = models.DateField(_("intake op"), null=True, blank=True)
    declined_on = models.DateField(_("afgewezen op"), null=True, blank=True)
    decline_reason = models.CharField(
        _("reden van afwijzing"), max_length=20, choices=DeclineReason, blank=True
    )
    submitted_on = models.DateField(_("ingediend op"), null=True, blank=True)
    info_requested_on = models.DateField(_("vraag gesteld op"), null=True, blank=True)
    decided_on = models.DateField(_("beslist op"), null=True, blank=True)
    decision = models.CharField(_("beslissing"), max_length=8, choices=Decision, blank=True)
    decision_reason = models.CharField(
        _("reden van weigering"), max_length=20, choices=RejectionReason, blank=True
    )
    derogation_reason = models.TextField(_("motivering van de afwijking"), blank=True)
    # What a rejection leads to: another lot that fits, or a new screening; else nothing.
    next_lot = models.ForeignKey(Lot, models.PROTECT, null=True, blank=True, related_name="+")
    screen_again_on = models.DateField(_("opnieuw te screenen op"), null=True, blank=True)
    started_on = models.DateField(_("gestart op"), null=True, blank=True)
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reden van intrekking"), max_length=500, blank=True)
    ended_on = models.DateField(_("beëindigd op"), null=True, blank=True)
    end_reason = models.CharField(
        _("reden van einde"), max_length=10, choices=EndReason, blank=True
    )
    # The meeting with which it was closed.
    closing_interview_on = models.DateField(_("slotgesprek op"), null=True, blank=True)
    closing_note = models.CharField(
        _("nota over het slotgesprek"), max_length=LONGEST_CLOSING_NOTE, blank=True
    )
    # Since when it is in its state: follows from the dates, and is there to sort and count by.
    since = models.GeneratedField(
        verbose_name=_("sinds"),
        expression=Coalesce(
            Case(*(When(state=state, then=F(day)) for state, day in DATE_OF_STATE.items())),
            F("drafted_on"),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )
    # When VDAB copied dates and decision into its own system.
    copied_on = models.DateField(_("overgenomen op"), null=True, blank=True)

    # When VDAB was told that the person has an open enrolment elsewhere: it then sees the draft.
    double_reported_on = models.DateField(_("dubbel gemeld op"), null=True, blank=True)

    screening = models.ForeignKey(
        Screening, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    profile_nationality = models.CharField(_("nationaliteit"), max_length=9, blank=True)
    profile_benefit_entitled = models.CharField(
        _("uitkeringsgerechtigd"), max_length=7, choices=YesNoUnknown, blank=True
    )
    profile_subgroup = models.CharField(_("subgroep"), max_length=5, choices=Subgroup, blank=True)
    profile_diploma_level = models.CharField(
        _("hoogste diploma"), max_length=15, choices=diploma_levels, blank=True
    )
    profile_dutch_level = models.CharField(
        _("niveau Nederlands"), max_length=7, choices=dutch_levels, blank=True
    )
    profile_province = models.CharField(_("provincie"), max_length=7, blank=True)
    profile_gender = models.CharField(_("gender"), max_length=7, choices=Gender, blank=True)
    profile_age = models.PositiveSmallIntegerField(_("leeftijd"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        indexes = [
            # Every report groups by project over these dates: one narrow scan serves them all.
            models.Index(
                fields=[
                    "project",
                    "submitted_on",
                    "decided_on",
                    "decision",
                    "started_on",
                    "ended_on",
                    "withdrawn_on",
                ],
                name="enrolment_facts",
            ),
            models.Index(fields=["state", "submitted_on"], name="enrolment_queue"),
            # Counting a caseload without its closed files reads no more than this.
            models.Index(fields=["project", "mentee"], name="enrolment_files"),
            # What waits longest comes first, of one state and of all.
            models.Index(fields=["state", "since"], name="enrolment_waiting"),
            models.Index(fields=["since"], name="enrolment_since"),
            models.Index(
                fields=["screen_again_on"],
                condition=Q(screen_again_on__isnull=False),
                name="enrolment_screen_again",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=OPEN_STATES),
                name="enrolment_one_open_per_person",
                violation_error_message=_("VDAB neemt contact met u op."),
                violation_error_code="already_enrolled",
            ),
            models.CheckConstraint(
                condition=STATE_FOLLOWS_DATES,
                name="enrolment_state_follows_dates",
                violation_error_message=_("De stand klopt niet met de datums."),
            ),
            models.CheckConstraint(
                condition=_not_before("decided_on", "submitted_on")
                & (
                    Q(decided_on__isnull=True, decision="")
                    | Q(decided_on__isnull=False, decision__in=Decision.values)
                ),
                name="enrolment_decision_after_submission",
                violation_error_message=_("Een beslissing volgt op de indiening."),
            ),
            models.CheckConstraint(
                condition=_not_before("started_on", "decided_on")
                & (Q(started_on__isnull=True) | Q(decision=Decision.APPROVED)),
                name="enrolment_start_after_approval",
                violation_error_message=_("Een duo start na de goedkeuring."),
            ),
            models.CheckConstraint(
                condition=_not_before("ended_on", "started_on"),
                name="enrolment_end_after_start",
                violation_error_message=_("Een begeleiding eindigt niet voor ze start."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True)
                | Q(started_on__isnull=True) & ~Q(decision=Decision.REJECTED),
                name="enrolment_withdrawn_before_start",
                violation_error_message=_("Intrekken kan alleen voor de start."),
            ),
            models.CheckConstraint(
                condition=Q(derogation_reason="") | Q(decision=Decision.APPROVED),
                name="enrolment_derogation_is_approval",
                violation_error_message=_("Een afwijking hoort bij een goedkeuring."),
            ),
            models.CheckConstraint(
                condition=Q(next_lot__isnull=True, screen_again_on__isnull=True)
                | Q(decision=Decision.REJECTED)
                & (Q(next_lot__isnull=True) | Q(screen_again_on__isnull=True)),
                name="enrolment_one_step_after_rejection",
                violation_error_message=_("Na een weigering volgt hoogstens één stap."),
            ),
            models.CheckConstraint(
                condition=_together("submitted_on", "profile_age"),
                name="enrolment_profile_frozen_at_submission",
                violation_error_message=_("Bij de indiening wordt het profiel vastgelegd."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentee} – {self.project}"

    @property
    def needs_derogation(self) -> bool:
        """Whether approval departs from the screening and must be motivated."""
        return self.screening is None or self.screening.result != ScreeningResult.ELIGIBLE

    @property
    def is_under_way(self) -> bool:
        """Approved, and neither withdrawn nor ended: a duo may be formed (domain.md 4)."""
        return self.state in UNDER_WAY_STATES


class StatusChange(models.Model):
    """One step in the life of an enrolment. Loaded steps have no actor."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="changes")
    name = models.CharField(_("stap"), max_length=20)
    source = models.CharField(_("van"), max_length=14, choices=State, blank=True)
    target = models.CharField(_("naar"), max_length=14, choices=State)
    on = models.DateField(_("datum"))
    at = models.DateTimeField(_("geregistreerd"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True)
    comment = models.TextField(_("toelichting"), blank=True)

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("stap")
        verbose_name_plural = _("stappen")

    def __str__(self) -> str:
        return f"{self.on}: {self.name}"
