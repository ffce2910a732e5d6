"""Documents on paper: a template of typst, and content that is text to it and never markup."""

import json
from typing import Any, Final

import typst

UNIVERSAL_ACCESS: Final = "ua-1"
DOTS_PER_INCH = 200


def drawn(template: bytes, content: dict[str, Any]) -> bytes:
    """The PDF, as a screen reader can read it."""
    inputs = _inputs(content)
    try:
        return typst.compile(
            template, sys_inputs=inputs, format="pdf", pdf_standards=UNIVERSAL_ACCESS
        )
    except typst.TypstError:
        # A letter that no font on this machine has keeps the standard's mark away, not the text.
        return typst.compile(template, sys_inputs=inputs, format="pdf")


def pictured(template: bytes, content: dict[str, Any]) -> bytes:
    """The first page as a PNG, sharp on paper."""
    return typst.compile(template, sys_inputs=_inputs(content), format="png", ppi=DOTS_PER_INCH)


def _inputs(content: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(content, ensure_ascii=False)}
