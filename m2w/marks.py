"""A status as readers see it: always a sign and a word, never a colour alone."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Tone = Literal["info", "ok", "wait", "stop", "mute"]


@dataclass(frozen=True, slots=True)
class Mark:
    label: str | Promise
    icon: str
    tone: Tone = "mute"
