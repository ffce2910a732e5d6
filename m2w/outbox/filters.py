import django_filters
from django.utils.translation import gettext_lazy as _

from m2w.filters import DayFilter, FilterSet
from m2w.outbox.models import Reminder
from m2w.outbox.reminders import rules


def labels() -> list[tuple[str, str]]:
    return [(code, str(rule.label)) for code, rule in rules().items()]


class ReminderFilter(FilterSet):
    code = django_filters.ChoiceFilter(
        label=_("Herinnering"), choices=labels, empty_label=_("Alle")
    )
    since = DayFilter(field_name="given_on", lookup_expr="gte", label=_("Herinnerd vanaf"))

    class Meta:
        model = Reminder
        fields = ("code", "since")
