"""Writes down, at each publication, what became of the translation of every field."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q, QuerySet

from astra_site import languages
from astra_site.languages.fields import translated_fields
from astra_site.languages.normalised import digest, readable
from astra_site.serbian.folding import fold
from astra_site.tasks.progress import NO_PROGRESS, Progress, each
from astra_site.translations.models import FieldTranslation
from astra_site.translations.roots import owners, parent_key, roots, values
from astra_site.translations.states import Decision, State, state_of

Rows = dict[str, FieldTranslation]
# What a publication can change in a row; a decision made meanwhile is not among it unless it ends.
_IDENTITY = {"id", "root_type", "root_id", "owner_type", "field"}
_UPDATED = [field.name for field in FieldTranslation._meta.concrete_fields if field.name not in _IDENTITY]


def label_of(root: Model) -> str:
    """Return the Serbian name of `root`, whatever language the admin speaks."""
    for field in ("title", *translated_fields(type(root))):
        try:
            name = getattr(root, languages.column(root, field, languages.SOURCE))
        except AttributeError:
            continue
        if name:
            return readable(name)[:255]
    return str(root)[:255]


@transaction.atomic
def record(root: Model) -> None:
    """Bring the rows of `root` in step with the texts that it has just been published with."""
    root_type = ContentType.objects.get_for_model(root)
    rows = list(FieldTranslation.objects.select_for_update().filter(root_type=root_type, root_id=root.pk))
    before = {row.pk: _state_in_database(row) for row in rows}
    known, gone = match(list(owners(root)), rows)
    label, is_public = label_of(root), bool(getattr(root, "live", True))
    new: list[FieldTranslation] = []
    changed: list[FieldTranslation] = []
    for owner, of_owner in known:
        for field in translated_fields(type(owner)):
            row = of_owner.get(field) or FieldTranslation(root_type=root_type, root_id=root.pk, field=field)
            row.owner_type = ContentType.objects.get_for_model(owner)
            row.owner_id = owner.pk
            row.label, row.is_public = label, is_public
            _take_over(row, owner, field)
            if row.pk is None:
                new.append(row)
            elif before[row.pk] != _state_in_database(row):
                changed.append(row)
    FieldTranslation.objects.filter(pk__in=[row.pk for row in gone]).delete()
    FieldTranslation.objects.bulk_update(changed, _UPDATED, batch_size=50)
    FieldTranslation.objects.bulk_create(new)


def _state_in_database(row: FieldTranslation) -> tuple:
    # The person's key and not the person, who would take a query.
    return tuple(getattr(row, "decided_by_id" if name == "decided_by" else name) for name in _UPDATED)


def _take_over(row: FieldTranslation, owner: Model, field: str) -> None:
    source, target = values(owner, field)
    row.source, row.source_text = digest(source), readable(source)
    row.search_text = fold(f"{row.label} {row.source_text}")
    is_rewritten = digest(target) != row.target
    row.target = digest(target)
    if is_rewritten:
        row.written_for = row.source if row.target else ""
        row.decision, row.decided_for, row.decided_by, row.decided_at = Decision.NONE, "", None, None
    row.state = state_of(row.source, row.target, row.known)
    if row.state in (State.CURRENT, State.STILL_VALID):
        row.confirmed_text = row.source_text


def match(
    root_owners: Iterable[Model], rows: Iterable[FieldTranslation]
) -> tuple[list[tuple[Model, Rows]], list[FieldTranslation]]:
    """Find the rows of each owner, and those that belong to none any more.

    A part that was added in a draft gets a new key each time the draft is published, because the
    revision does not know it. Such a part is known again by its texts.
    """
    by_owner: dict[tuple[int, int], Rows] = defaultdict(dict)
    for row in rows:
        by_owner[row.owner_type_id, row.owner_id][row.field] = row
    matched, strange = [], []
    for owner in root_owners:
        found = by_owner.pop((ContentType.objects.get_for_model(owner).pk, owner.pk), None)
        matched.append((owner, found or {}))
        if found is None and by_owner and parent_key(type(owner)):
            strange.append(len(matched) - 1)
    for number in strange:
        owner = matched[number][0]
        key = _same_texts(owner, by_owner)
        if key is not None:
            matched[number] = (owner, by_owner.pop(key))
    return matched, [row for left in by_owner.values() for row in left.values()]


def _same_texts(owner: Model, by_owner: dict[tuple[int, int], Rows]) -> tuple[int, int] | None:
    """Return the key of the rows that share most texts with `owner`, at least one."""
    own_type = ContentType.objects.get_for_model(owner).pk
    texts = {field: tuple(map(digest, values(owner, field))) for field in translated_fields(type(owner))}
    shared = {
        key: sum(_shared(texts[field], row) for field, row in rows.items() if field in texts)
        for key, rows in by_owner.items()
        if key[0] == own_type
    }
    best = max(shared, key=lambda key: shared[key], default=None)
    return best if best is not None and shared[best] else None


def _shared(texts: tuple[str, ...], row: FieldTranslation) -> int:
    source, target = texts
    return (bool(source) and source == row.source) + (bool(target) and target == row.target)


def hide(root: Model) -> None:
    """Take what is no longer public out of the overview; what is known of it stays."""
    of_root(root).filter(is_public=True).update(is_public=False)


def forget(instance: Model) -> None:
    """Remove what is known of a deleted object and of its parts."""
    content_type = ContentType.objects.get_for_model(instance)
    FieldTranslation.objects.filter(
        Q(root_type=content_type, root_id=instance.pk) | Q(owner_type=content_type, owner_id=instance.pk)
    ).delete()


def of_root(root: Model) -> QuerySet[FieldTranslation]:
    """Return the rows of `root`."""
    return FieldTranslation.objects.filter(root_type=ContentType.objects.get_for_model(root), root_id=root.pk)


def published_values() -> Iterator[Model]:
    """Return every published object that has translated fields."""
    for model in roots():
        objects = model._default_manager.order_by("pk")
        if any(field.name == "alias_of" for field in model._meta.concrete_fields):
            objects = objects.filter(alias_of__isnull=True)
        for root in objects.iterator():
            if getattr(root, "live", True):
                yield root


def record_everything(progress: Progress = NO_PROGRESS) -> int:
    """Record every published object; returns how many. Changes nothing that is true already."""
    number = 0
    # How many of them are published is not known before they are read.
    for root in each(progress, published_values(), 0, "Translations"):
        record(root)
        number += 1
    return number
