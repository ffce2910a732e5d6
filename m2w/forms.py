"""What every form that changes something has in common; `m2w.filters` is its like for reading."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

if TYPE_CHECKING:
    from m2w.corrections import Outdated

    Base = forms.BaseForm
else:
    Base = object

View = Callable[..., HttpResponse]
OF_EVERY_PAGE = frozenset({"csrfmiddlewaretoken", "next"})


def refuse_others(sent: Iterable[str], known: Iterable[str]) -> None:
    """Raises BadRequest for a name that was sent and is not known."""
    if unknown := set(sent) - OF_EVERY_PAGE - set(known):
        names = ", ".join(sorted(unknown))
        raise BadRequest(_("Dit veld bestaat niet: %(names)s.") % {"names": names})


def says_yes(request: HttpRequest, name: str) -> bool:
    """What a button that switches something sends. Raises BadRequest for neither yes nor no."""
    said = request.POST.get(name)
    if said not in {"yes", "no"}:
        raise BadRequest(_("Geef voor %(name)s yes of no.") % {"name": name})
    return said == "yes"


def button(*names: str) -> Callable[[View], View]:
    """A view behind a button without a form: it takes a POST with no more than these names."""

    def behind(view: View) -> View:
        @wraps(view)
        def pressed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refuse_others(request.POST, names)
            return view(request, *args, **kwargs)

        return require_POST(pressed)

    return behind


class KnownFields(Base):
    """Refuses what it does not know: a value that is silently ignored was meant to do something.

    `others` are names on the same page that belong to no field, such as that of a button.
    """

    others: ClassVar[frozenset[str]] = frozenset()

    def full_clean(self) -> None:
        """Raises BadRequest for a name that is no field of the form."""
        refuse_others({*(self.data or ()), *(self.files or ())}, {*self.others, *self.known()})
        super().full_clean()

    def known(self) -> Iterator[str]:
        """The names under which the fields send their values."""
        for name, field in self.fields.items():
            sent_as = self.add_prefix(name)
            yield sent_as
            for suffix in getattr(field.widget, "widgets_names", ()):
                yield f"{sent_as}{suffix}"
            if field.show_hidden_initial:
                yield self.add_initial_prefix(name)


class Form(KnownFields, forms.Form):
    pass


class ActForm(Form):
    """What someone fills in to do one thing with an object, `obj`. It holds no rule: it gives its
    values to `service`, as the API does.

    `about` says what it means and `done` what became of it; `taken` is the field that the refusal
    of a rule is about. `groups` are fields that belong together, under a heading.
    """

    service: ClassVar[Callable[..., Any]]
    done: ClassVar[str | Promise]
    about: ClassVar[str | Promise] = ""
    danger: ClassVar[bool] = False
    taken: ClassVar[dict[str, str]] = {}
    groups: ClassVar[Sequence[tuple[str | Promise, Sequence[str]]]] = ()

    def __init__(self, *args: Any, obj: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obj = obj

    def typed(self) -> Iterator[tuple[str | Promise, str]]:
        """What was filled in, in the words of the page: to keep it in sight once it is too late."""
        for name, field in self.fields.items():
            sent = "" if self[name].is_hidden else self[name].value() or ""
            chosen = {str(key): label for key, label in getattr(field, "choices", [])}
            if sent:
                yield field.label or name, str(chosen.get(sent, sent))

    def ungrouped(self) -> list[forms.BoundField]:
        """The fields that stand before the groups."""
        grouped = {name for _heading, names in self.groups for name in names}
        return [field for field in self.visible_fields() if field.name not in grouped]

    def grouped(self) -> list[tuple[str | Promise, list[forms.BoundField]]]:
        return [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in self.groups
        ]

    def renew(self, outdated: "Outdated") -> None:
        """What was typed stays; sent once more it is on top of what the other saved."""
        typed: Any = self.data.copy()  # type: ignore[attr-defined]
        typed["version"] = str(outdated.version)
        self.data = typed

    def act(self, *, by: Any) -> Any:
        """Do it with what was filled in; raises what the service raises."""
        return type(self).service(self.obj, by=by, **self.cleaned_data)


class ModelForm(KnownFields, forms.ModelForm):
    pass
