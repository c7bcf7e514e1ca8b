"""The forms ask for all that can be said of a hotline and of the exit."""

from typing import Any

import pytest
from wagtail.admin.panels import get_edit_handler

from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings

pytestmark = pytest.mark.django_db


def form_of(model: type) -> Any:
    return get_edit_handler(model).get_form_class()


def test_the_form_of_a_line_asks_for_all_that_is_known_of_it() -> None:
    in_both = {
        f"{name}_{code}"
        for name in ("name", "short_name", "for_whom", "hours", "cost", "spoken_languages", "source_name")
        for code in ("sr_latn", "en")
    }
    others = {
        "number", "dial_string", "from_abroad", "subject", "anonymous", "source_url", "confidence",
        "verified_on", "verify_by",
    }  # fmt: skip
    assert set(form_of(Hotline).base_fields) >= in_both | others


def test_the_form_of_the_settings_asks_for_the_exit_the_page_and_the_lines() -> None:
    form = form_of(SafetySettings)
    assert {"exit_destination", "safe_browsing_page"} <= set(form.base_fields)
    lines = form.formsets["chosen_hotlines"]
    assert lines.model is ChosenHotline and "hotline" in lines.form.base_fields
