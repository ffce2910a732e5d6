"""The daily mail: that there are notices to read, how many and where; never what they say."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from m2w import periods
from m2w.outbox.models import DailyMail, Notice
from m2w.outbox.services import send_mail

LANGUAGES = ("nl-be", "en")


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
    DailyMail.objects.get_or_create(user_id=user_id)
    daily = DailyMail.objects.select_for_update(of=("self",)).select_related("user").get(pk=user_id)
    if not daily.wanted or daily.last_on == periods.today():
        return False
    unread = Notice.objects.unread().filter(to__user=user_id)
    if not unread.filter(mailed_at=None).update(mailed_at=timezone.now()):
        return False
    daily.last_on = periods.today()
    daily.save()
    send_mail(daily.user.email, *written(unread.count()))
    return True


def written(count: int) -> tuple[str, str]:
    """Subject and text: in Dutch, with English below."""
    link = f"{settings.M2W_SITE_URL}{reverse('notices')}"
    texts = []
    for language in LANGUAGES:
        with translation.override(language):
            texts.append(render_to_string("mail/digest.txt", {"count": count, "link": link}))
    with translation.override(LANGUAGES[0]):
        subject = translation.gettext("Mentoring2Work: u hebt berichten")
    return subject, "\n--\n".join(texts)
