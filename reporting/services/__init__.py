"""What is done with written questions: every act under lock, by who may do it, on the record."""

from reporting.services.composing import (
    add_table,
    change_table,
    explain_figure,
    group,
    remove_table,
    set_day,
    take_over_composition,
    take_over_figure,
    ungroup,
    write_part,
    write_sub_answer,
)
from reporting.services.contributions import (
    ask_contribution,
    give_contribution,
)
from reporting.services.freezing import (
    add_later_text,
    freeze,
)
from reporting.services.publishing import (
    publish_answer,
    publish_tables,
    switch_open_data,
    take_down,
)
from reporting.services.questions import (
    assign,
    correct,
    deliver,
    hand_in,
    publish,
    register,
    send,
    send_back,
    sign_off,
)
from reporting.services.rehearsing import (
    rehearse_all,
)

__all__ = [
    "add_later_text",
    "add_table",
    "ask_contribution",
    "assign",
    "change_table",
    "correct",
    "deliver",
    "explain_figure",
    "freeze",
    "give_contribution",
    "group",
    "hand_in",
    "publish",
    "publish_answer",
    "publish_tables",
    "register",
    "rehearse_all",
    "remove_table",
    "send",
    "send_back",
    "set_day",
    "sign_off",
    "switch_open_data",
    "take_down",
    "take_over_composition",
    "take_over_figure",
    "ungroup",
    "write_part",
    "write_sub_answer",
]
