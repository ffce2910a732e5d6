"""What may be kept no longer at a promoter today, and what keeps a file from being erased."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from m2w import periods
from m2w.accounts.models import Organisation
from m2w.models import ERASED, PersonalFile
from m2w.privacy.choices import SkipReason
from m2w.privacy.classification import Aged, Declaration, declarations
from m2w.privacy.files import FileKind, kinds
from m2w.privacy.models import RetentionTerm
from m2w.privacy.terms import Due, due

Months = Mapping[str, int]


class Found(NamedTuple):
    """Something whose term is over."""

    row: Model
    code: str
    due: Due


def months() -> dict[str, int]:
    """The terms in force, per category."""
    return dict(RetentionTerm.objects.values_list("category", "months"))


def overdue(promoter: Organisation) -> Iterator[Found]:
    """What a promoter may keep no longer: files, and rows with a term of their own."""
    terms = months()
    for kind in kinds():
        for file in open_to_erasure(kind).filter(promoter=promoter):
            term = kind.due(file, terms)
            if term and is_over(term):
                yield Found(file, file.code, term)
    for declaration in declarations():
        if declaration.aged:
            yield from aged(declaration, declaration.aged, promoter, terms)


def open_to_erasure(kind: FileKind) -> QuerySet[Any]:
    """Files that are neither erased already nor restricted: who had the use of their data
    restricted may need them (GDPR art. 18)."""
    rows = kind.model._meta.base_manager.filter(is_erased=False, restricted_on__isnull=True)
    return rows.prefetch_related(*kind.related).order_by("code")


def aged(
    declaration: Declaration, age: Aged, promoter: Organisation, terms: Months
) -> Iterator[Found]:
    """Rows that still say something in words after their term."""
    rows = rows_of(declaration).filter(worded(declaration), **{age.promoter: promoter})
    for row in rows.select_related(*age.related).order_by("pk"):
        term = due(age.category, age.began(row), terms)
        if is_over(term):
            yield Found(row, age.code(row), term)


def worded(declaration: Declaration) -> Q:
    """Rows of which some text was not erased; none for a model without such texts."""
    condition = Q(pk__in=[])
    for name, _erase in declaration.replaced:
        condition |= ~Q(**{f"{name}__in": ["", ERASED]})
    return condition


def is_over(term: Due) -> bool:
    return term.on <= periods.today()


def obstacle(kind: FileKind, file: PersonalFile, *, requested: bool) -> str:
    """Why a file is not erased now; empty when it is. A request need not wait for the term."""
    if file.is_erased:
        return SkipReason.GONE
    if file.restricted_on:
        return SkipReason.RESTRICTED
    term = kind.due(file, months())
    if term is None:
        return SkipReason.OPEN
    return "" if requested or is_over(term) else SkipReason.NOT_DUE


def obstacle_of_row(declaration: Declaration, row: Any) -> str:
    """The same for a row with a term of its own."""
    age = declaration.aged
    if age is None or not rows_of(declaration).filter(worded(declaration), pk=row.pk).exists():
        return SkipReason.GONE
    return "" if is_over(due(age.category, age.began(row), months())) else SkipReason.NOT_DUE


def rows_of(declaration: Declaration) -> QuerySet[Any]:
    return declaration.model._meta.base_manager.all()


def declaration_of(label: str) -> Declaration:
    """The declaration of a model by its label. Raises LookupError for one that is not ours."""
    model = apps.get_model(label)
    return next(one for one in declarations() if one.model is model)
