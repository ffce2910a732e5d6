"""Every page that a role can reach by its links: accessible, within the screen, and quiet."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import PHONE, WIDE
from tests.browser.soundness import violations, width

# Who reaches pages of their own; the others see the same templates with less in them.
THOROUGHLY = [
    None,
    "coordinator@core.example",
    "counsellor@vdab.example",
    "manager@vdab.example",
    "analyst@ministry.example",
    "admin@m2w.example",
]
QUICKLY = ["coach@core.example", "follower@vdab.example", "expert@vdab.example"]


def shape(address: str) -> str:
    """One page of each kind is enough: objects of a kind share theirs."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "<id>", urlsplit(address).path)
    return re.sub(r"/[^/]+/[0-9]{4}-[0-9]{2}-[0-9]{2}(?=/)", "/<round>", path)


def links(page) -> list[str]:
    """The pages this one leads to; a file is no page, and a place on this one no other."""
    pages = "a[href]:not([download]):not([href^='#'])"
    addresses = page.eval_on_selector_all(pages, "all => all.map(a => a.href)")
    here = urlsplit(page.url).netloc
    return [
        address
        for address in addresses
        if urlsplit(address).netloc == here and not is_file(address)
    ]


def is_file(address: str) -> bool:
    """What is taken away, or the description of the API: a page of its library's own making."""
    path = urlsplit(address).path
    return "format=" in address or path.startswith("/api/") or path.endswith((".xlsx", ".csv"))


def problems(page, address: str, thorough: bool) -> Iterator[str]:
    """What is wrong with a page, at both widths; axe is asked when `thorough`."""
    answer = page.goto(address)
    if answer.status != 200:
        yield f"status {answer.status}"
    if page.locator("h1").count() != 1:
        yield "not one h1"
    for viewport in [WIDE, PHONE]:
        page.set_viewport_size(viewport)
        if (wide := width(page)) > viewport["width"]:
            yield f"{wide} wide on a screen of {viewport['width']}"
        if thorough:
            yield from violations(page)


@pytest.mark.parametrize(
    "who", THOROUGHLY + QUICKLY, ids=lambda who: (who or "nobody").split("@")[0]
)
def test_every_page(visit, who):
    page = visit(who)
    to_see, found = [page.url if who else "/"], {}
    while to_see:
        address = to_see.pop()
        if shape(address) not in found:
            found[shape(address)] = list(problems(page, address, who in THOROUGHLY))
            to_see += links(page)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}
    assert len(found) >= (4 if who is None else 8)
