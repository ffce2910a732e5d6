"""The steps of an import as pages: upload, columns, preview, result."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from m2w.audit.reading import takes_out
from m2w.exports import XLSX, to_keep
from m2w.forms import refuse_others
from m2w.imports import services, sheets
from m2w.imports.choices import Stage, Verdict
from m2w.imports.forms import ColumnsForm, PlaceForm, UploadForm
from m2w.imports.judging import Judge
from m2w.imports.models import Import
from m2w.imports.targets import Target
from m2w.marks import Mark
from m2w.pages import say_refused, visible_rows
from m2w.refusals import Refused
from m2w.tables import Column, Table

ROWS_ON_A_PAGE = 50
MARKS = {
    Verdict.GOOD: Mark(Verdict.GOOD.label, "check-c", "ok"),
    Verdict.KNOWN: Mark(Verdict.KNOWN.label, "minus-c", "mute"),
    Verdict.WRONG: Mark(Verdict.WRONG.label, "cross-c", "stop"),
}


class ImportView(View):
    """A page on the way of one kind of import."""

    target: Target = None  # type: ignore[assignment]  # given where it is hung

    def imports(self) -> Any:
        rows = visible_rows(Import, self.request)
        return rows.filter(target=self.target.name).select_related("job")

    def upload(self) -> Import:
        found: Import = get_object_or_404(self.imports(), pk=self.kwargs["pk"])
        return found

    def with_file(self) -> Import:
        """Raises Http404 for one whose cells are gone."""
        found = self.upload()
        if not found.has_file:
            raise Http404
        return found

    def url(self, page: str, *args: Any) -> str:
        return reverse(f"{self.target.name}_{page}", args=args)

    def show(self, template: str, upload: Import | None = None, **context: Any) -> HttpResponse:
        crumbs = [(self.target.list_name, reverse(self.target.list_view))]
        if upload:
            crumbs.append((self.target.heading, self.url("imports")))
        around = {
            "heading": upload.original_name if upload else self.target.heading,
            "crumbs": crumbs,
            "target": self.target,
            "upload": upload,
            "urls": self.urls(upload),
        }
        return render(self.request, f"imports/{template}.html", around | context)

    def urls(self, upload: Import | None) -> dict[str, str]:
        found = {page: self.url(page) for page in ("imports", "import_template")}
        found["list"] = reverse(self.target.list_view)
        if upload:
            pages = ("import", "import_columns", "import_keep", "import_faults", "import_discard")
            found |= {page: self.url(page, upload.pk) for page in pages}
        return found


class Start(ImportView):
    """Uploading a file, and what was uploaded these days."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show_form(UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        self.imports()
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                made = services.upload(
                    form.cleaned_data["file"],
                    self.target,
                    by=request.user,  # type: ignore[arg-type]
                )
            except ValidationError as error:
                form.add_error("file", error)
            else:
                return redirect(self.url("import_columns", made.pk))
        return self.show_form(form)

    def show_form(self, form: UploadForm) -> HttpResponse:
        made = self.imports().select_related("made_by").defer("verdicts")
        return self.show("start", form=form, uploads=[(one, self.page_of(one)) for one in made])

    def page_of(self, upload: Import) -> str:
        page = "import_columns" if upload.stage == Stage.UPLOADED else "import"
        return self.url(page, upload.pk)


class Template(ImportView):
    """An empty workbook to fill in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        self.imports()
        return workbook(sheets.template(self.target), _("sjabloon-%(what)s") % self.named())

    def named(self) -> dict[str, str]:
        return {"what": str(self.target.list_name).lower()}


class Columns(ImportView):
    """What each column of the file means."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        upload = self.with_file()
        place = PlaceForm(request.GET or None, initial=place_of(upload), source=upload.source)
        chosen = place_of(upload)
        if place.is_bound and place.is_valid():
            chosen = place.cleaned_data
        return self.show_form(upload, place, self.form(upload, chosen))

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        upload = self.with_file()
        place = PlaceForm(
            {name: request.POST.get(name) for name in place_of(upload)}, source=upload.source
        )
        if not place.is_valid():
            raise BadRequest(_("Het formulier is onvolledig."))
        form = self.form(upload, place.cleaned_data, request.POST)
        if not form.is_valid():
            return self.show_form(upload, place, form)
        try:
            services.check(
                upload,
                **place.cleaned_data,
                columns=form.columns(),
                options=form.options(),
                by=request.user,  # type: ignore[arg-type]
            )
        except Refused as refusal:
            say_refused(request, refusal)
        return redirect(self.url("import", upload.pk))

    def form(self, upload: Import, place: dict[str, int], data: Any = None) -> ColumnsForm:
        by: Any = self.request.user
        return ColumnsForm(data, upload=upload, target=self.target, by=by, place=place)

    def show_form(self, upload: Import, place: PlaceForm, form: ColumnsForm) -> HttpResponse:
        many = len(upload.source.sheets) > 1
        return self.show("columns", upload, place=place, form=form, many=many)


def place_of(upload: Import) -> dict[str, int]:
    return {"sheet": upload.sheet, "heading_row": upload.heading_row}


class Preview(ImportView):
    """How far it is, what becomes of each row, and what was kept."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        upload = self.upload()
        if upload.stage == Stage.UPLOADED:
            return redirect(self.url("import_columns", upload.pk))
        if upload.stage in {Stage.CHECKING, Stage.KEEPING}:
            return self.show("busy", upload)
        if not upload.has_file:
            return self.show("kept", upload)
        shown = self.asked(upload)
        page = Paginator(upload.rows(*shown), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        counted = [verdict for verdict in Verdict if upload.counts[verdict]]
        choices = [(verdict, MARKS[verdict], upload.counts[verdict]) for verdict in counted]
        return self.show(
            "preview",
            upload,
            table=self.table(upload, page),
            page=page,
            choices=choices,
            shown=shown[0] if len(shown) == 1 else "",
        )

    def asked(self, upload: Import) -> list[str]:
        """The verdicts to show: all, unless the address names one. Raises BadRequest."""
        wanted = self.request.GET.get("rows", "")
        if wanted and wanted not in Verdict.values:
            raise BadRequest(_("Dit veld bestaat niet: %(names)s.") % {"names": "rows"})
        return [wanted] if wanted else Verdict.values

    def table(self, upload: Import, page: Any) -> Table:
        judge = Judge(upload, self.target, set())
        source = upload.source
        verdicts = {row: verdict for row, verdict, _twin in upload.verdicts}

        def faults(row: Any) -> str:
            """Not of a row that was good: once it is kept it can clash with itself."""
            wrong = verdicts[row.number] == Verdict.WRONG
            return "; ".join(map(str, row.faults)) if wrong else ""

        rows = [judge.again(row, source.row(upload.sheet, row), twin) for row, twin in page]
        user: Any = self.request.user
        columns = [
            Column(self.target.who, lambda row: self.target.person(row.values) or _("zonder naam")),
            Column(_("Rij"), "number", "count"),
            Column(_("Resultaat"), lambda row: MARKS[verdicts[row.number]], "mark"),
            Column(_("Wat er mis is"), faults),
        ]
        if mark := self.target.judge(upload.options, user):
            judged = Column(
                self.target.judged, lambda row: None if row.faults else mark(row.values), "mark"
            )
            columns.insert(3, judged)
        return Table(_("Rijen van het bestand"), columns, rows)


class Keep(ImportView):
    """The button that stores: all rows, or only the good ones."""

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        refuse_others(request.POST, ["rows"])
        upload = self.upload()
        try:
            services.keep(upload, only_good=request.POST.get("rows") == "good", by=request.user)  # type: ignore[arg-type]
        except Refused as refusal:
            say_refused(request, refusal)
        return redirect(self.url("import", upload.pk))


class Faults(ImportView):
    """The wrong rows as a workbook, to mend and to import again."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        upload = self.with_file()
        takes_out(request, "import.faults_taken", rows=upload.counts[Verdict.WRONG])
        return workbook(sheets.wrong_rows(upload, self.target), _("foute-rijen"))


class Discard(ImportView):
    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        refuse_others(request.POST, [])
        upload = self.upload()
        try:
            services.discard(upload, by=request.user)  # type: ignore[arg-type]
        except Refused as refusal:
            say_refused(request, refusal)
            return redirect(self.url("import", upload.pk))
        messages.success(request, _("Het bestand is verwijderd."))
        return redirect(self.url("imports"))


def workbook(content: bytes, name: str) -> HttpResponse:
    return to_keep(f"{name}.xlsx", content, XLSX)
