"""Why someone is left over, and what would place them, in a sentence. Pure."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from m2w.choices import Gender
from m2w.reference import languages, provinces
from matching.gap import Change

NOBODY_NAMED: Mapping[str, str] = {}


def removed_text(removed: Mapping[str, int]) -> str:
    """How many mentors each rule removed: `2 nog niet gevormd, 6 volzet`."""
    return ", ".join(_REMOVED[code](number) % {"n": number} for code, number in removed.items())


_REMOVED: Mapping[str, Callable[[int], str]] = {
    "not_active": lambda n: ngettext("%(n)s niet actief", "%(n)s niet actief", n),
    "not_trained": lambda n: ngettext("%(n)s nog niet gevormd", "%(n)s nog niet gevormd", n),
    "full": lambda n: ngettext("%(n)s volzet", "%(n)s volzet", n),
    "no_shared_language": lambda n: ngettext(
        "%(n)s zonder gedeelde taal", "%(n)s zonder gedeelde taal", n
    ),
    "no_coach_language": lambda n: ngettext(
        "%(n)s zonder taal met een mentor-coach", "%(n)s zonder taal met een mentor-coach", n
    ),
    "misfit": lambda n: ngettext(
        "%(n)s met wie het niet klikte", "%(n)s met wie het niet klikte", n
    ),
    "vetoed": lambda n: ngettext("%(n)s veto", "%(n)s veto’s", n),
    "hard_wish": lambda n: ngettext("%(n)s door een voorwaarde", "%(n)s door een voorwaarde", n),
}


def change_text(change: Change, names: Mapping[str, str] = NOBODY_NAMED) -> str:
    """What to change and how many mentees that places; people by name where `names` has one."""
    n = len(change.places)
    told = {
        "mentor": names.get(change.mentor, change.mentor),
        "mentee": names.get(change.enrolment, change.enrolment),
        "language": languages.label(change.language) if change.language else "",
        "n": n,
    }
    match change.kind:
        case "train":
            text = ngettext(
                "%(mentor)s volgt de mentorvorming: dat plaatst %(n)s mentee",
                "%(mentor)s volgt de mentorvorming: dat plaatst %(n)s mentees",
                n,
            )
        case "more_capacity":
            text = ngettext(
                "één plaats meer bij %(mentor)s plaatst %(n)s mentee",
                "één plaats meer bij %(mentor)s plaatst %(n)s mentees",
                n,
            )
        case "coach_language":
            text = ngettext(
                "een mentor-coach die %(language)s spreekt plaatst %(n)s mentee",
                "een mentor-coach die %(language)s spreekt plaatst %(n)s mentees",
                n,
            )
        case "new_mentor":
            told["who"] = wanted_mentor(change)
            text = ngettext("%(who)s plaatst %(n)s mentee", "%(who)s plaatst %(n)s mentees", n)
        case "relax_wish":
            text = ngettext(
                "zonder de voorwaarden van %(mentee)s krijgt %(n)s mentee een mentor",
                "zonder de voorwaarden van %(mentee)s krijgen %(n)s mentees een mentor",
                n,
            )
        case _:
            text = _NOTHING[change.lacks]()
    return text % told


_NOTHING: Mapping[str, Callable[[], str]] = {
    "mentee": lambda: _("geen taal op het vereiste niveau: één wijziging volstaat niet"),
    "coach": lambda: _(
        "geen mentor-coach met een taal op het vereiste niveau: één wijziging volstaat niet"
    ),
    "": lambda: _("één wijziging volstaat niet"),
}


def wanted_mentor(change: Change) -> str:
    """Who is looked for: `één vrouwelijke mentor die Tigrinya spreekt in Limburg`."""
    who = {
        Gender.FEMALE: _("één vrouwelijke mentor"),
        Gender.MALE: _("één mannelijke mentor"),
        Gender.X: _("één mentor met gender x"),
    }.get(Gender(change.gender or Gender.UNKNOWN), _("één mentor"))
    spoken = {"who": who, "language": languages.label(change.language)}
    if change.framed:
        text = _("%(who)s die %(language)s spreekt") % spoken
    else:
        text = _("%(who)s die %(language)s en een taal van een mentor-coach spreekt") % spoken
    if change.province:
        text = _("%(mentor)s in %(province)s") % {
            "mentor": text,
            "province": provinces.label(change.province),
        }
    if change.online is not None:
        online = _("en online afspreekt") if change.online else _("en niet online afspreekt")
        text = f"{text} {online}"
    return text
