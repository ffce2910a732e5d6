"""What was answered to a program stays a day: after that it does not ask again."""

from datetime import timedelta

from django.utils import timezone

from m2w.accounts.models import KeptAnswer

KEPT_FOR = timedelta(days=1)


def remove_kept_answers() -> None:
    KeptAnswer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()


TIDY = [remove_kept_answers]
