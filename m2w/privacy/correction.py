"""The page on which the values of a file are corrected."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _
from django.views.generic import View

from m2w.audit.reading import OPENED, shows
from m2w.corrections import Outdated
from m2w.pages import visible_rows
from m2w.privacy.file_forms import FileForm
from m2w.privacy.rights import crumbs_to, url_of
from m2w.refusals import Refused


class CorrectionPage(View):
    """A form over a file; `save` is the service, `taken` the field that a refusal is about."""

    form_class: type[FileForm]
    save: Callable[..., Any]
    taken: Mapping[str, str] = {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        file = self.file()
        return self.show(file, self.form_class(initial=values_of(file, self.form_class)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        file, form = self.file(), self.form_class(request.POST)
        version = version_of(request)
        if not form.is_valid():
            return self.show(file, form, version=version)
        try:
            self.store(file, form.cleaned_data, version)
        except Outdated as outdated:
            return self.show_again(file, form, outdated)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(file, form, version=version)
        except Refused as refusal:
            form.add_error(self.taken.get(refusal.code), str(refusal))
            return self.show(file, form, version=version)
        messages.success(request, _("De verbetering is bewaard."))
        return redirect(self.back(file))

    def store(self, file: Any, values: Mapping[str, Any], version: int) -> None:
        type(self).save(file, values, by=self.request.user, version=version)

    def back(self, file: Any) -> str:
        """Where the reader goes when it is done, or given up."""
        return url_of(file)

    def file(self) -> Any:
        """The file, when the reader may change it; a restricted one does not exist here."""
        model = self.form_class.model
        visible = visible_rows(model, self.request).filter(pk=self.kwargs["pk"])
        editable = model.objects.editable_by(self.request.user)
        return get_object_or_404(editable, pk__in=visible.values("pk"))

    def show_again(self, file: Any, form: FileForm, outdated: Outdated) -> HttpResponse:
        """What was typed, on top of what someone else saved; nothing of either is lost."""
        typed, before = form.cleaned_data, outdated.before
        untouched = {
            name: value
            for name, value in outdated.now.items()
            if before and typed[name] == before[name]
        }
        again = self.form_class(initial={**typed, **untouched})
        theirs = [
            (again[name].label, in_form(again, name, value), name in untouched)
            for name, value in outdated.now.items()
        ]
        return self.show(file, again, version=outdated.version, outdated=outdated, theirs=theirs)

    def show(
        self, file: Any, form: FileForm, *, version: int | None = None, **more: Any
    ) -> HttpResponse:
        shows(self.request, [file], OPENED)
        context = {
            "heading": _("Gegevens verbeteren"),
            "lead": str(file),
            "crumbs": crumbs_to(file),
            "form": form,
            "version": file.version if version is None else version,
            "back": self.back(file),
        }
        return render(self.request, "privacy/correct.html", context | more)


def version_of(request: HttpRequest) -> int:
    """The version that the form was made from. Raises BadRequest."""
    try:
        return int(request.POST.get("version", ""))
    except ValueError:
        raise BadRequest(_("Het formulier is onvolledig.")) from None


def values_of(file: Any, form_class: type[FileForm]) -> dict[str, Any]:
    return {name: getattr(file, name) for name in form_class.columns()}


def in_form(form: forms.Form, name: str, value: Any) -> str:
    """A value in the words of the form."""
    field: Any = form.fields[name]
    if hasattr(field, "choices"):
        codes = value if isinstance(value, list | tuple) else [value]
        labels = dict(flatten_choices(field.choices))
        return ", ".join(str(labels.get(code, code)) for code in codes) or "–"
    shown = field.prepare_value(value)
    if isinstance(shown, list):
        return ", ".join(" ".join(pair) for pair in shown) or "–"
    return field.widget.format_value(shown) or "–"
