"""A page with one form over a file that the reader may change."""

from m2w.pages import ObjectAct


class FileAct(ObjectAct):
    template_name = "matching/act.html"
