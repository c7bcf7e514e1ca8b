"""What the tests of the search share."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import translation


@pytest.fixture
def refused() -> Callable[[Model], dict[str, str]]:
    """Return a function that checks what must be refused, and returns what is said of each field."""

    def check(instance: Model) -> dict[str, str]:
        with translation.override("en"):
            with pytest.raises(ValidationError) as error:
                instance.full_clean()
            return {field: " ".join(texts) for field, texts in error.value.message_dict.items()}

    return check
