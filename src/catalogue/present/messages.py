"""Every message: by its code the sentence and any number of hints."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.present.words_catalogue import ABOUT_CATALOGUE
from catalogue.present.words_editing import ABOUT_EDITING
from catalogue.present.words_exchange import ABOUT_EXCHANGE
from catalogue.present.words_input import ABOUT_INPUT
from catalogue.present.words_mapping import ABOUT_MAPPING
from catalogue.present.words_moving import ABOUT_MOVING
from catalogue.present.words_report import ABOUT_REPORTS
from catalogue.present.words_request import ABOUT_REQUEST
from catalogue.present.words_web import ABOUT_WEB
from catalogue.present.words_work import ABOUT_WORK

MESSAGES: Mapping[str, tuple[str, ...]] = {
    **ABOUT_CATALOGUE,
    **ABOUT_EDITING,
    **ABOUT_EXCHANGE,
    **ABOUT_INPUT,
    **ABOUT_MAPPING,
    **ABOUT_MOVING,
    **ABOUT_REPORTS,
    **ABOUT_REQUEST,
    **ABOUT_WEB,
    **ABOUT_WORK,
}
