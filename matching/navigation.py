from django.utils.translation import gettext_lazy as _

from m2w.menu import Entry
from matching.access import MATCH_READERS, MENTOR_READERS
from matching.models import Match, Mentor

ENTRIES = [
    Entry(
        _("Mentoren"),
        "mentors",
        frozenset(MENTOR_READERS),
        30,
        Mentor.objects.visible_to,
        _("De vrijwilligers en hun vrije plaatsen."),
    ),
    Entry(
        _("Duo’s"),
        "matches",
        frozenset(MATCH_READERS),
        40,
        Match.objects.visible_to,
        _("Mentee, mentor en mentor-coach, en hoe ze elkaar zien."),
    ),
]
