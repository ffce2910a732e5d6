"""What comes in by the public form, until a coordinator makes a mentor of it or lets it go."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import Organisation, User
from m2w.audit.services import record
from m2w.corrections import as_row, broken_rules, check, remember, reviewed
from m2w.privacy.sweeping import UNTOUCHED_DAYS, forget_each
from m2w.refusals import Refused, save
from m2w.workflow import locked
from matching.access import INTERESTS
from matching.interest_links import Opened
from matching.mentor_file import InterestFile
from matching.models import Interest, InterestLinks


@transaction.atomic
def show_interest(opened: Opened, values: Mapping[str, Any]) -> Interest:
    """Keep what someone filled in who came by a link; the same form sent twice on a day is one.

    Raises ValidationError at the fields, and Refused(link_gone) while the promoter may keep no
    files of people.
    """
    if not opened.promoter.may_open_files:
        raise Refused("link_gone", _("Deze organisatie zoekt nu geen mentoren."))
    interest: Interest = reviewed(InterestFile(), values)
    # One at a time for each promoter: a double click sends the same form twice.
    promoters = Organisation.objects.select_for_update(no_key=True)
    interest.promoter = promoters.get(pk=opened.promoter.pk)
    if sent := sent_before(interest):
        return sent
    interest.called_language = opened.language
    interest.called_province = opened.province
    save(interest)
    record("interest.received", about=interest)
    return interest


def sent_before(interest: Interest) -> Interest | None:
    """The interest that says exactly this, received the same day; None when there is none."""
    alike = ("promoter", "received_on", "first_name", "last_name")
    received = Interest.objects.filter(**{name: getattr(interest, name) for name in alike})
    said = as_row(interest, InterestFile())
    return next((one for one in received if as_row(one, InterestFile()) == said), None)


@transaction.atomic
def note_interview(interest: Interest, values: Mapping[str, Any], *, by: User) -> Interest:
    """Note when someone was met, and what came of it.

    Raises PermissionDenied, and ValidationError at the fields.
    """
    require_role(by, INTERESTS)
    found = locked(Interest.objects.editable_by(by), interest)
    table = InterestFile()
    for name, value in check(table, values).items():
        setattr(found, name, value)
    if faults := broken_rules(found, table, ["interviewed_on"]):
        raise ValidationError(faults)
    remember(found, by)
    save(found)
    record("interest.interviewed", by=by, about=found)
    return found


@transaction.atomic
def discard_interest(interest: Interest, *, by: User) -> None:
    """Let someone go: all that they filled in is deleted. Raises PermissionDenied."""
    require_role(by, INTERESTS)
    found = locked(Interest.objects.editable_by(by), interest)
    record("interest.deleted", by=by, about=found)
    found.forget()


@transaction.atomic
def withdraw_links(*, by: User) -> None:
    """Let every link to the form of one's own promoter that was given so far lead nowhere.

    Raises PermissionDenied.
    """
    require_role(by, INTERESTS)
    if by.acting is None or not Interest.objects.all().opens_to(by):
        raise PermissionDenied
    links, _made = InterestLinks.objects.get_or_create(promoter=by.acting.organisation)
    InterestLinks.objects.filter(pk=links.pk).update(generation=F("generation") + 1)
    record("interest.links_withdrawn", by=by, about=links)


def untouched() -> QuerySet[Interest]:
    """Those that nobody touched for so long that they go."""
    return Interest.objects.untouched_since(periods.today() - timedelta(days=UNTOUCHED_DAYS))


def forget_untouched() -> int:
    """Delete them; how many it were."""
    return forget_each(untouched, "interest.lapsed")
