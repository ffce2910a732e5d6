"""Documents on paper: a template of typst, and content that is text to it and never markup."""

import json
from typing import Any, Final

import typst

UNIVERSAL_ACCESS: Final = "ua-1"


def drawn(template: bytes, content: dict[str, Any]) -> bytes:
    """The PDF, as a screen reader can read it."""
    inputs = {"data": json.dumps(content, ensure_ascii=False)}
    try:
        return typst.compile(
            template, sys_inputs=inputs, format="pdf", pdf_standards=UNIVERSAL_ACCESS
        )
    except typst.TypstError:
        # A letter that no font on this machine has keeps the standard's mark away, not the text.
        return typst.compile(template, sys_inputs=inputs, format="pdf")
