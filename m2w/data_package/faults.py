"""What is wrong with a package: every fault of a run, each with its place and its rule."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN_VALUE = 60
KEPT_PER_FILE = 1000
SHOWN = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it stands, the value found, and the rule that it breaks."""

    file: str
    line: int
    column: str
    value: str
    rule: str
    text: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line:
            place.append(_("lijn %(line)s") % {"line": self.line})
        if self.column:
            place.append(_("kolom %(column)s") % {"column": self.column})
        if self.value:
            place.append(_("waarde “%(value)s”") % {"value": shortened(self.value)})
        return f"{', '.join(place)}: {self.text} [{self.rule}]"


def shortened(value: str) -> str:
    """A cell as it can stand in a message: on one line, printable, and not too long."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value)
    return shown if len(shown) <= SHOWN_VALUE else f"{shown[:SHOWN_VALUE]}…"


class Faults:
    """All faults of one run. Of each file the first thousand are kept, the others counted."""

    def __init__(self, files: Sequence[str]) -> None:
        self._order = {file: place for place, file in enumerate(files)}
        self._kept: list[Fault] = []
        self._found: Counter[str] = Counter()

    def __len__(self) -> int:
        return self._found.total()

    def add(
        self, file: str, rule: str, text: Any, *, line: int = 0, column: str = "", value: str = ""
    ) -> None:
        self._found[file] += 1
        if self._found[file] <= KEPT_PER_FILE:
            self._kept.append(Fault(file, line, column, value, rule, str(text)))

    def __iter__(self) -> Any:
        """The kept faults in the order of the files, and in a file by line."""
        last = len(self._order)
        return iter(
            sorted(self._kept, key=lambda f: (self._order.get(f.file, last), f.file, f.line))
        )


class PackageRefused(Exception):  # noqa: N818 - a refusal, as people say it
    """The package is not accepted and nothing was stored. As text: every fault on its line."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        total = len(self.faults)
        lines = [str(fault) for fault in self.faults][:SHOWN]
        if total > len(lines):
            lines.append(_("… en nog %(count)s.") % {"count": total - len(lines)})
        heading = ngettext(
            "%(total)s fout in het pakket; er is niets opgeslagen.",
            "%(total)s fouten in het pakket; er is niets opgeslagen.",
            total,
        )
        return "\n".join([heading % {"total": total}, *lines])
