"""Answers that are kept for who asks again: how long they stay, and of whom none does."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from m2w.accounts.models import KeptAnswer
from m2w.models import PersonalFile

KEPT_FOR = timedelta(days=1)


def too_old() -> QuerySet[KeptAnswer]:
    """What nobody gets again: the day is over."""
    return KeptAnswer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)


def still_open(kept: KeptAnswer, user: Any) -> bool:
    """Whether what was shown is there still; what is restricted, for who reads it all the same."""
    keys: dict[str, set[str]] = defaultdict(set)
    for kind, key, _action in kept.shows:
        keys[kind].add(key)
    return all(are_open(apps.get_model(kind), shown, user) for kind, shown in keys.items())


def are_open(model: Any, keys: set[str], user: Any) -> bool:
    untouched = {"is_erased": False, "restricted_on": None}
    rows = model.objects.filter(**untouched if issubclass(model, PersonalFile) else {})
    return any(
        found.filter(pk__in=keys).count() == len(keys)
        for found in (rows, model.objects.visible_to(user))
    )


def forget_answers(kind: str, key: Any) -> None:
    """Of someone who is erased no answer stays either: sent again, it is not found."""
    if issubclass(apps.get_model(kind), PersonalFile):
        shows = KeptAnswer.objects.annotate(shown=Cast("shows", TextField()))
        shows.filter(shown__contains=str(key)).update(body="")
