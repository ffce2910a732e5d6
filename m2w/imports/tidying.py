"""What was uploaded stays a week at most, and its file no longer than it is of use."""

from django.utils import timezone

from m2w.imports.models import KEPT_FOR, Import


def remove_old() -> None:
    for old in Import.objects.filter(created_at__lt=timezone.now() - KEPT_FOR):
        old.delete()


TIDY = [remove_old]
