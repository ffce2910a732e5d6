"""Wrapped lines of a pasted text, joined again into paragraphs."""

import re
from collections.abc import Sequence

BULLET = re.compile(r"(?:[-–—•●○▪◦*·]|o(?=\s))\s*\S")
ENDS = ".?!:;"


def joined(lines: Sequence[str]) -> str:
    """Lines as one: a hyphen at the end of a line stays, and nothing comes between."""
    text = ""
    for line in filter(None, (line.strip() for line in lines)):
        hyphenated = text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower()
        text += line if not text or hyphenated else f" {line}"
    return text


def paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a text. A bullet keeps its own line; a blank line in the midst of a
    sentence, as at the end of a page, does not end it."""
    found: list[list[list[str]]] = []
    after_blank = True
    for line in (line.strip() for line in lines):
        if not line:
            after_blank = True
            continue
        bullet = bool(BULLET.match(line))
        if after_blank and not (found and _goes_on(found[-1][-1][-1], line, bullet=bullet)):
            found.append([[line]])
        elif bullet:
            found[-1].append([line])
        else:
            found[-1][-1].append(line)
        after_blank = False
    return ["\n".join(joined(one) for one in paragraph) for paragraph in found]


def _goes_on(before: str, line: str, *, bullet: bool) -> bool:
    if bullet:
        return bool(BULLET.match(before))
    return line[:1].islower() and before[-1:] not in ENDS
