"""What is proposed, and what never may be."""

import uuid

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from m2w import notation
from m2w.accounts.models import Staff
from m2w.fields import CodeListField
from m2w.models import BaseModel
from matching.choices import ProposalState
from matching.models.duos import Match
from matching.models.mentors import Mentor
from matching.querysets import (
    LeftOverQuerySet,
    ProposalQuerySet,
    ProposedPairQuerySet,
    VetoQuerySet,
)
from programmes.models import Enrolment, Mentee, Project


class Veto(BaseModel):
    """A pair that must not be proposed (again), decided by a person."""

    mentee = models.ForeignKey(Mentee, models.CASCADE, related_name="vetoes")
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="vetoes")
    decided_on = models.DateField(_("beslist op"))
    reason = models.CharField(_("reden"), max_length=500, blank=True)

    objects = VetoQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "code"]
        verbose_name = _("veto")
        verbose_name_plural = _("veto’s")
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"],
                name="veto_once",
                violation_error_message=_("Dit veto bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentee} × {self.mentor}"


class Proposal(BaseModel):
    """Who could go with whom in a project, as computed for a day; people decide on each pair.

    `waiting`, `mentors` and `places` are how many there were then, `max_placed` and `max_score`
    what no choice could beat. `minimum_level` and `weights` are the parameters of that moment.
    `dropped` are the pairs locked in the proposal it was `made_from` that a rule forbids by now:
    [id of the enrolment, id of the mentor, code of the rule].
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="proposals")
    on = models.DateField(_("voor de dag"))
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="proposals")
    state = models.CharField(
        _("stand"), max_length=6, choices=ProposalState, default=ProposalState.OPEN
    )
    minimum_level = models.CharField(_("laagste niveau"), max_length=7)
    weights = models.JSONField(_("gewichten"))
    waiting = models.PositiveIntegerField(_("wachtende mentees"))
    mentors = models.PositiveIntegerField(_("mentoren"))
    places = models.PositiveIntegerField(_("vrije plaatsen"))
    max_placed = models.PositiveIntegerField(_("hoogstens geplaatst"))
    max_score = models.PositiveIntegerField(_("hoogste score"))
    made_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="made_again"
    )
    dropped = models.JSONField(_("weggevallen duo’s"), default=list)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "code"]
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")

    def __str__(self) -> str:
        return _now("Voorstel voor %(day)s") % {"day": notation.day(self.on)}

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    def forget(self) -> None:
        """Delete it with everything in it: no history of it stays."""
        key = self.pk
        self.delete()
        self.history.model._meta.base_manager.filter(id=key).delete()


class Candidates(models.Model):
    """Every pair that a proposal could choose from, as [enrolment, mentor, score] by their codes.

    Apart from the proposal: there are many, and only who checks the proof reads them.
    """

    proposal = models.OneToOneField(Proposal, models.CASCADE, primary_key=True)
    pairs = models.JSONField(_("mogelijke duo’s"))

    class Meta:
        verbose_name = _("mogelijke duo’s")
        verbose_name_plural = _("mogelijke duo’s")

    def __str__(self) -> str:
        return str(self.proposal)


class ProposedPair(models.Model):
    """One pair of a proposal. Once a person accepted it there is a `match`.

    `reasons` holds [part, grade, words] for each part, to be worded in the reader's language.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="pairs")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="proposed_pairs")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="proposed_pairs")
    coach = models.ForeignKey(Staff, models.PROTECT, related_name="proposed_pairs")
    score = models.PositiveIntegerField(_("score"))
    parts = models.JSONField(_("punten"))
    shared_languages = CodeListField(_("gemeenschappelijke talen"))
    waiting_days = models.PositiveIntegerField(_("dagen wachtend"))
    reasons = models.JSONField(_("waarom"))
    is_locked = models.BooleanField(_("vastgezet"), default=False)
    match = models.OneToOneField(
        Match, models.SET_NULL, null=True, blank=True, related_name="proposed_pair"
    )

    objects = ProposedPairQuerySet.as_manager()

    class Meta:
        ordering = ["-waiting_days", "enrolment__code"]
        verbose_name = _("voorgesteld duo")
        verbose_name_plural = _("voorgestelde duo’s")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "enrolment"],
                name="proposed_pair_once",
                violation_error_message=_("Deze aanmelding staat al in het voorstel."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.mentee} & {self.mentor}"


class LeftOver(models.Model):
    """A waiting enrolment that a proposal has no mentor for, and why.

    `removed` counts the mentors by the first rule they broke; `change` is the smallest one that
    would place this mentee, empty when none was looked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="left_over")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="left_over")
    waiting_days = models.PositiveIntegerField(_("dagen wachtend"))
    candidates = models.PositiveIntegerField(_("mogelijke mentoren"))
    removed = models.JSONField(_("afgevallen mentoren"))
    change = models.JSONField(_("wat zou helpen"), default=dict)

    objects = LeftOverQuerySet.as_manager()

    class Meta:
        ordering = ["-waiting_days", "enrolment__code"]
        verbose_name = _("mentee zonder mentor")
        verbose_name_plural = _("mentees zonder mentor")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "enrolment"],
                name="left_over_once",
                violation_error_message=_("Deze aanmelding staat al in het voorstel."),
            )
        ]

    def __str__(self) -> str:
        return str(self.enrolment.mentee)
