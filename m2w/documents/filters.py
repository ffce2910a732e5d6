"""What one can ask of documents."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.documents import owners
from m2w.documents.models import Document
from m2w.filters import FilterSet, KeyFilter


def kinds() -> list[tuple[str, str]]:
    return [(owner.name, str(owner.model._meta.verbose_name)) for owner in owners.registered()]


class DocumentFilter(FilterSet):
    owner_type = django_filters.ChoiceFilter(label=_("Soort"), choices=kinds, method="of_kind")
    owner = KeyFilter(field_name="owner_id", label=_("Van"))

    def of_kind(self, rows: QuerySet[Document], name: str, value: str) -> QuerySet[Document]:
        owner = owners.named(value)
        return rows.filter(owner_type=owner.label) if owner else rows.none()
