"""Which fields of a model have a Serbian and an English text. Nothing is listed: the columns tell."""

from functools import cache

from django.db.models import Model, SlugField

_ENGLISH_ENDING = "_en"


@cache
def translated_fields(model: type[Model]) -> tuple[str, ...]:
    """Return the bare names of the fields of `model` that a translator fills in, in their order.

    Addresses are left out: they are made from the names and never empty, so they have no state.
    """
    columns = {field.name: field for field in model._meta.concrete_fields}
    bare_names = (name.removesuffix(_ENGLISH_ENDING) for name in columns if name.endswith(_ENGLISH_ENDING))
    return tuple(
        bare
        for bare in bare_names
        if columns[f"{bare}{_ENGLISH_ENDING}"].editable
        and not isinstance(columns[f"{bare}{_ENGLISH_ENDING}"], SlugField)
        and {bare, f"{bare}_sr_latn"} & columns.keys()
    )
