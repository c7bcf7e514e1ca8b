"""Who is in which networks together: every number is a recount, and leads to those whom it counts."""

import re
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks.models import Membership, NetworkPage, Organisation, OverlapsPage, SiteSettings
from networks.overlaps import overlaps
from tests import factories
from tests.database import examples


def recount(ours=None):
    """Return by network who belongs to it now, counted one by one."""
    found = {}
    for membership in Membership.objects.select_related("organisation", "network"):
        if (
            membership.is_current
            and membership.organisation.live
            and membership.network.live
            and membership.organisation_id != ours
        ):
            found.setdefault(membership.network_id, set()).add(membership.organisation_id)
    return found


def check(ours=None):
    """Compare all that is shown with a recount."""
    shown, members = overlaps(ours), recount(ours)
    assert {row.network.pk for row in shown.rows} == set(members)
    for row in shown.rows:
        for cell in row.cells:
            assert cell.number == len(members[row.network.pk] & members[cell.other.pk])
            assert cell.is_same == (row.network.pk == cell.other.pk)
    times = {}
    for there in members.values():
        for one in there:
            times[one] = times.get(one, 0) + 1
    assert {group.networks: group.total for group in shown.groups} == {
        number: list(times.values()).count(number) for number in set(times.values()) if number >= 2
    }
    for group in shown.groups:
        assert all(len(one.networks) == times[one.organisation.pk] for one in group.listed)
        assert len(group.listed) == group.total
    assert [group.networks for group in shown.groups] == sorted({*times.values()} - {1}, reverse=True)


@pytest.fixture
def page(home):
    return home.add_child(
        instance=OverlapsPage(
            title="Preklapanja", slug="preklapanja", lead_sr_latn="Ko je gde.", title_en="Overlaps",
            slug_en="overlaps",
        )
    )  # fmt: skip


@pytest.fixture
def four(networks):
    return [
        factories.make_page(networks, f"Mreža {number}", NetworkPage, slug=f"mreza-{number}",
                            title_en=f"Network {number}", slug_en=f"network-{number}")
        for number in range(4)
    ]  # fmt: skip


def test_the_starter_content_is_counted_right(starter_content):
    check()
    check(SiteSettings.objects.get().our_organisation_id)


def test_astra_is_our_organisation_in_the_starter_content(starter_content):
    assert SiteSettings.objects.get().our_organisation.name_sr_latn.startswith("ASTRA")


@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.booleans()), max_size=25))
def test_any_memberships_are_counted_right(four, rows):
    Membership.objects.all().delete()
    Organisation.objects.exclude(memberships__isnull=False).delete()
    those = [factories.make_organisation(live=number != 5) for number in range(6)]
    for network, organisation, is_former in rows:
        factories.make_membership(four[network], those[organisation], is_former=is_former)
    check()
    check(those[0].pk)


def test_a_number_leads_to_the_organisations_that_it_counts(client, four, page, directory):
    shared, alone = factories.make_organisation("Zajednička"), factories.make_organisation("Sama")
    for network in four[:3]:
        factories.make_membership(network, shared)
    factories.make_membership(four[0], alone)

    table = client.get("/preklapanja/").content.decode().split("<tbody>")[1]
    addresses = re.findall(r'href="(\?[^"#]+)#pair"\s+aria-label="(\d+): [^"]+">\2<', table)
    assert len(addresses) == 6
    for address, number in addresses:
        content = client.get(f"/preklapanja/{address.replace('&amp;', '&')}").content.decode()
        section = content.split('class="overlaps-pair"')[1].split("</section>")[0]
        assert section.count('class="organisation-name"') == int(number) == 1
        assert "Zajednička" in section


def test_a_number_says_which_two_networks_it_is_of(client, four, page):
    shared = factories.make_organisation("Zajednička")
    for network, name in zip(four, ("Prva", "Druga"), strict=False):
        factories.make_membership(network, shared)
        NetworkPage.objects.filter(pk=network.pk).update(short_name_sr_latn=name)
    cell = re.search(r'<a class="overlaps__number".*?</a>', client.get("/preklapanja/").text, re.DOTALL)[0]

    assert 'aria-label="1: Prva i Druga"' in cell


def test_pairs_that_exist_are_listed_once_and_the_largest_first(client, four, page):
    for number, pair in ((1, four[:2]), (2, four[1:3])):
        for _ in range(number):
            organisation = factories.make_organisation()
            for network in pair:
                factories.make_membership(network, organisation)
    found = overlaps(None).pairs

    assert [(pair.first, pair.second, pair.number) for pair in found] == [(*four[1:3], 2), (*four[:2], 1)]
    listed = client.get("/preklapanja/").text.split('class="overlaps__pairs"')[1].split("</ul>")[0]
    assert [link.replace("&amp;", "&") for link in re.findall(r'href="\?([^"#]+)#pair"', listed)] == [
        pair.query for pair in found
    ]


def test_two_chosen_networks_stay_chosen_in_the_other_language_and_are_not_indexed(client, four, page):
    factories.make_membership(four[0], factories.make_organisation())
    factories.make_membership(four[1], factories.make_organisation())
    content = client.get("/preklapanja/?mreza=mreza-0&mreza=mreza-1").content.decode()

    assert "/en/overlaps/?network=network-0&amp;network=network-1" in content
    assert '<meta name="robots" content="noindex">' in content
    assert re.search(r'rel="canonical" href="[^"?]+/preklapanja/"', content)
    assert "noindex" not in client.get("/preklapanja/").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        *("mreza=mreza-0", "mreza=mreza-0&mreza=mreza-0", "mreza=%00", "zemlja=nema"),
        "mreza=mreza-0&mreza=mreza-1&mreza=mreza-2",
    ],
)
def test_an_address_that_names_no_two_networks_shows_the_whole(client, four, page, query):
    organisation = factories.make_organisation()
    for network in four:
        factories.make_membership(network, organisation)
    response = client.get(f"/preklapanja/?{query}")

    assert response.status_code == 200
    assert "overlaps-pair" not in response.content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/preklapanja/?mreza=mreza-0&mreza=nikad", "Mreža: „nikad” ne postoji u ovom imeniku."),
        ("/en/overlaps/?network=' OR 1", "Network: “&#x27; OR 1” is not in this directory."),
    ],
)
def test_a_network_that_is_not_here_is_not_found_in_words(client, four, page, address, said):
    response = client.get(address)

    assert response.status_code == 404
    assert said in " ".join(response.text.split())
    assert "overlaps-pair" not in response.text
    assert "<table" not in response.text


def test_the_former_name_and_the_other_language_s_name_of_a_network_lead_to_it(client, four, page):
    both = factories.make_organisation("U obe")
    for network in four[:2]:
        factories.make_membership(network, both)
    four[0].slug = "nova-mreza"
    four[0].save()

    response = client.get("/preklapanja/?mreza=mreza-0&mreza=mreza-1")
    assert (response.status_code, response["Location"]) == (
        301,
        "/preklapanja/?mreza=mreza-1&mreza=nova-mreza",
    )
    response = client.get("/preklapanja/?network=network-0&network=network-1")
    assert response.context["chosen"].organisations == [both]


def test_the_table_names_its_rows_and_columns_and_its_diagonal_is_empty(client, starter_content):
    content = client.get("/preklapanja/").content.decode()
    number = len(overlaps(SiteSettings.objects.get().our_organisation_id).rows)

    assert content.count('<th scope="col">') == content.count('<th scope="row">') == number
    assert content.count('<td class="overlaps__same"></td>') == number
    assert "<caption" in content
    assert re.search(r'role="region" tabindex="0" aria-labelledby="overlaps"', content)


def test_of_many_networks_the_largest_are_in_the_table_and_all_can_be_chosen(client, four, page, monkeypatch):
    both = factories.make_organisation("U obe")
    for size, network in enumerate(four):
        factories.make_membership(network, both)
        for _ in range(size):
            factories.make_membership(network, factories.make_organisation())
    assert not overlaps(None).is_cut
    monkeypatch.setattr("networks.overlaps.MOST_IN_TABLE", 3)
    found = overlaps(None)

    assert found.is_cut
    assert [row.network.pk for row in found.rows] == [network.pk for network in four[1:]]
    assert all(len(row.cells) == 3 for row in found.rows)
    assert "3" in client.get("/preklapanja/").text.partition("<table")[0].rpartition("<h2")[2]
    pair = client.get("/preklapanja/", {"mreza": [four[0].slug, four[1].slug]}).context["chosen"]
    assert pair.organisations == [both]


@pytest.mark.parametrize("number", [2, 40])
def test_it_takes_three_queries_at_any_size(number, four, django_assert_max_num_queries):
    for _ in range(number):
        organisation = factories.make_organisation()
        for points, other in list(combinations(four, 2))[: number % 3 + 1]:
            factories.make_membership(points, organisation, is_former=False)
            factories.make_membership(other, organisation, is_former=False)
    with django_assert_max_num_queries(3):
        overlaps(None)


def test_the_page_takes_no_more_queries_when_there_is_more(client, four, page, django_assert_max_num_queries):
    first = factories.make_organisation()
    factories.make_membership(four[0], first)
    factories.make_membership(four[1], first)
    client.get("/preklapanja/")
    with django_assert_max_num_queries(8) as few:
        client.get("/preklapanja/")
    number_of_queries = len(few)
    for number in range(30):
        organisation = factories.make_organisation()
        for network in four[: number % 4 + 1]:
            factories.make_membership(network, organisation)
    client.get("/preklapanja/")
    with django_assert_max_num_queries(number_of_queries):
        client.get("/preklapanja/")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/preklapanja/?mreza=mreza-0&mreza=mreza-1", ["Ana", "Crna", "Vera"]),
        ("/sr-cyrl/preklapanja/?mreza=mreza-0&mreza=mreza-1", ["Ana", "Vera", "Crna"]),
        ("/en/overlaps/?network=network-0&network=network-1", ["Vera", "Crna", "Ana"]),
    ],
)
def test_those_in_two_networks_stand_in_the_order_of_the_alphabet_that_is_read(
    client, four, page, address, expected
):
    for name, english in (("Vera", "Alpha"), ("Ana", "Zeta"), ("Crna", "Gamma")):
        organisation = factories.make_organisation(name, name_en=english)
        for network in four[:2]:
            factories.make_membership(network, organisation)
    context = client.get(address).context

    assert [one.name_sr_latn for one in context["chosen"].organisations] == expected
    (group,) = context["overlaps"].groups
    assert [one.organisation.name_sr_latn for one in group.listed] == expected
