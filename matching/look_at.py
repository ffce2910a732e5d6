"""Reports that wait for a coach, in words, with what can be decided of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from m2w import notation
from matching.choices import Doubt, Reporter
from matching.models import ContactReport
from matching.services.reports import in_one_meeting


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that may have been true of a meeting, as a button."""

    label: str
    reached: str
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report, what is the matter, what each of the two said, and what can be decided."""

    report: ContactReport
    matter: str
    said: tuple[str, ...]
    decisions: tuple[Decision, ...]

    @property
    def asks_for_call(self) -> bool:
        return self.report.call_me and self.report.called_on is None


def waiting_among(reports: Iterable[ContactReport]) -> list[Waiting]:
    """For reports that wait, with the other reports of their duos fetched along."""
    return [waiting(report) for report in reports]


def waiting(report: ContactReport) -> Waiting:
    if not report.doubt or report.handled_on:
        return Waiting(report, _("Wil gebeld worden."), (in_words(report),), ())
    together = in_one_meeting(report)
    said = [in_words(one) for one in together]
    if report.contact is not None and not report.contact.is_reported:
        reached = _("bereikt") if report.contact.reached else _("niet bereikt")
        said.append(_("Genoteerd: %(reached)s.") % {"reached": reached})
    return Waiting(report, matter_of(report), tuple(said), tuple(decisions(report, together)))


def matter_of(report: ContactReport) -> str:
    if report.doubt == Doubt.MINUTES:
        return _("Ze zijn het niet eens over de duur.")
    return _("Ze zijn het niet eens of ze elkaar zagen.")


def in_words(report: ContactReport) -> str:
    """What one of the two reported."""
    who = Reporter(report.who).label.capitalize()
    told = {"who": who, "day": notation.day(report.held_on)}
    if not report.seen:
        return _("%(who)s: niet gezien op %(day)s.") % told
    how = [_("gezien op %(day)s") % told]
    if report.minutes is not None:
        how.append(_("%(n)s minuten") % {"n": notation.number(report.minutes)})
    if report.channel:
        how.append(report.get_channel_display())
    return f"{who}: {', '.join(how)}."


def decisions(report: ContactReport, together: list[ContactReport]) -> Iterator[Decision]:
    """One press decides: how long it took, or whether they met at all."""
    minutes = sorted({one.minutes for one in together if one.seen and one.minutes is not None})
    if report.doubt == Doubt.MINUTES:
        for number in minutes:
            label = _("Het duurde %(n)s minuten") % {"n": notation.number(number)}
            yield Decision(label, "yes", str(number))
        return
    yield Decision(_("Ze zagen elkaar"), "yes", str(minutes[0]) if minutes else "")
    yield Decision(_("Ze zagen elkaar niet"), "no")
