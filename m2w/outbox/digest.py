"""The mails about someone's own work: each day that there are notices to read, each week what
waits. They say how many and where; never what, and never about whom."""

from collections import Counter
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from m2w import periods
from m2w.accounts.choices import Role
from m2w.accounts.models import Membership, User
from m2w.menu import Group, work_for
from m2w.outbox.models import DailyMail, Notice
from m2w.outbox.reminders import rules
from m2w.outbox.reminding import remind_all
from m2w.outbox.services import send_mail


def begin_day() -> int:
    """Give the reminders that are due and queue the mails of the day; how many of both."""
    return remind_all() + send_overviews() + send_digests()


def mails_of(user_id: int) -> DailyMail:
    """Someone's wishes about mails, held until the end of the transaction."""
    DailyMail.objects.get_or_create(user_id=user_id)
    rows = DailyMail.objects.select_for_update(of=("self",)).select_related("user")
    return rows.get(pk=user_id)


# Each day --------------------------------------------------------------------------------------


def send_digests() -> int:
    """Queue the daily mail of everyone with unread notices that no mail told of; how many.

    At most one mail for each person and day, however often and by how many this is done.
    """
    untold = Notice.objects.unread().filter(mailed_at=None, to__user__is_active=True)
    unwanted = DailyMail.objects.filter(wanted=False).values("user")
    users = untold.exclude(to__user__in=unwanted).order_by("to__user")
    return sum(map(send_digest, list(users.values_list("to__user", flat=True).distinct())))


@transaction.atomic
def send_digest(user_id: int) -> bool:
    """The daily mail of one person, unless they had it today or do not want it."""
    daily = mails_of(user_id)
    if not daily.wanted or daily.last_on == periods.today():
        return False
    unread = Notice.objects.unread().filter(to__user=user_id)
    untold = Counter(unread.filter(mailed_at=None).values_list("code", flat=True))
    if not unread.filter(mailed_at=None).update(mailed_at=timezone.now()):
        return False
    daily.last_on = periods.today()
    daily.save()
    with translation.override(daily.language):
        late = [(str(rule.label), untold[code]) for code, rule in rules().items() if untold[code]]
        told = {"count": unread.count(), "late": late, "link": address("notices")}
        subject = gettext("Mentoring2Work: u hebt berichten")
        send_mail(daily.user.email, subject, render_to_string("mail/digest.txt", told))
    return True


# Each week -------------------------------------------------------------------------------------


def send_overviews() -> int:
    """Queue the overview of this week of every coordinator for whom something waits; how many."""
    monday = monday_of(periods.today())
    rows = Membership.objects.filter(role=Role.COORDINATOR, staff__user__is_active=True)
    done = DailyMail.objects.filter(week_of__gte=monday).values("user")
    users = rows.exclude(staff__user__in=done).order_by("staff__user")
    ids = list(users.values_list("staff__user", flat=True).distinct())
    return sum(send_overview(user_id, monday) for user_id in ids)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@transaction.atomic
def send_overview(user_id: int, monday: date) -> bool:
    """The overview of one coordinator, of each place where they are that; once a week."""
    mails = mails_of(user_id)
    if not mails.wanted or mails.week_of == monday:
        return False
    mails.week_of = monday
    mails.save()
    with translation.override(mails.language):
        places = places_of(mails.user)
        if not places:
            return False
        told = {"places": places, "link": address("home")}
        subject = gettext("Mentoring2Work: wat deze week wacht")
        send_mail(mails.user.email, subject, render_to_string("mail/week.txt", told))
    return True


def places_of(user: User) -> list[tuple[str, list[Group]]]:
    """Where someone is coordinator, with the work that waits there."""
    rows = Membership.objects.filter(staff__user=user, role=Role.COORDINATOR)
    found = []
    for membership in rows.select_related("staff__organisation", "staff__user"):
        user.acting = membership
        if groups := work_for(user):
            found.append((membership.organisation.name, groups))
    return found


def address(view: str) -> str:
    return f"{settings.M2W_SITE_URL}{reverse(view)}"
