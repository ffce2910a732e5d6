"""What is still to be done for people, as rows: mails, long work, and notices to read."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation, Staff
from m2w.outbox.choices import MailLanguage, State
from m2w.outbox.querysets import NoticeQuerySet, ReminderQuerySet
from m2w.periods import today


class Task(models.Model):
    """Something that the worker does, once.

    `due_at` is when it may be taken up. Whoever takes it moves that moment ahead and signs with
    a `claim` of their own: a worker that dies leaves a row that simply becomes due again.
    """

    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claim = models.UUIDField(null=True, editable=False)
    # The class of what went wrong, never what it said: that quotes values.
    fault = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


def due_index(name: str) -> models.Index:
    return models.Index(fields=["due_at"], condition=Q(state=State.OPEN), name=name)


class Mail(Task):
    """A mail on its way out. Once it is sent, or given up, its address and text are gone.

    When it is given up, `tell` gets the notice `notice` about the object that is named.
    """

    to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    tell = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    notice = models.CharField(max_length=60, blank=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        indexes = [due_index("mail_due")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_state_display()}"


class Job(Task):
    """Long work. `arguments` and `result` hold ids, codes and counts only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # The role and the place in which they asked for it: the work is done as they would.
    membership = models.ForeignKey("accounts.Membership", models.SET_NULL, null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        indexes = [due_index("job_due")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def has_failed(self) -> bool:
        return self.state == State.FAILED


class Notice(models.Model):
    """Something that someone should know, in the place where they work.

    It says what kind of thing happened and to which object; who that is about is looked up when
    it is read, through the gate of the reader.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.ForeignKey(Staff, models.CASCADE, related_name="notices")
    code = models.CharField(max_length=60)
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        indexes = [
            models.Index(fields=["to", "created_at"], name="notice_list"),
            # Counted on every page, so only what is unread stands in it.
            models.Index(fields=["to"], condition=Q(read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.code


class Reminder(models.Model):
    """That someone was reminded of something, once: of what, late since when.

    `to` is a colleague; without one a letter went to somebody who has no account. Like a notice
    it names an object and nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("herinnering"), max_length=60)
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=40)
    since = models.DateField(_("te laat sinds"))
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    to = models.ForeignKey(Staff, models.CASCADE, null=True, related_name="+")
    given_on = models.DateField(_("herinnerd op"), default=today)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "code", "pk"]
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        indexes = [models.Index(fields=["organisation", "-given_on"], name="reminder_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "about_id", "since", "to"],
                condition=Q(to__isnull=False),
                name="reminder_once_to_someone",
                violation_error_message=_("Deze herinnering is al gegeven."),
            ),
            models.UniqueConstraint(
                fields=["code", "about_id", "since"],
                condition=Q(to__isnull=True),
                name="reminder_once_by_letter",
                violation_error_message=_("Deze herinnering is al gegeven."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DailyMail(models.Model):
    """The mails someone wants about their work: whether, in which language, and the last days.

    `week_of` is the Monday of the last overview of a week.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="daily_mail"
    )
    wanted = models.BooleanField(_("dagelijkse mail"), default=True)
    language = models.CharField(
        _("taal van mails"), max_length=5, choices=MailLanguage, default=MailLanguage.DUTCH
    )
    last_on = models.DateField(null=True)
    week_of = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("dagelijkse mail")
        verbose_name_plural = _("dagelijkse mails")

    def __str__(self) -> str:
        return str(self.user)
