"""Marks of tests that run in more than one browser: `@IN_BOTH`; the fixture `browser` is each in turn."""

import pytest

FIREFOX = pytest.param("firefox", marks=pytest.mark.firefox)
IN_BOTH = pytest.mark.parametrize("browser", ["quick_chromium", FIREFOX], indirect=True)
# For what depends on the browser around the page, such as leaving and coming back.
WHOLE_IN_BOTH = pytest.mark.parametrize("browser", ["whole_chromium", FIREFOX], indirect=True)
