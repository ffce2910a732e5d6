"""The register of processing activities (GDPR art. 30), read from the classification."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from m2w.accounts.choices import Role
from m2w.privacy.classification import Declaration, Personal, declarations
from m2w.privacy.due import months
from m2w.privacy.export import label_of
from m2w.privacy.terms import Category, Keeping
from m2w.privacy.uses import USES, Subject, Use


@dataclass
class Activity:
    """One purpose: whose data, which, on which ground, for how long, and who reads them."""

    use: Use
    subjects: set[Subject] = field(default_factory=set)
    kinds: dict[str, list[str]] = field(default_factory=dict)
    keepings: list[Keeping] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)

    def add(self, declaration: Declaration, name: str, personal: Personal) -> None:
        self.subjects |= set(personal.about or declaration.leads)
        labels = self.kinds.setdefault(str(personal.kind), [])
        label = str(personal.label) or label_of(declaration.model._meta.get_field(name))
        if label not in labels:
            labels.append(label)
        if personal.keeping not in self.keepings:
            self.keepings.append(personal.keeping)
        self.roles |= declaration.recipients


def activities() -> list[Activity]:
    """Every purpose for which data of people are kept."""
    found = {use.code: Activity(use) for use in USES}
    for declaration in declarations():
        for name, personal in declaration.personal.items():
            found[personal.use.code].add(declaration, name, personal)
    return list(found.values())


def register() -> list[dict[str, Any]]:
    """The activities in words, in the active language."""
    terms = months()
    return [
        {
            "code": activity.use.code,
            "purpose": activity.use.purpose,
            "subjects": listed(one.label for one in Subject if one in activity.subjects),
            "kinds": activity.kinds,
            "grounds": [ground for ground in (activity.use.ground, activity.use.special) if ground],
            "kept": list(
                dict.fromkeys(text for one in activity.keepings for text in kept(one, terms))
            ),
            "recipients": listed(role.label for role in Role if role in activity.roles)
            or _("niemand: alleen het systeem zelf"),
        }
        for activity in activities()
    ]


def kept(keeping: Keeping, terms: dict[str, int]) -> list[str]:
    """How long, by the terms in force."""
    if keeping.words:
        return [str(keeping.words)]
    return [
        _("%(category)s: %(months)s") % {"category": one.label, "months": in_months(terms[one])}
        for one in keeping.categories
    ]


def in_months(n: int) -> str:
    return ngettext("%(n)s maand", "%(n)s maanden", n) % {"n": n}


def listed(words: Iterable[object]) -> str:
    return ", ".join(map(str, words))


def terms_in_words() -> list[tuple[str, str]]:
    """Every category with its term."""
    terms = months()
    return [(str(one.label), in_months(terms[one])) for one in Category]
