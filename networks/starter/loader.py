"""Writes the starter content into the database: all of it or nothing, and never over an editor's work."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import translation
from wagtail.models import RevisionMixin, Site

from astra_site.pages import languages
from astra_site.pages.models import BasePage
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings
from networks.models import (
    FieldOfWork,
    HomePage,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    OrganisationIndexPage,
    SiteSettings,
    StandardPage,
    StarterRecord,
)
from networks.starter import records
from networks.starter.documents import Record, StarterError, plain, read_records
from networks.starter.fields import FieldSetter
from networks.starter.sources import Sources

CONTENT = Path(__file__).resolve().parent
PAGE_TYPES: dict[str, type[BasePage]] = {
    "network_index": NetworkIndexPage,
    "organisation_index": OrganisationIndexPage,
    "standard": StandardPage,
}
# The order of menus and lists.
PAGE_ORDER = ["home", "networks", "organisations", "help", "safe-browsing", "accessibility", "privacy"]
NETWORK_ORDER = [
    "at-mreza", "preugovor", "zene-protiv-nasilja", "ban", "la-strada-international",
    "missing-children-europe", "ein", "gaatw", "gmcn", "ecosoc",
]  # fmt: skip


@dataclass
class Report:
    """What was done, by the keys of the records."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


class Loader:
    """Loads the YAML files of one folder."""

    def __init__(self, folder: Path = CONTENT) -> None:
        self.folder = folder
        self.sources = Sources(folder / "sources.yaml")
        self.report = Report()
        self.known: dict[str, StarterRecord] = {}

    def load(self) -> Report:
        """Load everything and say what was done.

        Raises:
            StarterError: a record is bad. The database is as it was.
        """
        with transaction.atomic(), translation.override(languages.SOURCE):
            self.known = {one.key: one for one in StarterRecord.objects.select_related("revision")}
            fields_of_work = self._load_fields_of_work()
            organisations = self._load_organisations(fields_of_work)
            hotlines = self._load_hotlines()
            home = self._load_pages(organisations)
            self._load_settings(home, hotlines)
        return self.report

    # Kinds of records, in the order in which they need each other

    def _load_fields_of_work(self) -> dict[str, FieldOfWork]:
        found = {}
        for record in self._records("fields_of_work.yaml"):
            key = record.require("key")

            def fill(instance: models.Model, record: Record = record) -> None:
                FieldSetter(record, instance, self.sources).copy_texts("name", required=("name",))

            made_by_hand = FieldOfWork.objects.filter(key=key)
            written = self._write(f"field of work {key}", record, made_by_hand, FieldOfWork(key=key), fill)
            if written is not None:
                found[key] = written
        return found

    def _load_organisations(self, fields_of_work: dict[str, FieldOfWork]) -> dict[str, Organisation]:
        found = {}
        for path in sorted((self.folder / "organisations").glob("*.yaml")):
            for record in read_records(path):
                key = record.require("key")

                def fill(instance: Any, record: Record = record) -> None:
                    records.fill_organisation(record, instance, self.sources, fields_of_work)
                    instance.live = bool(record.get("published", True))

                made_by_hand = Organisation.objects.filter(slug_sr_latn=record.text("slug")[languages.SOURCE])
                written = self._write(f"organisation {key}", record, made_by_hand, Organisation(), fill)
                if written is not None:
                    found[key] = written
        return found

    def _load_hotlines(self) -> dict[str, Hotline]:
        found = {}
        for record in self._records("hotlines.yaml"):
            key = str(record.require("key"))

            def fill(instance: Any, record: Record = record) -> None:
                records.fill_hotline(record, instance, self.sources)

            made_by_hand = Hotline.objects.filter(dial_string=str(record.require("tel")))
            written = self._write(f"hotline {key}", record, made_by_hand, Hotline(), fill)
            if written is not None and record.get("on_every_page"):
                found[key] = written
        return found

    def _load_pages(self, organisations: dict[str, Organisation]) -> HomePage:
        pages = {record.require("key"): record for record in self._folder("pages", PAGE_ORDER)}
        if "home" not in pages:
            raise StarterError(self.folder / "pages" / "home.yaml", 1, "the home page is missing")
        _make_room_for_home()
        home = self._write_page(
            pages.pop("home"), HomePage, BasePage.objects.get(depth=1), records.fill_standard_page
        )
        network_index = None
        for record in pages.values():
            page_type = PAGE_TYPES.get(record.require("type"))
            if page_type is None:
                raise record.error(f"“type” is {record['type']!r}, expected one of {', '.join(PAGE_TYPES)}")
            page = self._write_page(record, page_type, home, records.fill_standard_page)
            network_index = page if page_type is NetworkIndexPage else network_index

        def fill_network(record: Record, page: Any, sources: Sources) -> None:
            records.fill_network(record, page, sources, organisations)

        for record in self._folder("networks", NETWORK_ORDER):
            self._write_page(record, NetworkPage, network_index, fill_network)
        return home

    def _load_settings(self, home: HomePage, hotlines: dict[str, Hotline]) -> None:
        (record,) = self._records("settings.yaml")
        site = self._site(home)
        if "settings" in self.known:
            self.report.unchanged.append("settings")
            return
        site_settings = SiteSettings.for_site(site)
        setter = FieldSetter(record, site_settings, self.sources)
        setter.copy_texts("organisation_name", "footer_text", "website")
        safety = SafetySettings.for_site(site)
        safety.exit_destination = record.get("exit_destination", "")
        chosen = [hotlines[key] for key in record.get("hotlines") or [] if key in hotlines]
        safety.chosen_hotlines = [
            ChosenHotline(hotline=one, sort_order=place) for place, one in enumerate(chosen)
        ]
        record.check_all_read()
        for one in (site_settings, safety):
            self._check(record, one)
            one.save()
        self._remember("settings", record, site_settings)
        self.report.created.append("settings")

    # Reading

    def _records(self, name: str) -> list[Record]:
        return read_records(self.folder / name)

    def _folder(self, name: str, order: list[str]) -> list[Record]:
        paths = sorted((self.folder / name).glob("*.yaml"), key=lambda path: _place(path.stem, order))
        return [record for path in paths for record in read_records(path)]

    # Writing

    def _site(self, home: HomePage) -> Site:
        """Point the default site at the home page; its host is that of the settings."""
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        if site.root_page_id != home.pk:
            unused = site.root_page if site.root_page_id else None
            address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
            site.hostname = address.hostname or "localhost"
            site.port = address.port or (443 if address.scheme == "https" else 80)
            site.site_name = settings.WAGTAIL_SITE_NAME
            site.root_page = home
            site.save()
            if unused is not None and unused.specific_class is BasePage:
                BasePage.objects.get(pk=unused.pk).delete()
        return site

    def _write_page(
        self, record: Record, page_type: type[BasePage], parent: BasePage | None, fill: Callable[..., None]
    ) -> Any:
        key = f"page {record.require('key')}"
        slug = record.text("slug", required=True)[languages.SOURCE]
        made_by_hand = (
            page_type.objects.child_of(parent).filter(slug=slug) if parent else page_type.objects.none()
        )
        new_page = page_type()
        # It is checked before it has a place in the tree, and the check asks for its parent.
        new_page._cached_parent_obj = parent
        return self._write(
            key, record, made_by_hand, new_page, lambda page: fill(record, page, self.sources), parent
        )

    def _write(
        self,
        key: str,
        record: Record,
        made_by_hand: models.QuerySet,
        new: Any,
        fill: Callable[[Any], None],
        parent: BasePage | None = None,
    ) -> Any:
        """Create or update one object from its record, unless an editor has the last word on it.

        Returns the object, or None where an editor has deleted it.
        """
        before = self.known.get(key)
        existing = type(new).objects.filter(pk=before.object_id).first() if before else made_by_hand.first()
        if before is not None and before.digest == _digest(record):
            self.report.unchanged.append(key)
            return existing
        if (before is not None and existing is None) or (
            existing is not None and _is_edited(existing, before)
        ):
            self.report.left_alone.append(key)
            return existing
        instance = existing or new
        fill(instance)
        for read_elsewhere in ("key", "type", "published", "on_every_page"):
            record.get(read_elsewhere)
        record.check_all_read()
        self._check(record, instance)
        self._save(instance, parent)
        self._remember(key, record, instance)
        (self.report.updated if existing else self.report.created).append(key)
        return instance

    def _check(self, record: Record, instance: Any) -> None:
        """Validate the object and what belongs to it, and name the record of what is wrong."""
        children = records.children_of(instance) if hasattr(instance._meta, "child_relations") else []
        for one in [instance, *children]:
            try:
                exclude = [
                    relation.name
                    for relation in one._meta.fields
                    if relation.name in {"network", "organisation"}
                ]
                one.full_clean(
                    exclude=[*exclude, "path", "depth", "settings"]
                    if one is not instance
                    else _tree_fields(one)
                )
            except ValidationError as error:
                details = "; ".join(
                    f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items()
                )
                raise record.error(details) from error

    def _save(self, instance: Any, parent: BasePage | None) -> None:
        live = getattr(instance, "live", True)
        if instance.pk is None and parent is not None:
            parent.refresh_from_db()
            parent.add_child(instance=instance)
        else:
            instance.save()
        if isinstance(instance, RevisionMixin):
            revision = (
                instance.save_revision(clean=False)
                if isinstance(instance, BasePage)
                else instance.save_revision()
            )
            if live:
                revision.publish()
            instance.refresh_from_db()

    def _remember(self, key: str, record: Record, instance: Any) -> None:
        StarterRecord.objects.update_or_create(
            key=key,
            defaults={
                "content_type": ContentType.objects.get_for_model(instance),
                "object_id": instance.pk,
                "digest": _digest(record),
                "revision": getattr(instance, "latest_revision", None),
            },
        )


def _make_room_for_home() -> None:
    """Free the address of the page "Welcome to your new Wagtail site!", which goes when ours is there."""
    BasePage.objects.filter(depth=2, slug="home", content_type__model="basepage").update(
        slug="wagtail-welcome"
    )


def _is_edited(existing: models.Model, before: StarterRecord | None) -> bool:
    """Tell whether an editor has made or changed the object since it was loaded."""
    if before is None or not isinstance(existing, RevisionMixin):
        return True
    return existing.latest_revision_id != before.revision_id  # type: ignore[attr-defined]


def _digest(record: Record) -> str:
    text = json.dumps(plain(record), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _place(stem: str, order: list[str]) -> tuple[int, str]:
    return (order.index(stem) if stem in order else len(order), stem)


def _tree_fields(instance: Any) -> list[str]:
    """Return the fields that a page gets only when it is put into the tree."""
    return ["path", "depth", "url_path", "url_path_en"] if isinstance(instance, BasePage) else []
