"""What every form that changes something has in common; `m2w.filters` is its like for reading."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    Base = forms.BaseForm
else:
    Base = object

OF_EVERY_PAGE = frozenset({"csrfmiddlewaretoken", "next"})


class KnownFields(Base):
    """Refuses what it does not know: a value that is silently ignored was meant to do something.

    `others` are names on the same page that belong to no field, such as that of a button.
    """

    others: ClassVar[frozenset[str]] = frozenset()

    def full_clean(self) -> None:
        """Raises BadRequest for a name that is no field of the form."""
        sent = {*(self.data or ()), *(self.files or ())}
        if unknown := sent - OF_EVERY_PAGE - self.others - set(self.known()):
            names = ", ".join(sorted(unknown))
            raise BadRequest(_("Dit veld bestaat niet: %(names)s.") % {"names": names})
        super().full_clean()

    def known(self) -> Iterator[str]:
        """The names under which the fields send their values."""
        for name, field in self.fields.items():
            sent_as = self.add_prefix(name)
            yield sent_as
            for suffix in getattr(field.widget, "widgets_names", ()):
                yield f"{sent_as}{suffix}"


class Form(KnownFields, forms.Form):
    pass


class ModelForm(KnownFields, forms.ModelForm):
    pass
