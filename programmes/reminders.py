"""What people are reminded of about projects: agreed actions, extensions to ask, and costs to
declare."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from m2w.outbox.reminders import Due, Rule
from m2w.outbox.reminding import coordinators_of
from programmes.due import with_extension_to_ask, years_to_claim
from programmes.extending import opens_on
from programmes.models import AgreedAction, Project


def actions_late(on: date) -> Iterator[Due]:
    """Those of one member of staff; what a side does as a whole stands on its lists."""
    rows = AgreedAction.objects.filter(done_on=None, due_on__lt=on, owner__isnull=False)
    found = rows.order_by("pk").values_list("pk", "due_on", "owner", "owner__organisation")
    for pk, due_on, owner, organisation in found.iterator():
        yield Due(str(pk), due_on, organisation, owner)


def extensions_to_ask(on: date) -> Iterator[Due]:
    rows = Project.objects.select_related("extension").prefetch_related("extension_requests")
    projects = with_extension_to_ask(rows, on)
    coordinators = coordinators_of(project.promoter_id for project in projects)
    for project in projects:
        for staff in coordinators[project.promoter_id]:
            yield Due(str(project.pk), opens_on(project.ends_on), project.promoter_id, staff)


def claims_to_submit(on: date) -> Iterator[Due]:
    """Once for each year of a project: the day tells its years apart."""
    projects = Project.objects.select_related("extension")
    years = [year for year in years_to_claim(projects, on) if year.remind_on <= on]
    coordinators = coordinators_of(year.project.promoter_id for year in years)
    for year in years:
        project = year.project
        for staff in coordinators[project.promoter_id]:
            yield Due(str(project.pk), year.remind_on, project.promoter_id, staff)


REMINDERS = {
    "claim.due": Rule(_("Kosten in te dienen"), claims_to_submit),
    "action.late": Rule(_("Afgesproken acties over tijd"), actions_late),
    "extension.open": Rule(_("Verlengingen te vragen"), extensions_to_ask),
}
