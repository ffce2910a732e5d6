"""A status as readers see it: always a sign and a word, never a colour alone."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

Tone = Literal["info", "ok", "wait", "stop", "mute"]


@dataclass(frozen=True, slots=True)
class Mark:
    label: str | Promise
    icon: str
    tone: Tone = "mute"


def icon(name: str) -> SafeString:
    """A drawing beside a word; it says nothing by itself."""
    return format_html('<svg class="m2w-icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


def badge(mark: Mark) -> SafeString:
    """A status in a heading."""
    return marked("badge", mark)


def status(mark: Mark) -> SafeString:
    """A status in a table or a sentence."""
    return marked("status", mark)


def marked(part: str, mark: Mark) -> SafeString:
    return format_html(
        '<span class="m2w-{part} m2w-{part}--{tone}">{icon} {label}</span>',
        part=part,
        tone=mark.tone,
        icon=icon(mark.icon),
        label=mark.label,
    )
