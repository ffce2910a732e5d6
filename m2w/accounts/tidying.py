"""What was answered to a program stays a day: after that it does not ask again."""

from m2w.accounts.kept_answers import too_old


def remove_kept_answers() -> None:
    too_old().delete()


TIDY = [remove_kept_answers]
