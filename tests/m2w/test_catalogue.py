"""The English interface is complete: it says everything the Dutch one says."""

import ast
import re
from functools import cache
from pathlib import Path

from m2w import catalogue

ROOT = Path(__file__).parents[2]


@cache
def sources():
    return catalogue.found_in_sources()


def test_every_message_is_translated():
    assert catalogue.untranslated(catalogue.stored()) == []


def test_every_message_of_the_sources_is_in_the_catalogue():
    stored = catalogue.stored()
    assert [m.id for m in sources() if m.id and stored.get(m.id, m.context) is None] == []


def test_the_catalogue_holds_nothing_else():
    assert [
        m.id for m in catalogue.stored() if m.id and sources().get(m.id, m.context) is None
    ] == []


def test_placeholders_survive_translation():
    assert [(m.id, list(errors)) for m, errors in catalogue.stored().check() if errors] == []


def test_every_form_of_a_plural_takes_what_the_plural_takes():
    """As `msgfmt --check-format` has it: whoever fills in a plural fills in all of its forms."""
    taking_more = [
        message.id
        for message in catalogue.stored()
        if message.pluralizable
        for form in [*message.id, *message.string]
        if placeholders(form) - placeholders(message.id[1])
    ]
    assert taking_more == []


def placeholders(text):
    return set(re.findall(r"%\((\w+)\)", text))


def test_no_message_hides_in_an_f_string():
    """There the catalogue does not find it, and it stays Dutch for everyone."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for folder in ["m2w", "programmes", "matching", "reporting"]
        for path in (ROOT / folder).rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text()))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "gettext", "ngettext", "gettext_lazy", "ngettext_lazy"}
    ]
    assert hidden == []


def test_a_template_is_read_whatever_its_indentation(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}<p>\n    {% translate "Kruimelpad" %}\n  <b title="it\'s">\n'
        "{% blocktranslate count n=1 %}{{ n }} mentee{% plural %}{{ n }} mentees"
        "{% endblocktranslate %}"
    )
    assert [message for _, message, *_ in catalogue.messages_of(page)] == [
        "Kruimelpad",
        ("%(n)s mentee", "%(n)s mentees"),
    ]
