"""A file on its way in, from upload to the rows that were kept. It is gone after a week."""

import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Organisation
from m2w.imports.choices import Stage, Verdict
from m2w.imports.querysets import ImportQuerySet
from m2w.imports.source import Source
from m2w.outbox.models import Job

KEPT_FOR = timedelta(days=7)


class Import(models.Model):
    """What was uploaded, how its columns are read, and what was found.

    The cells lie on the shelf of the documents. `columns` says which column of the sheet, by its
    place, holds which value; `verdicts` is a list of [row, verdict, twin],
    the twin being an earlier row with the same key: no values of anyone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("ingelezen op"), auto_now_add=True)
    original_name = models.CharField(_("bestandsnaam"), max_length=200)
    stored_name = models.UUIDField(unique=True, editable=False)
    sha256 = models.CharField(max_length=64)
    stage = models.CharField(_("stand"), max_length=8, choices=Stage, default=Stage.UPLOADED)
    sheet = models.PositiveSmallIntegerField(default=0)
    heading_row = models.PositiveIntegerField(default=1)
    columns = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    verdicts = models.JSONField(default=list)
    # How many were kept, and what else was made along.
    kept = models.JSONField(default=dict)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.original_name

    @classmethod
    def stored_among(cls, names: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        """Those of these files that an import still needs."""
        known = cls.objects.filter(stored_name__in=list(names))
        return set(known.values_list("stored_name", flat=True))

    @cached_property
    def source(self) -> Source:
        return Source.on_shelf(self.stored_name)

    @property
    def has_file(self) -> bool:
        """Whether its cells are still of use: not once every row was kept."""
        return self.stage != Stage.KEPT or bool(self.counts[Verdict.WRONG])

    @property
    def removed_on(self) -> datetime:
        return self.created_at + KEPT_FOR

    @property
    def is_busy(self) -> bool:
        return self.stage in {Stage.CHECKING, Stage.KEEPING} and not self.has_failed

    @property
    def has_failed(self) -> bool:
        """Whether the work that was asked for came to nothing."""
        at_work = self.stage in {Stage.CHECKING, Stage.KEEPING}
        return at_work and (self.job is None or self.job.has_failed)

    @property
    def is_fresh(self) -> bool:
        """Whether its columns may still be chosen otherwise."""
        return self.stage in {Stage.UPLOADED, Stage.CHECKED} or (
            self.stage == Stage.CHECKING and self.has_failed
        )

    def rows(self, *verdicts: str) -> list[tuple[int, int]]:
        """The numbers of the rows with one of these verdicts, each with that of its twin."""
        return [(row, twin) for row, verdict, twin in self.verdicts if verdict in verdicts]

    @cached_property
    def counts(self) -> dict[str, int]:
        found = Counter(verdict for _row, verdict, _twin in self.verdicts)
        return {verdict.value: found[verdict] for verdict in Verdict}


class ColumnMemory(models.Model):
    """How an organisation reads its headings: folded heading → column, empty for none."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    target = models.CharField(max_length=40)
    headings = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("onthouden kolommen")
        verbose_name_plural = _("onthouden kolommen")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "target"], name="column_memory_once")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.target}"
