"""How the states in reports look: a sign and a word."""

from django.utils.translation import gettext_lazy as _

from m2w.marks import Mark

ROUND_MARKS = {
    "held": Mark(_("gehouden"), "check-c", "ok"),
    "draft": Mark(_("ontwerp"), "pen", "info"),
    "open": Mark(_("open"), "clock", "wait"),
    "missing": Mark(_("ontbreekt"), "warn", "stop"),
    "late": Mark(_("te laat"), "warn", "stop"),
    "not_due": Mark(_("nog niet verwacht"), "ring"),
}
SIGNAL_MARKS = {
    "under": Mark(_("onderbenutting"), "warn", "wait"),
    "on_track": Mark(_("op schema"), "check-c", "ok"),
    "over": Mark(_("overbenutting"), "warn", "wait"),
}
MARKS = ROUND_MARKS | SIGNAL_MARKS
# Columns whose codes are states.
MARKED = {"status", "signal", "six_month", "final"}
