from reporting.forms.reading import AnswerForm, FinaliseForm, MoveForm

__all__ = ["AnswerForm", "FinaliseForm", "MoveForm"]
