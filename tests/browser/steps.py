"""What everyone does on a page: press a button, follow a link, read that it is done."""

from playwright.sync_api import Page, expect

from tests.browser.soundness import sound


def press(page: Page, name: str) -> None:
    """Press a button that leads to a page; until that page is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link; until its page is there."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).click()


def done(page: Page, message: str) -> None:
    """What was asked is done, as the page says."""
    expect(page.get_by_role("status").first).to_contain_text(message)
    sound(page)
