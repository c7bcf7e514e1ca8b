"""Every figure leads to the list that it counts, and whoever counts that list finds the same number."""

import html
import re
from urllib.parse import urljoin

import pytest

from networks.models import NetworkPage

pytestmark = pytest.mark.django_db

HOMES = {"sr-latn": "/", "en": "/en/"}
INDEXES = {"sr-latn": "/mreze/", "en": "/en/networks/"}
LINK = re.compile(r"<a (?P<attributes>[^>]*)>(?P<inside>.*?)</a>", re.DOTALL)
PARTS_OF_THE_INDEX = {"networks", "statuses", "ended"}
in_each_language = pytest.mark.parametrize("language", HOMES)


def source(client, address):
    """Return the page at `address`, without what stands behind its "#"."""
    response = client.get(address.partition("#")[0])
    assert response.status_code == 200, address
    return response.content.decode()


def words(part):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def inside(page, start, end):
    """Return what stands in `page` from the pattern `start` up to `end`."""
    found = re.search(f"{start}.*?{end}", page, re.DOTALL)
    assert found, start
    return found[0]


def figures(part, here):
    """Return the number and the address of every link in `part` that says a number."""
    found = []
    for link in LINK.finditer(part):
        number = re.search(r"\d+", words(link["inside"]))
        address = html.unescape(re.search(r'href="([^"]*)"', link["attributes"])[1])
        if number:
            found.append((int(number[0]), urljoin(here, address)))
    return found


def pages_of(client, address):
    """Return a list page by page, as the link "next" leads."""
    found = []
    while address:
        found.append(source(client, address))
        following = re.search(r'<a[^>]*rel="next"[^>]*href="([^"]+)"', found[-1]) or re.search(
            r'href="([^"]+)"[^>]*rel="next"', found[-1]
        )
        address = urljoin(address, html.unescape(following[1])) if following else ""
    return found


def entries(client, address):
    """Count what the list at `address` holds: that of the fragment where there is one."""
    fragment = address.partition("#")[2]
    if fragment == "countries":
        return len(
            re.findall("<li>", inside(source(client, address), 'aria-labelledby="countries"', "</section>"))
        )
    if fragment in PARTS_OF_THE_INDEX:
        page = source(client, address)
        rest = page[page.index(f'<div id="{fragment}"') :]
        return rest[: rest.index("</div>")].count('class="network-card"')
    if fragment:
        page = source(client, address)
        rest = page[page.index(f'aria-labelledby="{fragment}"') :]
        return rest[: _end_of_section(rest)].count('class="member-card"')
    pages = pages_of(client, address)
    counted = r'<li class="directory-entry"|<li class="network-card"'
    return sum(len(re.findall(counted, page)) for page in pages)


def _end_of_section(rest):
    """Return where the section ends in whose opening tag `rest` begins; it may hold others."""
    depth = 1
    for tag in re.finditer(r"<(/?)section\b", rest):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    raise AssertionError("the section has no end")


@in_each_language
def test_each_number_of_the_home_page_leads_to_as_many(client, language):
    home = HOMES[language]
    numbers = figures(inside(source(client, home), '<ul class="threaded finds"', "</ul>"), home)

    assert len(numbers) == 5
    assert [number for number, _address in numbers] == [entries(client, address) for _n, address in numbers]


@in_each_language
def test_networks_are_counted_one_way(client, language):
    home = HOMES[language]
    said = figures(inside(source(client, home), '<ul class="threaded finds"', "</ul>"), home)
    networks, statuses, ended = (number for number, _address in said[:3])
    published = NetworkPage.objects.live()

    assert ended == published.filter(status="ended").count() == 1
    assert statuses == published.filter(kind="un_status").count()
    assert networks + statuses + ended == published.count()
    # No other number of networks stands anywhere on home and index.
    for address in (home, INDEXES[language]):
        said = re.findall(r"(\d+) (?:mrež|veza|networks?\b|connections)", words(source(client, address)))
        assert {int(number) for number in said} <= {networks, ended}


@in_each_language
def test_the_numbers_of_the_home_page_have_a_date(client, language):
    assert re.search(
        r'<p class="finds-date">.*?<time datetime="20\d\d-', source(client, HOMES[language]), re.DOTALL
    )


@in_each_language
def test_each_number_of_our_lists_on_a_network_page_leads_to_as_many(client, language):
    checked = 0
    for network in NetworkPage.objects.live():
        address = network.url_in(language)
        numbers = re.search(r'<div class="listed-numbers">.*?</div>', source(client, address), re.DOTALL)
        for number, target in figures(numbers[0] if numbers else "", address):
            assert number == entries(client, target), target
            checked += 1
    assert checked >= 12


@in_each_language
def test_home_index_and_page_state_the_same_number_of_a_network(client, language):
    home, index = source(client, HOMES[language]), source(client, INDEXES[language])
    for network in NetworkPage.objects.live():
        count = network.stated_count
        if count is None:
            continue
        address = network.url_in(language)
        said = {}
        for name, page, here in (("home", home, HOMES[language]), ("index", index, INDEXES[language])):
            stated = [
                number
                for number, target in figures(page, here)
                if target.partition("#")[0] == address and "#" in target
            ]
            said[name] = stated
        panel = inside(source(client, address), '<p class="stated-count">', "</p>")
        said["page"] = [int(re.search(r"\d+", words(panel))[0])]
        assert set(map(tuple, said.values())) == {(count.number,)}, (network.slug, said)


@in_each_language
def test_a_stated_number_leads_to_the_list_where_it_is_whole_and_else_to_who_states_it(client, language):
    for network in NetworkPage.objects.live():
        if network.stated_count is None:
            continue
        address = network.url_in(language)
        anchor = "members" if network.members_list == "complete" else "at-a-glance"
        for page in (HOMES[language], INDEXES[language]):
            assert f'href="{address}#{anchor}"' in source(client, page)
        assert f'id="{anchor}"' in source(client, address)


@in_each_language
def test_every_other_stated_number_stands_among_the_sources_with_whose_it_is(client, language):
    for network in NetworkPage.objects.live():
        page = source(client, network.url_in(language))
        for count in network.other_counts:
            notes = inside(page, 'id="stated"', "</section>")
            assert str(count.number) in words(notes)
            assert "stated-count__source" in notes


@pytest.mark.parametrize(
    ("slug", "number", "others"),
    [
        ("gaatw", 80, [100]),
        ("la-strada-international", 26, [2, 23]),
        ("missing-children-europe", 33, [31, 26]),
    ],
)
def test_a_network_of_which_many_numbers_are_stated_shows_one(slug, number, others):
    network = NetworkPage.objects.get(slug=slug)

    assert network.stated_count.number == number
    assert [count.number for count in network.other_counts] == others


@in_each_language
def test_the_directory_tells_those_apart_whom_nobody_counts(client, language):
    address = {"sr-latn": "/organizacije/", "en": "/en/organisations/"}[language]
    pages = pages_of(client, address)
    status = inside(pages[0], 'id="results-status"', "</p>")
    current, others = (int(number) for number in re.findall(r"<b>(\d+)</b>", status))

    marked = re.findall(
        r'<li class="directory-entry">(?:(?!</li>).)*?class="state"', "".join(pages), re.DOTALL
    )
    assert current + others == sum(page.count('<li class="directory-entry"') for page in pages)
    assert others == len(marked)


@in_each_language
def test_the_directory_of_a_network_that_is_over_says_so_and_leads_to_those_who_were_in_it(client, language):
    address = {"sr-latn": "/organizacije/?mreza=ban", "en": "/en/organisations/?network=ban"}[language]
    page = source(client, address)
    said = {"sr-latn": "Danas joj niko ne pripada.", "en": "Nobody belongs to it today."}[language]

    assert said in words(page)
    # Where nobody is left there is nothing to choose from either, and no empty box for it.
    assert page.count("<fieldset") == 1
    ((number, target),) = figures(inside(page, "<p>\\s*" + said[:10], "</p>"), address)
    assert number == entries(client, target.removesuffix("#results")) == 10


@in_each_language
def test_a_whole_list_and_the_stated_number_agree_or_the_page_says_why_not(client, language):
    checked = 0
    for network in NetworkPage.objects.live().filter(members_list="complete"):
        page = source(client, network.url_in(language))
        panel = inside(page, '<div class="listed-numbers">', "</div>")
        listed, *associates = [number for number, _target in figures(panel, "") if number]
        dissolved = panel.count('class="organisation-name"')
        # Associate members are stated apart from members; who is no more was still counted then.
        members = listed - (associates[0] if "pridruzena" in panel or "associate-member" in panel else 0)
        assert members + dissolved == network.stated_count.number, network.slug
        checked += 1
    assert checked >= 3
