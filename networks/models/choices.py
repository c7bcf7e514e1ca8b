"""Choices that carry their own words, and what the code asks of them."""

from inspect import get_annotations
from typing import Any, Self

from django.db import models


class DescribedChoices(models.TextChoices):
    """Choices with more than a label: each is its value, what the annotations name in their order, its label.

    One that leaves something out is a ValueError as its module loads, and not a page that fails.
    """

    def __new__(cls, value: str, *described: Any) -> Self:
        """Make a member; Django has taken the label away."""
        member = str.__new__(cls, value)
        member._value_ = value
        for name, thing in zip(get_annotations(cls), described, strict=True):
            setattr(member, name, thing)
        return member
