"""A StreamField whose block definitions stay out of the migrations."""

from typing import Any

from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField


class SlimStreamField(StreamField):
    """A StreamField that a change of blocks gives no migration.

    Wagtail writes every block definition into every migration that touches the field; elsewhere
    that has grown to hundreds of thousands of lines that no database ever needed.
    """

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(block_types if block_types is not None else StreamBlock([]), **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict[str, Any]]:
        """Return the field without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
