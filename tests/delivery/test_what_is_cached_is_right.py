"""An answer that is kept is byte for byte what would be made anew, whatever was edited."""

import random

import pytest

from astra_site.caching.cache import clear_all
from astra_site.caching.generation import GENERATION
from astra_site.caching.per_generation import PerGeneration
from astra_site.pages.models import BasePage
from astra_site.safety.models import Hotline, SafetySettings
from networks.models import HomePage, Membership, NetworkPage, Organisation, SiteSettings
from networks.open_data.files import FILES
from networks.secret_places import set_secret
from tests.delivery.conftest import CachedSite
from tests.networks.open_data.conftest import DIRECTORIES, file_url

CHOSEN = ["/organizacije/?zemlja=RS", "/en/organisations/?network=at-network", "/mapa/?zemlja=RS",
          "/sitemap.xml", "/robots.txt", "/pretraga/", "/en/search/", "/pretraga/?q=zene",
          "/en/search/?q=women"]  # fmt: skip


def addresses() -> list[str]:
    """Return every page, every organisation and every file in both languages."""
    things = [page.specific for page in BasePage.objects.live().filter(depth__gt=1)]
    things += Organisation.objects.filter(live=True).order_by("pk")[::20]
    pages = [thing.url_in(language) for thing in things for language in ("sr-latn", "en")]
    return [*pages, *(file_url(file.key, language) for file in FILES for language in DIRECTORIES), *CHOSEN]


def any_of(model: type, chance: random.Random):
    return chance.choice(list(model.objects.order_by("pk")))


def rename_an_organisation(chance: random.Random) -> None:
    organisation = any_of(Organisation, chance)
    organisation.name_sr_latn = f"Preimenovana {chance.random()}"
    organisation.save()


def hide_a_place(chance: random.Random) -> None:
    set_secret(any_of(Organisation, chance), is_secret=True, person=None)


def withdraw_an_organisation(chance: random.Random) -> None:
    any_of(Organisation, chance).unpublish()


def end_a_membership(chance: random.Random) -> None:
    membership = any_of(Membership, chance)
    membership.is_former = True
    membership.save()


def delete_a_membership(chance: random.Random) -> None:
    any_of(Membership, chance).delete()


def rewrite_a_network(chance: random.Random) -> None:
    network = any_of(NetworkPage, chance)
    network.lead_en = f"Rewritten {chance.random()}"
    network.short_name_sr_latn = f"Mreža {chance.randint(1, 99)}"
    network.save_revision().publish()


def move_a_network(chance: random.Random) -> None:
    first, other = chance.sample(list(NetworkPage.objects.order_by("pk")), 2)
    first.move(other, pos="right")


def rewrite_settings(chance: random.Random) -> None:
    for settings in (SiteSettings.objects.first(), SafetySettings.objects.first()):
        settings.save()
    SiteSettings.objects.update(footer_text_en=f"Footer {chance.random()}")


def change_a_hotline(chance: random.Random) -> None:
    hotline = any_of(Hotline, chance)
    hotline.hours_sr_latn = f"od 0 do {chance.randint(1, 24)}"
    hotline.save()


def rewrite_the_home_page(chance: random.Random) -> None:
    HomePage.objects.update(heading_en=f"Heading {chance.random()}")


EDITS = [rename_an_organisation, hide_a_place, withdraw_an_organisation, end_a_membership,
         delete_a_membership, rewrite_a_network, move_a_network, rewrite_settings, change_a_hotline,
         rewrite_the_home_page]  # fmt: skip


def made_for_staff(site: CachedSite, address: str):
    answer = site.ask(address, HTTP_COOKIE="sessionid=nobody")
    assert answer.is_made
    return answer


def test_after_random_edits_every_page_in_both_languages_is_what_would_be_made_anew(
    cached_site: CachedSite, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    seed = request.config.getoption("randomly_seed", 1)
    chance = random.Random(seed)
    known = addresses()
    for address in known:
        cached_site.ask(address)
    for edit in chance.sample(EDITS, len(EDITS)):
        with cached_site.commit():
            edit(chance)
        # What an edit leaves in memory and on the disk must not be mixed with the next one's.
        for address in chance.sample(known, 12):
            cached_site.ask(address)
            made_for_staff(cached_site, address)
    kept = {address: cached_site.ask(address) for address in known}
    again = {address: cached_site.ask(address) for address in known}
    # Whoever has a session is shown what is put together from parts in memory.
    for address in known:
        made_for_staff(cached_site, address)
    of_parts = {address: made_for_staff(cached_site, address) for address in known}
    clear_all()
    for parts in PerGeneration.instances:
        parts.clear()
    anew = {}
    for address in known:
        monkeypatch.setattr(GENERATION, "is_watched", False)
        anew[address] = made_for_staff(cached_site, address)
        monkeypatch.setattr(GENERATION, "is_watched", True)
    for found in (kept, again, of_parts):
        differing = [
            address
            for address in known
            if (found[address].status, found[address].content)
            != (anew[address].status, anew[address].content)
        ]
        assert differing == [], f"seed {seed}"
    assert sum(not answer.is_made for answer in again.values()) > len(known) * 0.9
