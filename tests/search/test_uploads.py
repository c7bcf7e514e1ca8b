"""Uploaded documents are found by their titles, when something that is published links to them."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from astra_site.search.query import find
from networks.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]


@pytest.fixture
def report():
    return get_document_model().objects.create(
        title="Kvazigodišnji izveštaj", file=ContentFile(b"%PDF-1.4", name="izvestaj-o-kvaziradu.pdf")
    )


@pytest.fixture
def publish(report, django_capture_on_commit_callbacks):
    def publish(organisation: Organisation) -> None:
        organisation.about_sr_latn = f'<p><a linktype="document" id="{report.pk}">Izveštaj</a></p>'
        with django_capture_on_commit_callbacks(execute=True):
            organisation.save_revision().publish()
            ReferenceIndex.create_or_update_for_object(organisation)

    return publish


def found(question: str, language: str = "sr-latn") -> list[tuple[str, str]]:
    return [(entry.kind, entry.title) for entry in find(question, language).entries]


def test_a_document_is_found_when_something_published_links_to_it(report, publish, client) -> None:
    assert found("kvazigodišnji") == []

    publish(Organisation.objects.first())

    assert (
        found("kvazigodišnji")
        == found("kvaziradu")
        == found("kvazigodisnji", "en")
        == [("document", report.title)]
    )
    assert f'<a href="{report.url}">' in client.get("/pretraga/?q=kvazigodišnji").text


def test_what_only_a_draft_links_to_is_not_found(report, publish, django_capture_on_commit_callbacks) -> None:
    organisation = Organisation.objects.first()
    publish(organisation)
    with django_capture_on_commit_callbacks(execute=True):
        organisation.unpublish()

    assert found("kvazigodišnji") == []


def test_a_new_title_is_found_at_once(report, publish, django_capture_on_commit_callbacks) -> None:
    publish(Organisation.objects.first())
    report.title = "Sasvim kvazidrugi naslov"
    report.save()

    assert found("kvazidrugi") == [("document", report.title)]
    assert found("kvazigodišnji") == []

    report.delete()
    assert found("kvazidrugi") == []


def test_a_document_of_a_private_collection_is_not_found(report, publish) -> None:
    private = Collection.get_first_root_node().add_child(name="Poverljivo")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    report.collection = private
    report.save()
    publish(Organisation.objects.first())

    assert found("kvazigodišnji") == []
