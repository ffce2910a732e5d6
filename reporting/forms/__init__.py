from reporting.forms.reading import AnswerForm, FinaliseForm, MoveForm, PartsForm

__all__ = ["AnswerForm", "FinaliseForm", "MoveForm", "PartsForm"]
