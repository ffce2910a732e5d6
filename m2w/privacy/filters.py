import django_filters
from django.utils.translation import gettext_lazy as _

from m2w.filters import FilterSet, SearchFilter
from m2w.privacy.choices import ListReason


class ErasureListFilter(FilterSet):
    q = SearchFilter(fields=["code", "promoter__name"], label=_("Zoek op code of promotor"))
    reason = django_filters.ChoiceFilter(
        label=_("Aanleiding"), choices=ListReason, empty_label=_("Alle")
    )
