"""What hangs on someone's file: the rows of every model that lead to it, and their history."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q, QuerySet

from m2w.models import PersonalFile
from m2w.privacy.classification import Declaration, declarations
from m2w.privacy.files import kind_of


def rows_of(file: PersonalFile) -> Iterator[tuple[Declaration, QuerySet[Any]]]:
    """Per model the rows that lead to the file, the file itself among them."""
    subject = kind_of(file).subject
    for declaration in declarations():
        path = declaration.leads.get(subject)
        if path is not None:
            yield (
                declaration,
                declaration.model._meta.base_manager.filter(**{path or "pk": file.pk}),
            )


def told_of(file: PersonalFile) -> Iterator[tuple[Declaration, QuerySet[Any]]]:
    """The same, without the rows that tell of the other one only."""
    subject = kind_of(file).subject
    for declaration, rows in rows_of(file):
        yield declaration, rows.filter(declaration.only.get(subject, Q())).order_by("pk")


def past_of(declaration: Declaration, file: PersonalFile) -> QuerySet[Any] | None:
    """The history of those rows and of rows that were deleted; None without a history."""
    history = history_of(declaration.model)
    if history is None:
        return None
    path = declaration.leads[kind_of(file).subject]
    first, _, rest = path.partition("__")
    if not first:
        return history.filter(id=file.pk)
    return history.filter(**{f"{first}__in": keys(parent_of(declaration.model, first), rest, file)})


def keys(model: type[Model], path: str, file: PersonalFile) -> set[Any]:
    """The keys of the rows on the way to a file, deleted ones too."""
    if not path:
        return {file.pk}
    first, _, rest = path.partition("__")
    condition = {f"{first}__in": keys(parent_of(model, first), rest, file)}
    found = set(model._meta.base_manager.filter(**condition).values_list("pk", flat=True))
    history = history_of(model)
    past = [] if history is None else history.filter(**condition).values_list("id", flat=True)
    return found | set(past)


def parent_of(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name).related_model


def history_of(model: type[Model]) -> QuerySet[Any] | None:
    history = getattr(model, "history", None)
    return history.model._meta.base_manager.all() if history else None


def touches(file: PersonalFile) -> dict[str, int]:
    """How many rows of each kind hang on a file."""
    counts = {
        declaration.model._meta.label_lower: rows.count() for declaration, rows in rows_of(file)
    }
    return {label: n for label, n in counts.items() if n}
