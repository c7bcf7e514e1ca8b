"""The page before the last press: what it names, offers and leads to, and what happens after it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError, RestrictedError
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Site

from astra_site.pages.models import BasePage
from astra_site.removal import leading_on
from astra_site.removal.middleware import RemovalMiddleware
from astra_site.removal.screen import MOST_SHOWN
from astra_site.removal.targets import Removal, Verb
from astra_site.uploads.models import SiteImage
from networks.models import FieldOfWork, Membership, NetworkIndexPage, NetworkPage, Organisation, StandardPage
from tests.factories import make_membership, make_network, make_organisation, make_page
from tests.uploads.pictures import drawing, saved

LogIn = Callable[..., Client]
SNIPPET = "wagtailsnippets_networks_organisation"
BY_SCRIPT = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def network(db: None) -> NetworkPage:
    """Return a published network with one member."""
    network = make_network(NetworkIndexPage.objects.get(), slug="proba", slug_en="trial")
    make_membership(network, make_organisation("Udruženje Proba"))
    return network


def removal(verb: str, page: BasePage) -> str:
    return reverse(f"wagtailadmin_pages:{verb}", args=[page.pk])


def snippet(verb: str, organisation: Organisation) -> str:
    return reverse(f"{SNIPPET}:{verb}", args=[organisation.pk])


def many(action: str, *things: Any) -> str:
    model = BasePage if isinstance(things[0], BasePage) else type(things[0])
    address = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
    return f"{address}?{'&'.join(f'id={thing.pk}' for thing in things)}"


def screen_of(client: Client, address: str) -> Any:
    """Return what the page says, None where it is Wagtail's own."""
    response = client.get(address)
    assert response.status_code == 200, response
    return response.context.get("screen")


def test_it_names_the_thing_and_what_it_does_to_it(client_of: LogIn, network: NetworkPage) -> None:
    client = client_of("Moderatorke")
    deleting, leaving = (screen_of(client, removal(verb, network)) for verb in ("delete", "unpublish"))
    assert deleting.names == leaving.names == [network.get_admin_display_title()]
    assert (deleting.is_unpublishing, leaving.is_unpublishing) == (False, True)
    assert deleting.total_pages == 1 and not deleting.asks_for_name and deleting.has_something_to_say
    texts = [client.get(removal(verb, network)).text for verb in ("delete", "unpublish")]
    assert ['class="button serious"' in text for text in texts] == [True, False]
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    assert screen_of(client, snippet("unpublish", member)).names == ["Udruženje Proba"]


def test_what_nobody_misses_is_deleted_on_wagtails_own_page(client_of: LogIn, db: None) -> None:
    draft = make_organisation("Nacrt", live=False)
    client = client_of("Moderatorke")
    assert screen_of(client, snippet("delete", draft)) is None
    client.post(snippet("delete", draft))
    assert not Organisation.objects.filter(pk=draft.pk).exists()


def test_only_what_visitors_see_can_be_taken_off_instead(client_of: LogIn, network: NetworkPage) -> None:
    client = client_of("Moderatorke")
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    assert screen_of(client, removal("delete", network)).unpublish_url == removal("unpublish", network)
    assert screen_of(client, snippet("delete", member)).unpublish_url == snippet("unpublish", member)
    assert snippet("unpublish", member) in client.get(snippet("delete", member)).text
    # What is used is refused when it is deleted, and goes off the site all the same.
    assert screen_of(client, snippet("delete", member)).is_refused
    assert not screen_of(client, snippet("unpublish", member)).is_refused
    Organisation.objects.filter(pk=member.pk).update(live=False)
    assert screen_of(client, snippet("delete", member)).unpublish_url == ""
    field = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    member.fields_of_work.add(field)
    member.save()
    address = reverse("wagtailsnippets_networks_fieldofwork:delete", args=[field.pk])
    assert screen_of(client, address).unpublish_url == ""
    other = make_organisation("Druga")
    assert screen_of(client, many("delete", other, member)).unpublish_url == ""


def test_a_used_thing_goes_off_the_site_where_somebody_wants_it(
    client_of: LogIn, network: NetworkPage
) -> None:
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    client_of("Moderatorke").post(snippet("unpublish", member))
    member.refresh_from_db()
    assert not member.live


def test_fifty_places_are_named_and_the_others_counted(client_of: LogIn, db: None) -> None:
    field = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    owners = [make_organisation(f"Članica {number:03}") for number in range(MOST_SHOWN + 2)]
    for owner in owners:
        owner.fields_of_work.add(field)
        owner.save()
    address = reverse("wagtailsnippets_networks_fieldofwork:delete", args=[field.pk])
    screen = screen_of(client_of("Moderatorke"), address)
    assert [use.owner for use in screen.shown_uses] == owners[:MOST_SHOWN]
    assert (screen.more_uses, len(screen.uses)) == (2, MOST_SHOWN + 2)


def test_whoever_changes_her_mind_goes_back_to_where_she_was(client_of: LogIn, network: NetworkPage) -> None:
    client, listing = (
        client_of("Moderatorke"),
        reverse("wagtailadmin_explore", args=[network.get_parent().pk]),
    )
    screen = screen_of(client, f"{removal('delete', network)}?next={listing}")
    assert screen.next_url == screen.back_url == listing
    assert f'href="{listing}"' in client.get(f"{removal('delete', network)}?next={listing}").text
    assert screen_of(client, removal("delete", network)).back_url.startswith("/admin/")


def test_of_a_whole_branch_the_number_of_pages_is_told(client_of: LogIn, db: None) -> None:
    networks = NetworkIndexPage.objects.get()
    client = client_of("")
    screen = screen_of(client, removal("delete", networks))
    assert screen.total_pages == networks.get_descendants().count() + 1
    assert not screen.live_below
    assert screen_of(client, removal("unpublish", networks)).live_below
    networks.get_descendants().update(live=False)
    assert not screen_of(client, removal("unpublish", networks)).live_below


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_many_at_once_are_told_of_together(action: str, client_of: LogIn, network: NetworkPage) -> None:
    other = make_network(NetworkIndexPage.objects.get(), slug="druga", slug_en="other")
    screen = screen_of(client_of("Moderatorke"), many(action, network, other))
    assert {page.pk for page in screen.objects} == {network.pk, other.pk}
    assert {instance.pk for instance, _told in screen.consequences} == {network.pk, other.pk}
    assert {"/mreze/proba", "/en/networks/trial", "/mreze/druga", "/en/networks/other"} <= set(
        screen.addresses
    )
    assert not {network.pk, other.pk} & {page.pk for page in screen.destinations}


def test_other_actions_on_many_are_left_as_they_are(client_of: LogIn, network: NetworkPage) -> None:
    assert screen_of(client_of("Moderatorke"), many("publish", network)) is None
    draft = make_organisation("Nacrt", live=False)
    client_of("Administratorke").post(many("publish", draft))
    assert Organisation.objects.filter(pk=draft.pk).exists()


def test_addresses_in_both_languages_and_earlier_ones_lead_on(client_of: LogIn, network: NetworkPage) -> None:
    site = Site.objects.get()
    for path, is_own in (("/pre", True), ("/akcija", False)):
        Redirect.objects.create(old_path=path, redirect_page=network, site=site, automatically_created=is_own)
    found = leading_on.addresses_of([network])
    assert sorted(found) == ["/en/networks/trial", "/mreze/proba", "/pre"] and len(found) == 3
    assert leading_on.addresses_of([network, network]) == found
    assert leading_on.addresses_of([make_organisation("Nacrt", live=False)]) == []
    parent = NetworkIndexPage.objects.get()
    draft = make_network(parent, slug="nacrt", slug_en="draft", live=False)
    assert "/mreze/nacrt" not in leading_on.addresses_of([parent])
    assert "/mreze/proba" in leading_on.addresses_of([parent])
    places = leading_on.destinations([network])
    assert [page.path for page in places] == sorted(page.path for page in places)
    assert not {network.pk, draft.pk, BasePage.objects.get(depth=1).pk} & {page.pk for page in places}
    assert not {each.pk for each in parent.get_descendants(inclusive=True)} & {
        page.pk for page in leading_on.destinations([parent])
    }
    # An address that led somewhere else before leads there from now on.
    Redirect.objects.create(old_path="/mreze/proba", redirect_link="https://a.rs/", site=site)
    leading_on.lead_on(found, parent)
    redirect = Redirect.objects.get(old_path="/mreze/proba")
    assert (redirect.redirect_page_id, redirect.redirect_link) == (parent.pk, "")
    assert (redirect.site, redirect.automatically_created, redirect.redirect_page_route_path) == (
        site,
        True,
        "",
    )


def test_nothing_leads_on_where_nothing_was_removed(client_of: LogIn, network: NetworkPage) -> None:
    home, client = Site.objects.get().root_page, client_of("Moderatorke")
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    # It is used, so it stays.
    client.post(snippet("delete", member), {"redirect_to": home.pk})
    # A page that is only looked at goes nowhere.
    client.get(removal("delete", network), {"redirect_to": home.pk})
    assert not Redirect.objects.filter(redirect_page=home).exists()
    for verb, thing in ((Verb.UNPUBLISH, network), (Verb.DELETE, network)):
        assert not Removal(verb, BasePage, [thing.pk]).is_done()
    BasePage.objects.filter(pk=network.pk).update(live=False)
    assert Removal(Verb.UNPUBLISH, BasePage, [network.pk]).is_done()
    assert not Removal(Verb.DELETE, BasePage, [network.pk]).is_done()


def test_nothing_leads_on_where_the_removal_itself_is_refused(client_of: LogIn, network: NetworkPage) -> None:
    right = Permission.objects.get(codename="add_redirect")
    Group.objects.get(name="Urednice").permissions.add(right)
    client_of("Urednice").post(removal("delete", network), {"redirect_to": network.get_parent().pk})
    assert NetworkPage.objects.filter(pk=network.pk, live=True).exists()
    assert not Redirect.objects.filter(old_path="/mreze/proba").exists()


def test_who_may_delete_and_makes_no_redirects_is_offered_none(
    client_of: LogIn, network: NetworkPage
) -> None:
    client = client_of("Moderatorke")
    assert screen_of(client, removal("delete", network)).destinations
    right = Permission.objects.get(codename="add_redirect")
    Group.objects.get(name="Moderatorke").permissions.remove(right)
    assert screen_of(client, removal("delete", network)).destinations == []
    client.post(removal("delete", network), {"redirect_to": Site.objects.get().root_page_id})
    assert not NetworkPage.objects.filter(pk=network.pk).exists()
    assert not Redirect.objects.filter(old_path="/mreze/proba").exists()


@pytest.fixture
def files(db: None) -> dict[str, Any]:
    """Return a picture and a document that an organisation uses."""
    file = SimpleUploadedFile("znak.png", saved(drawing(), "png"))
    picture = SiteImage.objects.create(title="Znak", file=file, alt_text_sr_latn="Znak.")
    document = get_document_model().objects.create(title="Statut", file=SimpleUploadedFile("s.txt", b"T."))
    text = f'<p><a linktype="document" id="{document.pk}">statut</a></p>'
    make_organisation("Udruženje Proba", logo=picture, about_sr_latn=text).save_revision()
    return {"wagtailimages": picture, "wagtaildocs": document}


@pytest.mark.parametrize("app", ["wagtailimages", "wagtaildocs"])
def test_a_used_file_stays_and_the_form_of_many_uploads_hears_it(
    app: str, client_of: LogIn, files: dict[str, Any], reference_index: None
) -> None:
    Organisation.objects.get(name_sr_latn="Udruženje Proba").save()
    client, thing = client_of("Moderatorke"), files[app]
    refused = client.post(reverse(f"{app}:delete_multiple", args=[thing.pk]), headers=BY_SCRIPT)
    assert (refused.status_code, refused.json()) == (409, {"success": False})
    answer = client.post(reverse(f"{app}:delete", args=[thing.pk]), follow=True)
    (message,) = answer.context["messages"]
    assert f"„{thing.title}” ne može da se obriše" in str(message)
    assert type(thing).objects.filter(pk=thing.pk).exists()


def test_all_that_a_search_has_found_is_looked_through(client_of: LogIn, files: dict[str, Any]) -> None:
    used, unused = (
        files["wagtailimages"],
        SiteImage.objects.create(
            title="Drugi",
            file=SimpleUploadedFile("d.png", saved(drawing(), "png")),
            alt_text_sr_latn="Drugi.",
        ),
    )
    client = client_of("Moderatorke")
    address = reverse("wagtail_bulk_action", args=["uploads", "siteimage", "delete"])
    assert screen_of(client, f"{address}?id=all").is_refused
    client.post(f"{address}?id=all")
    assert SiteImage.objects.filter(pk__in=[used.pk, unused.pk]).count() == 2
    client.post(f"{address}?id={unused.pk}")
    assert list(SiteImage.objects.filter(pk__in=[used.pk, unused.pk])) == [used]


def test_each_used_thing_is_named_once_in_the_language_of_the_person(
    client_of: LogIn, network: NetworkPage
) -> None:
    member = Organisation.objects.get(name_sr_latn="Udruženje Proba")
    make_membership(make_network(NetworkIndexPage.objects.get(), slug="b", slug_en="b"), member)
    answer = client_of("Moderatorke", "en").post(snippet("delete", member), follow=True)
    messages = [str(message) for message in answer.context["messages"]]
    assert len(messages) == 1 and "cannot be deleted" in messages[0] and str(member) in messages[0]
    assert answer.redirect_chain[0][0] == snippet("delete", member)


@pytest.mark.parametrize("fault", [ProtectedError("x", set()), RestrictedError("x", set()), ValueError("x")])
def test_what_the_database_refuses_is_told_in_a_sentence_and_other_faults_stay_faults(
    fault: Exception, client_of: LogIn, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = make_organisation("Nacrt", live=False)

    def refuses(*_rest: Any, **_more: Any) -> None:
        raise fault

    monkeypatch.setattr(Organisation, "delete", refuses)
    client = client_of("Moderatorke")
    if isinstance(fault, ValueError):
        with pytest.raises(ValueError, match="x"):
            client.post(snippet("delete", draft))
        return
    by_script = client.post(snippet("delete", draft), headers=BY_SCRIPT)
    assert (by_script.status_code, by_script.json()) == (409, {"success": False})
    answer = client.post(snippet("delete", draft), follow=True)
    assert "Ništa nije obrisano" in " ".join(map(str, answer.context["messages"]))
    assert Organisation.objects.filter(pk=draft.pk).exists()


def test_of_visitors_nothing_is_asked(client: Client, db: None, django_assert_num_queries: Any) -> None:
    client.get("/")
    request = client.get("/").wsgi_request
    with django_assert_num_queries(0):
        assert RemovalMiddleware(lambda _request: None).process_view(request, None, (), {}) is None  # type: ignore[arg-type,return-value]
    assert not hasattr(request, "removal")
    # Nor does anybody remove anything who is not logged in.
    page = make_page(StandardPage.objects.get(slug="pomoc").get_parent().specific, "Strana")
    assert client.post(removal("delete", page)).status_code in {302, 403}
    assert StandardPage.objects.filter(pk=page.pk).exists() and Membership.objects.exists()
