from reporting.services.freezing import add_later_text, freeze
from reporting.services.publishing import (
    publish_answer,
    publish_tables,
    switch_open_data,
    take_down,
)
from reporting.services.rehearsing import rehearse_all

__all__ = [
    "add_later_text",
    "freeze",
    "publish_answer",
    "publish_tables",
    "rehearse_all",
    "switch_open_data",
    "take_down",
]
