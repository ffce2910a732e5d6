"""What every page must be, whatever it shows: accessible, and within the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, WIDE

AXE = Axe()
# Only what is wrong comes back: what is in order is most of the answer, and of the time.
FOUND = """axe.run({resultTypes: ["violations"]}).then(found => found.violations.flatMap(
    one => one.nodes.map(node => `${one.id}: ${node.html}`)))"""


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.axe_script)
    return page.evaluate(FOUND)


def width(page: Page) -> int:
    """How wide a page is once its stylesheet is there: words alone can show before it."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth")


def sound(page: Page) -> None:
    """Accessible, and within the screen, at both widths."""
    before = page.viewport_size
    for viewport in [WIDE, PHONE]:
        page.set_viewport_size(viewport)
        assert width(page) <= viewport["width"]
        assert violations(page) == []
    page.set_viewport_size(before)
