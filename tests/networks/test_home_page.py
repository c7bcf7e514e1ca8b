"""The home page says whose site it is, what about and what one finds, with a glimpse of each overview."""

import re
from html import unescape

import pytest
from django.utils import translation

from astra_site.languages.fallback import plain
from networks.models import (
    HomePage,
    MapPage,
    Membership,
    NetworkPage,
    OverlapsPage,
    SiteSettings,
    TimelinePage,
)
from networks.network_names import full_name, gloss, meaning
from networks.ties import FAN, ROUND, ties
from tests import factories

LANGUAGES = [("sr-latn", "/"), ("en", "/en/")]
ABOUT = {
    "sr-latn": ("ASTR", "trgovine ljudima", "nestalu decu"),
    "en": ("ASTRA", "human trafficking", "missing children"),
}


def words(html: str) -> str:
    """Return what is read of a piece of HTML."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def part(content: str, pattern: str) -> str:
    found = re.search(pattern, content, re.DOTALL)
    assert found, pattern
    return words(found[1])


@pytest.mark.parametrize(("language", "address"), LANGUAGES)
def test_title_and_heading_say_whose_site_it_is_and_what_about(client, starter_content, language, address):
    content = client.get(address).text
    for said in ABOUT[language]:
        assert said in part(content, "<title>(.*?)</title>")
        assert said in part(content, "<h1[^>]*>(.*?)</h1>")
    with translation.override(language):
        assert words(plain(HomePage.objects.get(), "motto")) in words(content)


@pytest.mark.parametrize(("language", "address"), LANGUAGES)
def test_every_page_names_the_organisation_in_full_with_a_link(client, starter_content, language, address):
    settings = SiteSettings.objects.get()
    with translation.override(language):
        name, website = plain(settings, "organisation_name"), plain(settings, "website")
        network = NetworkPage.objects.live().first().get_url()
    for path in (address, network, f"{address}nema-ovoga/"):
        header = re.search("<header.*?</header>", client.get(path).text, re.DOTALL)[0]
        assert name in part(header, f'<a[^>]* href="{re.escape(website)}"[^>]*>(.*?)</a>')


def test_without_a_name_or_a_website_nothing_empty_stands_in_the_header(client, starter_content):
    settings = SiteSettings.objects.get()
    settings.website_sr_latn = ""
    settings.save()
    assert "owner__link" not in client.get("/").text
    assert 'class="owner"' in client.get("/").text
    settings.organisation_name_sr_latn = ""
    settings.save()
    assert 'class="owner"' not in client.get("/").text


@pytest.mark.parametrize(("language", "address"), LANGUAGES)
def test_what_is_found_here_is_counted_from_the_content(client, starter_content, language, address):
    published = NetworkPage.objects.live()
    statuses = published.filter(kind="un_status").count()
    ended = published.filter(status="ended").count()
    networks = published.count() - statuses - ended
    found = re.search('<ul class="threaded finds">.*?</ul>', client.get(address).text, re.DOTALL)[0]

    assert [int(number) for number in re.findall(r"\b\d+\b", words(found))][:3] == [networks, statuses, ended]
    hrefs = re.findall('href="([^"]+)"', found)
    assert len(hrefs) == 6
    # Help first.
    assert f'id="{hrefs[0][1:]}"' in client.get(address).text
    assert [client.get(unescape(href)).status_code for href in hrefs[1:]] == [200] * 5

    published.exclude(kind="un_status").first().unpublish()
    found = re.search('<ul class="threaded finds">.*?</ul>', client.get(address).text, re.DOTALL)[0]
    assert f"{networks - 1} " in words(found)


@pytest.mark.parametrize(("language", "address"), LANGUAGES)
def test_each_overview_is_named_shown_and_in_the_menu(client, starter_content, language, address):
    content = client.get(address).text
    menu = re.search('<nav class="navigation".*?</nav>', content, re.DOTALL)[0]
    glimpses = re.findall(
        '<li class="glimpse">.*?</li>\n *(?=<li class="glimpse">|</ul>)', content, re.DOTALL
    )
    assert len(glimpses) == 3
    for model, drawn in (
        (MapPage, "map-glimpse"),
        (TimelinePage, "timeline-glimpse"),
        (OverlapsPage, "overlaps-"),
    ):
        page = model.objects.get()
        with translation.override(language):
            link, title, short = page.get_url(), plain(page, "title"), plain(page, "short_name")
        assert words(short) in part(menu, f'<a[^>]*href="{link}"[^>]*>(.*?)</a>')
        [shown] = [glimpse for glimpse in glimpses if f'href="{link}"' in glimpse]
        assert words(title) in words(shown)
        assert drawn in shown


@pytest.mark.parametrize(("language", "address"), LANGUAGES)
def test_the_menu_marks_where_one_is(client, starter_content, language, address):
    for model in (MapPage, TimelinePage, OverlapsPage):
        with translation.override(language):
            link = model.objects.get().get_url()
        menu = re.search('<nav class="navigation".*?</nav>', client.get(link).text, re.DOTALL)[0]
        marked = re.findall('<a[^>]*aria-current="page"[^>]*>', menu)
        assert [re.search('href="([^"]+)"', one)[1] for one in marked] == [link]


def test_glimpses_show_the_data_there_are(client, starter_content):
    ours = SiteSettings.objects.get().our_organisation_id
    current = Membership.objects.filter(
        organisation__live=True, network__live=True, is_former=False, until=""
    ).exclude(organisation=ours)
    members: dict[str, set[int]] = {}
    for network, organisation in current.values_list("network__short_name_sr_latn", "organisation"):
        members.setdefault(network, set()).add(organisation)
    content = client.get("/").text
    pairs = re.findall(r'<li class="overlaps-glimpse__pair">(.*?)</li>', content, re.DOTALL)
    assert pairs
    for pair in pairs:
        first, number, second = (
            words(cell) for cell in re.findall(r"<(?:span|b)[^>]*>.*?</(?:span|b)>", pair)
        )
        assert len(members[first] & members[second]) == int(number)
    dated = sum(bool(network.founded or network.our_since) for network in NetworkPage.objects.live())
    assert part(content, 'class="timeline-glimpse"(.*?)</svg>\n *<p') is not None
    assert content.count('height="20">') == dated


def test_a_site_without_networks_promises_and_shows_nothing(client, home):
    content = client.get(home.get_url()).text
    for absent in ("finds", "glimpse", "ties"):
        assert f'class="{absent}' not in content


def test_an_overview_that_is_not_published_has_no_glimpse(client, networks, home):
    factories.make_page(networks, model=NetworkPage, founded="2000")
    page = factories.make_page(home, "Kroz godine", TimelinePage, slug="godine")
    assert "timeline-glimpse" in client.get("/").text
    page.unpublish()
    assert "timeline-glimpse" not in client.get("/").text


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_every_abbreviation_is_explained_where_it_stands(client, starter_content, language):
    with translation.override(language):
        content = client.get(HomePage.objects.get().get_url()).text
        by_kind = part(content, '<ol class="threaded networks-by-kind">(.*?)</ol>')
        for network in NetworkPage.objects.live():
            assert words(full_name(network)) in by_kind
            if network.acronym and network.acronym in plain(network, "short_name"):
                assert meaning(network)
            assert words(gloss(network)) in by_kind


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"title": "European Network (EN)", "short_name_sr_latn": "EN", "acronym": "EN"},
            "European Network",
        ),
        (
            {
                "title": "European Network (EN)",
                "short_name_sr_latn": "EN",
                "acronym": "EN",
                "acronym_meaning_sr_latn": "European Network – Evropska mreža",
            },
            "Evropska mreža",
        ),
        (
            {
                "title": "BAN platforma\u00a0– „Sada!”",
                "short_name_sr_latn": "BAN platforma",
                "acronym": "BAN",
            },
            "„Sada!”",
        ),
        ({"title": "Prava (deca) i (P)", "short_name_sr_latn": "P.(", "acronym": "P"}, "Prava (deca) i"),
        ({"title": "Koalicija", "short_name_sr_latn": "Koalicija"}, ""),
    ],
)
def test_what_an_abbreviation_means(db, fields, expected):
    with translation.override("sr-latn"):
        assert meaning(NetworkPage(**fields)) == expected


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_both_pictures_tie_every_network_inside_the_frame(client, starter_content, language):
    from networks.overview import overview

    with translation.override(language):
        pictures = ties(overview().networks)
    assert [picture.shape for picture in pictures] == [ROUND, FAN]
    for picture in pictures:
        assert {tie.network.pk for tie in picture.ties} == set(
            NetworkPage.objects.live().values_list("pk", flat=True)
        )
        for tie in picture.ties:
            assert 0 < tie.label_x < picture.shape.width
            assert all(0 < line.y < picture.height for line in tie.lines)
