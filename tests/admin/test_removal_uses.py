"""What counts as a place that uses a thing, and what does not."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from astra_site.accounts.models import User
from astra_site.pages.models import BasePage
from astra_site.removal.consequences import consequences_of
from astra_site.removal.references import Target, drafts, references_in, target_of
from astra_site.removal.targets import Verb
from astra_site.removal.uses import Use, is_used, published_uses, uses_of
from astra_site.safety.models import ChosenHotline, SafetySettings
from astra_site.uploads.models import SiteImage
from networks.models import (
    FieldOfWork,
    HomePage,
    Membership,
    NetworkIndexPage,
    NetworkPage,
    Organisation,
    StandardPage,
)
from tests.factories import make_membership, make_network, make_organisation, make_page
from tests.uploads.pictures import drawing, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> NetworkPage:
    """Return a published network without members, which nothing links to."""
    return make_network(NetworkIndexPage.objects.get(), slug="proba", slug_en="trial")


@pytest.fixture
def picture() -> SiteImage:
    """Return a picture with a copy of it."""
    file = SimpleUploadedFile("znak.png", saved(drawing(), "png"))
    picture = SiteImage.objects.create(title="Znak", file=file, alt_text_sr_latn="Znak.")
    picture.get_rendition("max-10x10")
    return picture


def told(*objects: Any) -> list[tuple[str, str, str, bool]]:
    """Return the places with their kind, their field and whether they are drafts."""
    return [(use.name, use.kind, use.field, use.is_draft) for use in uses_of(objects)]


def test_what_belongs_to_a_thing_is_no_use_of_it(network: NetworkPage, picture: SiteImage) -> None:
    person = User.objects.create_superuser("glavna")
    network.owner = network.locked_by = person
    network.save()
    network.save_revision(user=person, log_action=True).publish(user=person)
    Redirect.objects.create(
        old_path="/staro", redirect_page=network, site=Site.objects.get(), automatically_created=True
    )
    assert picture.renditions.exists()
    assert uses_of([network]) == uses_of([picture]) == []
    assert not is_used(network) and not is_used(picture)


def test_an_alias_is_no_use_of_its_page() -> None:
    page = StandardPage.objects.get(slug="pomoc")
    before = told(page)
    alias = page.create_alias(update_slug="pomoc-druga")
    assert told(page) == before and alias.alias_of_id == page.pk


def test_a_picture_is_used_wherever_a_field_of_any_kind_holds_it(
    picture: SiteImage, network: NetworkPage, reference_index: None
) -> None:
    organisation = make_organisation("Udruženje Proba", logo=picture)
    network.body_sr_latn = [("image", {"image": picture, "caption": ""})]
    network.save()
    assert [(place[:2], place[3]) for place in told(picture)] == [
        ((network.title, "Mreža"), False),
        (("Udruženje Proba", "Organizacija"), False),
    ]
    by_name = {use.name: use for use in uses_of([picture])}
    assert by_name["Udruženje Proba"].url.endswith(f"/organisation/edit/{organisation.pk}/")
    assert by_name[network.title].url == reverse("wagtailadmin_pages:edit", args=[network.pk])
    assert {use.used for use in by_name.values()} == {picture}


def test_a_member_is_used_by_its_network_once_however_often_it_stands_there(network: NetworkPage) -> None:
    member = make_organisation("Udruženje Proba")
    make_membership(network, member)
    newest = network.get_latest_revision_as_object()
    newest.memberships.add(Membership(organisation=member))
    newest.save_revision()
    assert [use[:2] for use in told(member)] == [(network.title, "Mreža")]
    assert is_used(member)


def test_a_draft_uses_what_stands_in_it_and_says_that_it_is_one(network: NetworkPage) -> None:
    member, other = make_organisation("Udruženje Proba"), make_organisation("Drugo")
    newest = network.get_latest_revision_as_object()
    newest.memberships.add(Membership(organisation=member))
    newest.body_sr_latn = [("related_networks", [NetworkPage.objects.get(slug="ban")])]
    newest.save_revision()
    assert told(member) == [(network.title, "Mreža", "Organizacija", True)]
    assert is_used(member) and not is_used(other)
    assert told(other) == [] and list(published_uses(member)) == []
    uses = {use.owner.pk: use for use in uses_of([NetworkPage.objects.get(slug="ban")]) if use.is_draft}
    assert uses[network.pk].field == "Tekst (srpski)"
    # Once it is published, it is no draft any more.
    newest.latest_revision.publish()
    assert [place[3] for place in told(member)] == [False]
    assert network.pk not in {draft.pk for draft in drafts() if isinstance(draft, type(network))}


def test_a_draft_reads_many_to_many_fields_and_texts_and_not_what_it_belongs_to() -> None:
    field = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    page = StandardPage.objects.get(slug="pomoc")
    organisation = make_organisation("Udruženje Proba")
    organisation.fields_of_work = [field]
    organisation.about_sr_latn = f'<p><a linktype="page" id="{page.pk}">pomoć</a></p>'
    revision = organisation.save_revision()
    found = {target for target, _label in references_in(Organisation, revision.content)}
    assert {target_of(field), target_of(page)} <= found
    assert target_of(page) == Target(BasePage, str(page.pk))
    row = next(iter(references_in(Membership, {"network": 1, "organisation": organisation.pk})))
    assert row == (target_of(organisation), "Organizacija")
    assert [place[0] for place in told(field)] == ["Udruženje Proba"]


def test_a_choice_of_many_is_a_use_that_visitors_see() -> None:
    field = FieldOfWork.objects.create(key="proba", name_sr_latn="proba")
    organisations = [make_organisation(name) for name in ("Prva", "Druga")]
    for organisation in organisations:
        organisation.fields_of_work.add(field, FieldOfWork.objects.exclude(pk=field.pk).first())
        organisation.save()
    assert [place[:2] + place[3:] for place in told(field)] == [
        ("Druga", "Organizacija", False), ("Prva", "Organizacija", False),
    ]  # fmt: skip
    assert {use.owner for use in published_uses(field)} == set(organisations)


def test_settings_are_called_in_the_language_of_the_one_who_reads() -> None:
    hotline = ChosenHotline.objects.first().hotline
    (use,) = [use for use in uses_of([hotline]) if isinstance(use.owner, SafetySettings)]
    assert use.name[0].isupper() and use.name == use.kind
    assert "settings" not in use.name.lower() and use.url.startswith("/admin/settings/safety/")


def test_a_redirect_that_somebody_wrote_and_the_site_itself_use_a_page(network: NetworkPage) -> None:
    site = Site.objects.get()
    Redirect.objects.create(old_path="/akcija", redirect_page=network, site=site)
    assert [(use.owner.old_path, use.is_draft) for use in uses_of([network])] == [("/akcija", False)]
    home = HomePage.objects.get(pk=site.root_page_id)
    assert site in [use.owner for use in uses_of([home])]


def test_pages_that_go_together_do_not_keep_each_other_and_those_below_go_along(
    reference_index: None,
) -> None:
    parent = make_page(StandardPage.objects.get(slug="pomoc").get_parent().specific, "Roditelj")
    child = make_page(parent, "Dete")
    link = f'<p><a linktype="page" id="{child.pk}">dete</a></p>'
    parent.body_sr_latn = [("paragraph", link)]
    parent.save()
    assert told(parent) == [] and [place[0] for place in told(child)] == ["Roditelj"]
    elsewhere = make_organisation("Zna za dete", about_sr_latn=link)
    assert [use.used for use in uses_of([parent])] == [child]
    another = make_organisation("Abeceda", about_sr_latn=link)
    assert [use.owner for use in uses_of([parent])] == [another, elsewhere]


def test_a_withdrawn_place_is_not_what_visitors_see(reference_index: None) -> None:
    page = StandardPage.objects.get(slug="pomoc")
    text = f'<p><a linktype="page" id="{page.pk}">pomoć</a></p>'
    shown, withdrawn = (make_organisation(name, about_sr_latn=text) for name in ("Vidljiva", "Povučena"))
    withdrawn.unpublish()
    owners = [use.owner for use in published_uses(page)]
    assert shown in owners and withdrawn not in owners
    assert {shown, withdrawn} <= {use.owner for use in uses_of([page])}


def test_what_has_no_form_has_no_address() -> None:
    use = Use(Site(), ContentType.objects.first(), "polje")
    assert (use.url, use.is_draft) == ("", False) and use.kind[0].isupper()


def test_with_a_page_go_those_below_it_and_the_redirects_that_it_made(network: NetworkPage) -> None:
    def sentences(page: Any, verb: Verb) -> str:
        return " ".join(consequence.sentence for consequence in consequences_of(page, verb))

    parent = NetworkIndexPage.objects.get()
    number = parent.get_descendants().count()
    assert f"{number} " in sentences(parent, Verb.DELETE) and " ispod " in sentences(parent, Verb.DELETE)
    assert consequences_of(parent, Verb.UNPUBLISH) == []
    assert "preusmerenj" not in sentences(network, Verb.DELETE)
    for path, is_own in (("/pre", True), ("/ranije", True), ("/akcija", False)):
        Redirect.objects.create(
            old_path=path, redirect_page=network, site=Site.objects.get(), automatically_created=is_own
        )
    assert "2 preusmerenja" in sentences(network, Verb.DELETE)
    assert "preusmerenj" not in sentences(network, Verb.UNPUBLISH)
    assert " ispod " not in sentences(network, Verb.DELETE)
