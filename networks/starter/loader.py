"""Seeds the database with the starter content: all of it or nothing, and never over an editor's work."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from astra_site import languages
from astra_site.cyrillic.models import CyrillicSettings
from astra_site.pages.models import BasePage
from astra_site.safety.models import ChosenHotline, Hotline, SafetySettings
from astra_site.search import indexing
from astra_site.tasks.progress import NO_PROGRESS, Progress, each
from networks.models import (
    FieldOfWork,
    GlossaryTerm,
    HomePage,
    MapPage,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    OrganisationIndexPage,
    OverlapsPage,
    SiteSettings,
    StandardPage,
    TimelinePage,
)
from networks.starter import fillers
from networks.starter.field_setter import FieldSetter
from networks.starter.search_words import load_search_words
from networks.starter.sources import Sources
from networks.starter.writer import Report, Writer
from networks.starter.yaml_lines import Record, StarterError, read_records

CONTENT = Path(__file__).resolve().parent
PAGE_TYPES: dict[str, type[BasePage]] = {
    "network_index": NetworkIndexPage,
    "organisation_index": OrganisationIndexPage,
    "map": MapPage,
    "timeline": TimelinePage,
    "overlaps": OverlapsPage,
    "standard": StandardPage,
}
# The order of menus and lists.
PAGE_ORDER = [
    "home", "networks", "organisations", "map", "timeline", "overlaps", "help", "safe-browsing",
    "glossary", "accessibility", "privacy",
]  # fmt: skip
NETWORK_ORDER = [
    "at-mreza", "preugovor", "zene-protiv-nasilja", "ban", "la-strada-international",
    "missing-children-europe", "ein", "gaatw", "gmcn", "ecosoc",
]  # fmt: skip


class Loader:
    """Loads the YAML files of one folder."""

    def __init__(self, folder: Path = CONTENT, progress: Progress = NO_PROGRESS) -> None:
        self.folder = folder
        self.progress = progress
        self.sources = Sources(folder / "sources.yaml")

    def load(self) -> Report:
        """Load everything and say what was done.

        Raises:
            StarterError: a record is bad. The database is as it was.
        """
        with transaction.atomic(), translation.override(languages.SOURCE), indexing.paused():
            self.writer = Writer()
            fields_of_work = self._write_all(
                "field of work",
                self._records("fields_of_work.yaml"),
                lambda record: FieldOfWork.objects.filter(key=record["key"]),
                fillers.fill_field_of_work,
            )
            self._write_all(
                "term",
                self._records("glossary.yaml"),
                lambda record: GlossaryTerm.objects.filter(key=record["key"]),
                fillers.fill_term,
            )
            # Where an editor has deleted one, its memberships are left out.
            organisations = self._write_all(
                "organisation",
                self._folder("organisations"),
                lambda record: Organisation.objects.filter(
                    slug_sr_latn=record.text("slug")[languages.SOURCE]
                ),
                partial(fillers.fill_organisation, fields_of_work=fields_of_work),
            )
            hotlines = self._write_all(
                "hotline",
                self._records("hotlines.yaml"),
                lambda record: Hotline.objects.filter(dial_string=str(record.require("tel"))),
                fillers.fill_hotline,
            )
            home, networks = self._load_pages(organisations)
            self._load_settings(home, networks, hotlines, organisations)
            if (words := self.folder / "search").is_dir():
                load_search_words(words, self.writer, self.pages, hotlines)
        return self.writer.report

    # Pages and settings

    def _load_pages(self, organisations: dict[str, Organisation | None]) -> tuple[HomePage, BasePage | None]:
        pages = {record.require("key"): record for record in self._folder("pages", PAGE_ORDER)}
        if "home" not in pages:
            raise StarterError(self.folder / "pages" / "home.yaml", 1, "the home page is missing")
        _make_room_for_home()
        home = self._write_page(
            pages.pop("home"), HomePage, BasePage.objects.get(depth=1), fillers.fill_standard_page
        )
        network_index = None
        self.pages: dict[str, BasePage | None] = {}
        for record in pages.values():
            page_type = PAGE_TYPES.get(record.require("type"))
            if page_type is None:
                raise record.error(f"“type” is {record['type']!r}, expected one of {', '.join(PAGE_TYPES)}")
            page = self._write_page(record, page_type, home, fillers.fill_standard_page)
            self.pages[record["key"]] = page
            network_index = page if page_type is NetworkIndexPage else network_index

        def fill_network(record: Record, page: Any, sources: Sources) -> None:
            fillers.fill_network(record, page, sources, organisations)

        of_networks = self._folder("networks", NETWORK_ORDER)
        for record in each(self.progress, of_networks, len(of_networks), "Network"):
            key = record.require("key")
            self.pages[key] = self._write_page(record, NetworkPage, network_index, fill_network)
        return home, network_index

    def _load_settings(
        self,
        home: HomePage,
        networks: BasePage | None,
        hotlines: dict[str, Hotline | None],
        organisations: dict[str, Organisation | None],
    ) -> None:
        (record,) = self._records("settings.yaml")
        site = self._site(home)
        keys = record.get("hotlines") or []
        unknown = [str(key) for key in keys if key not in hotlines]
        if unknown:
            raise record.error(f"hotlines: there is no hotline “{unknown[0]}”")
        if "settings" in self.writer.known:
            self.writer.report.unchanged.append("settings")
            return
        site_settings = SiteSettings.for_site(site)
        setter = FieldSetter(record, site_settings, self.sources)
        setter.copy_texts("organisation_name", "footer_text", "website")
        site_settings.our_organisation = organisations.get(record.get("our_organisation", ""))
        safety = SafetySettings.for_site(site)
        safety.exit_destination = record.get("exit_destination", "")
        safety.safe_browsing_page = self.pages.get(record.get("safe_browsing_page", ""))
        chosen = [hotline for hotline in map(hotlines.get, keys) if hotline is not None]
        safety.chosen_hotlines = [
            ChosenHotline(hotline=hotline, sort_order=place) for place, hotline in enumerate(chosen)
        ]
        for url in record.get("old_addresses") or []:
            old_path = Redirect.normalise_path(url)
            Redirect.objects.get_or_create(old_path=old_path, site=site, defaults={"redirect_page": networks})
        cyrillic = CyrillicSettings.load()
        cyrillic.latin_names = "\n".join(record.get("latin_names") or [])
        record.check_all_read()
        for instance in (site_settings, safety, cyrillic):
            self.writer.check(record, instance)
            instance.save()
        self.writer.remember("settings", record, site_settings)
        self.writer.report.created.append("settings")

    # Reading

    def _records(self, name: str) -> list[Record]:
        return read_records(self.folder / name)

    def _folder(self, name: str, order: Sequence[str] = ()) -> list[Record]:
        paths = sorted((self.folder / name).glob("*.yaml"), key=lambda path: _place(path.stem, order))
        return [record for path in paths for record in read_records(path)]

    # Writing

    def _write_all(
        self,
        kind: str,
        records: list[Record],
        made_by_hand: Callable[[Record], models.QuerySet],
        fill: Callable[..., None],
    ) -> dict[str, Any]:
        """Write the object of each record; returns them by key, None where an editor has deleted one."""
        found: dict[str, Any] = {}
        for record in each(self.progress, records, len(records), kind.capitalize()):
            key = str(record.require("key"))
            if key in found:
                raise record.error(f"the {kind} “{key}” stands twice")
            known = made_by_hand(record)
            fill_from = partial(fill, record, sources=self.sources)
            found[key] = self.writer.write(f"{kind} {key}", record, known, known.model(), fill_from)
        return found

    def _site(self, home: HomePage) -> Site:
        """Point the default site at the home page; its host is that of the settings."""
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        if site.root_page_id != home.pk:
            unused = site.root_page if site.root_page_id else None
            url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
            site.hostname = url.hostname or "localhost"
            site.port = url.port or (443 if url.scheme == "https" else 80)
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
        return self.writer.write(
            key, record, made_by_hand, new_page, lambda page: fill(record, page, self.sources), parent
        )


def _make_room_for_home() -> None:
    """Free the address of the page "Welcome to your new Wagtail site!", which goes when ours is there."""
    BasePage.objects.filter(depth=2, slug="home", content_type__model="basepage").update(
        slug="wagtail-welcome"
    )


def _place(stem: str, order: Sequence[str]) -> tuple[int, str]:
    return (order.index(stem) if stem in order else len(order), stem)
