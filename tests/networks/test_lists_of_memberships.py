"""The members of a network and the networks of an organisation: who stands there, in which order."""

from networks.memberships import members_of, memberships_of
from networks.models import Membership, NetworkPage, Organisation
from tests import factories


def test_members_are_those_who_belong_now_and_apart_those_who_did(network, networks):
    atina, plava, bivsa, nacrt = (
        factories.make_organisation(name) for name in ("Atina", "Plava", "Bivša", "Nacrt")
    )
    Organisation.objects.filter(pk=nacrt.pk).update(live=False)
    for organisation, fields in (
        (atina, {}),
        (plava, {"until": "2020"}),
        (bivsa, {"is_former": True}),
        (nacrt, {}),
    ):
        factories.make_membership(network, organisation, **fields)
    second = factories.make_page(networks, "Druga mreža", NetworkPage)
    second.move(network, "left")
    factories.make_membership(second, atina)

    members = members_of(NetworkPage.objects.get(pk=network.pk))

    assert [one.organisation for one in members.current] == [atina]
    assert {one.organisation for one in members.former} == {plava, bivsa}
    assert [other.id for other in members.current[0].also_in] == [str(second.pk)]
    # In the order of the networks, and not in that in which somebody wrote them down.
    assert [one.network_id for one in memberships_of(atina)] == [second.pk, network.pk]


def test_a_preview_may_have_a_row_in_which_nobody_is_chosen_yet(network, django_assert_num_queries):
    draft = NetworkPage.objects.get(pk=network.pk)
    chosen = factories.make_organisation()
    draft.memberships.add(Membership(kind="member"), Membership(organisation_id=chosen.pk))

    (member,) = members_of(draft).current
    # Its picture came along, so no card asks for one by itself.
    with django_assert_num_queries(0):
        assert member.organisation.logo is None
    assert draft.memberships.all()[0].row_cells[-1]
    assert memberships_of(Organisation(name_sr_latn="Nova")) == []


def test_the_number_of_queries_does_not_grow_with_the_members(network, django_assert_num_queries):
    for number in range(3):
        factories.make_membership(network, factories.make_organisation(f"Članica {number}", country="RS"))
    members_of(NetworkPage(pk=network.pk))
    with django_assert_num_queries(2):
        members_of(NetworkPage(pk=network.pk))
    for number in range(20):
        factories.make_membership(network, factories.make_organisation(f"Nova {number}", country="DE"))
    members_of(NetworkPage(pk=network.pk))
    with django_assert_num_queries(2):
        members = members_of(NetworkPage(pk=network.pk))
    assert len(members.current) == 23
    assert members.countries == 2


def test_a_very_long_list_is_cut_and_leads_to_the_directory(network, directory, client, monkeypatch):
    monkeypatch.setattr("networks.memberships.MOST_SHOWN", 3)
    for _number in range(5):
        factories.make_membership(network, factories.make_organisation())

    page = client.get("/en/networks/at-network/")

    assert len(page.context["members"].current) == 3
    assert 'href="/en/organisations/?network=at-network"' in page.content.decode()
    for membership in list(network.memberships.all())[3:]:
        membership.delete()
    assert not members_of(NetworkPage(pk=network.pk)).is_cut
