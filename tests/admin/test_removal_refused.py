"""What is used stays, whoever presses and however: a sentence for people, an answer for scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError, RestrictedError
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model

from astra_site.removal.middleware import RemovalMiddleware
from astra_site.uploads.models import SiteImage
from networks.models import Membership, NetworkIndexPage, NetworkPage, Organisation, StandardPage
from tests.admin.test_removal_screen import removal, screen_of, snippet
from tests.factories import make_membership, make_network, make_organisation, make_page
from tests.uploads.pictures import drawing, saved

LogIn = Callable[..., Client]
BY_SCRIPT = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture
def network(db: None) -> NetworkPage:
    """Return a published network with one member."""
    network = make_network(NetworkIndexPage.objects.get(), slug="proba", slug_en="trial")
    make_membership(network, make_organisation("Udruženje Proba"))
    return network


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
