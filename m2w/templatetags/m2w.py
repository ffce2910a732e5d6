"""The parts of a page. `/componenten/` shows each of them with the line that makes it."""

from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

from m2w import marks, notation, table_html
from m2w.form_fields import language_names
from m2w.tables import Table

register = template.Library()

for notate in (
    notation.amount,
    notation.day,
    notation.euro,
    notation.moment,
    notation.number,
    notation.percent,
    notation.short_day,
):
    register.filter(notate.__name__, notate)

TONE_ICONS = {"info": "info", "ok": "check-c", "wait": "warn", "stop": "cross-c"}


for draw in (marks.badge, marks.icon, marks.status):
    register.simple_tag(draw)
register.simple_tag(table_html.body, name="table_body")
register.simple_tag(table_html.total, name="table_total")


@register.simple_tag
def languages() -> SafeString:
    """The names that a field of a language completes to."""
    return datalist(get_language() or settings.LANGUAGE_CODE)


@cache
def datalist(language: str) -> SafeString:
    with override(language):
        options = format_html_join(
            "", '<option value="{}"></option>', ((name,) for name in language_names())
        )
    return format_html('<datalist id="languages">{}</datalist>', options)


@register.simple_block_tag
def alert(content: str, tone: str = "info") -> SafeString:
    """What just happened or needs attention: `info`, `ok`, `wait` or `stop`."""
    return format_html(
        '<div class="m2w-alert m2w-alert--{}">{}<div>{}</div></div>',
        tone,
        marks.icon(TONE_ICONS[tone]),
        content,
    )


@register.simple_block_tag
def nothing(content: str) -> SafeString:
    """An empty list: what it would hold, and what to do now."""
    return format_html('<div class="m2w-empty m2w-panel">{}</div>', content)


@register.inclusion_tag("components/table.html")
def table(table: Table) -> dict[str, Any]:
    return {"table": table}


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context: template.Context, page: Page) -> dict[str, Any]:
    """Links to the other pages of a list; the filters stay."""
    paginator = page.paginator
    return {
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "request": context["request"],
    }


@register.inclusion_tag("components/progress.html")
def progress(
    label: str, done: int, goal: int, *, expected: int | None = None, url: str = "", note: str = ""
) -> dict[str, Any]:
    """A bar of `done` out of `goal`, with a stroke where the plan would have it today."""
    return {
        "label": label,
        "done": done,
        "goal": goal,
        "width": notation.share(done, goal),
        "stroke": None if expected is None else notation.share(expected, goal),
        "url": url,
        "note": note,
    }


@register.simple_tag
def bar(done: int, goal: int) -> SafeString:
    """A small bar beside the words that say the same."""
    return format_html(
        '<svg class="m2w-bar" aria-hidden="true"><rect width="{}" height="100%"/></svg>',
        notation.share(done, goal),
    )


@register.simple_tag(takes_context=True)
def current(context: template.Context, url: str) -> SafeString | str:
    """Says of a menu link that it leads to this page, or to the list this page is in."""
    here = context["request"].path
    if here == url:
        return format_html('aria-current="{}"', "page")
    return format_html('aria-current="{}"', "true") if url != "/" and here.startswith(url) else ""
