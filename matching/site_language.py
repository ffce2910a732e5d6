"""In which language colleagues read the questions: that of the site, as far as there are texts."""

from django.utils.translation import get_language

from matching.questionnaires import DUTCH, Questionnaire


def language_of_site(texts: Questionnaire) -> str:
    """The language that the reader chose here, if the questions are in it; else Dutch."""
    language = (get_language() or DUTCH).partition("-")[0]
    return language if language in texts.languages else DUTCH
