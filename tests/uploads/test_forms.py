"""The forms of a picture and of a document: how each refusal is told, and what a form asks of whom."""

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from astra_site.accounts.models import User
from astra_site.uploads import document_form, image_form
from astra_site.uploads.models import SiteImage
from astra_site.uploads.remote import Trouble, refuse_unusable
from astra_site.uploads.replacing import KEPT
from astra_site.uploads.storing import replace_content
from networks.models import Organisation
from tests.uploads.office import MAKERS, office, pdf
from tests.uploads.pictures import animation, drawing, saved, telltale
from tests.uploads.refused import TOO_LARGE, UNREADABLE

pytestmark = [pytest.mark.sqlite, pytest.mark.filterwarnings("ignore:.*:UserWarning")]


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


PICTURES = {
    "no picture": ("a.jpg", lambda: b"<html>", "invalid_image"),
    "half a picture": ("a.jpg", lambda: telltale("jpg")[:300], "invalid_image"),
    "too many frames": ("a.gif", lambda: animation("gif", 101), "too_large"),
    "another ending": ("a.svg", lambda: b"<svg/>", "invalid_extension"),
    "another kind": ("a.png", lambda: saved(drawing(), "jpg"), "invalid_image_known_format"),
    "too many bytes": ("a.png", lambda: saved(drawing(), "png") + bytes(10 << 20), "file_too_large"),
}


@pytest.mark.parametrize(("name", "make", "code"), PICTURES.values(), ids=PICTURES)
def test_each_refusal_of_a_picture_has_its_name(name: str, make: Any, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        image_form.PictureFormField().to_python(upload(name, make()))

    assert [error.code for error in refusal.value.error_list] == [code]
    if code == "too_large":
        for number in ("25 million", "12 million", "100 frames"):
            assert number in refusal.value.messages[0]


DOCUMENTS = {
    "a part of it": (*UNREADABLE["a film"], "part"),
    "macros": (*UNREADABLE["macros"], "unreadable"),
    "many parts": (*TOO_LARGE["20,000 parts"], "too_large"),
    "another ending": ("exe", lambda: b"MZ", "invalid_extension"),
}


@pytest.mark.parametrize(("extension", "make", "code"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_each_refusal_of_a_document_has_its_name(extension: str, make: Any, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        document_form.DocumentFormField().to_python(upload(f"a.{extension}", make()))

    assert [error.code for error in refusal.value.error_list] == [code]


@pytest.mark.parametrize("field", [image_form.PictureFormField, document_form.DocumentFormField])
def test_no_file_is_no_fault_of_the_file(field: Any) -> None:
    assert field(required=False).to_python(None) is None


@pytest.mark.parametrize("extension", ["PDF", "Docx", "TXT"])
def test_an_ending_may_be_written_in_any_letters(extension: str) -> None:
    sent = upload(f"a.{extension}", MAKERS[extension.lower()]())
    # Somebody has looked into it before.
    sent.seek(0, io.SEEK_END)
    assert document_form.DocumentFormField().to_python(sent) is sent
    assert sent.size == len(sent.read()) > 0


@pytest.mark.parametrize("content", [b"", b"short", b"longer than what was sent before"])
def test_what_is_written_in_the_place_of_an_upload_is_all_of_it(content: bytes) -> None:
    large = TemporaryUploadedFile("a.txt", "text/plain", 0, None)
    for sent in (upload("a.txt", b"what was sent"), large):
        sent.file.write(b"what was sent")
        replace_content(sent, content)
        assert (sent.size, sent.read()) == (len(content), content)
        sent.seek(0, io.SEEK_END)
        assert sent.tell() == len(content)
    # Another program reads it by its name.
    with open(large.temporary_file_path(), "rb") as stored:
        assert stored.read() == content
    large.close()


# Of whom the form asks what


@pytest.fixture
def used(db: None) -> SiteImage:
    made = SiteImage.objects.create(title="logo", file=upload("a.png", saved(drawing(), "png")))
    organisation = Organisation.objects.filter(live=True).first()
    organisation.logo = made
    organisation.save_revision().publish()
    return made


@pytest.fixture
def roles(django_user_model: Any, db: None) -> Any:
    """Return a person of a role, or an owner."""
    from django.contrib.auth.models import Group

    def person(role: str) -> Any:
        made = django_user_model.objects.create_user(f"osoba-{role}", is_superuser=not role)
        made.groups.set(Group.objects.filter(name=role))
        return made

    return person


def test_the_file_of_what_is_used_is_kept_from_who_does_not_publish(used: SiteImage, roles: Any) -> None:
    form = get_image_form(SiteImage)
    editor, publisher = roles("Urednice"), roles("Moderatorke")
    kept = form(instance=used, user=editor)
    assert "file" not in kept.fields and kept.fields["title"].help_text == kept["title"].help_text == KEPT
    replaced = form(instance=used, user=publisher)
    assert replaced.fields["file"].help_text == "It is used: visitors see another file at once."
    assert replaced["file"].help_text == replaced.fields["file"].help_text
    for instance in (SiteImage(), SiteImage.objects.create(title="x", file="x", width=1, height=1)):
        free = form(instance=instance, user=editor)
        assert "file" in free.fields and not free.is_of_something_used
        assert free.fields["title"].help_text != KEPT


def test_descriptions_say_in_which_language_they_are(used: SiteImage, roles: Any) -> None:
    fields = get_image_form(SiteImage)(instance=used, user=roles("Moderatorke")).fields
    attributes = {name: fields[name].widget.attrs for name in ("alt_text_sr_latn", "alt_text_en")}
    assert {name: (found["lang"], found["spellcheck"]) for name, found in attributes.items()} == {
        "alt_text_sr_latn": ("sr-Latn", "true"), "alt_text_en": ("en", "true"),
    }  # fmt: skip
    assert [fields[name].label for name in attributes] == ["Description (srpski)", "Description (English)"]
    # Wagtail has one without a language.
    assert "description" not in fields


@pytest.mark.parametrize(("said", "told"), [("Znak.", "In Serbian: “Znak.”"), ("", "There is no Serbian")])
def test_who_translates_reads_the_serbian_description_and_writes_the_english(
    said: str, told: str, used: SiteImage, roles: Any
) -> None:
    used.alt_text_sr_latn = said
    form = get_image_form(SiteImage)(instance=used, user=roles("Prevoditeljke"))

    assert "alt_text_sr_latn" not in form.fields and "file" not in form.fields
    assert form.fields["alt_text_en"].help_text.startswith(told)


@pytest.mark.parametrize(
    ("is_used", "said", "is_decorative", "is_refused"),
    [
        (True, "", False, True), (True, "Znak.", False, False), (True, "", True, False),
        (False, "", False, False),
    ],
)  # fmt: skip
def test_a_picture_that_is_shown_keeps_its_description(
    is_used: bool, said: str, is_decorative: bool, is_refused: bool, used: SiteImage, roles: Any
) -> None:
    instance = used
    if not is_used:
        instance = SiteImage.objects.create(title="x", file=upload("b.png", saved(drawing(), "png")))
    sent = {"title": "x", "alt_text_sr_latn": said, "collection": instance.collection_id}
    sent |= {"is_decorative": "on"} if is_decorative else {}
    form = get_image_form(SiteImage)(sent, instance=instance, user=roles(""))

    assert form.is_valid() is not is_refused
    assert [error.code for error in form.errors.as_data().get("alt_text_sr_latn", [])] == (
        ["undescribed"] if is_refused else []
    )


def test_the_file_of_a_document_stays_with_who_wrote_it_until_it_is_used(db: None, roles: Any) -> None:
    model = get_document_model()
    made = model.objects.create(title="x", file=upload("a.txt", b"x"))
    form = get_document_form(model)
    assert isinstance(form(user=roles("Urednice")).fields["file"], document_form.DocumentFormField)
    sent = {"title": "x", "collection": made.collection_id, "tags": ""}
    changed = form(
        sent, {"file": upload("a.docx", office("word/document.xml"))}, instance=made, user=roles("")
    )
    assert changed.is_valid(), changed.errors
    again = form(sent, {"file": upload("a.pdf", pdf()[:50])}, instance=made, user=roles("Moderatorke"))
    assert [error.code for error in again.errors.as_data()["file"]] == ["unreadable"]
    # Without another file there is nothing to store.
    assert form(sent, instance=model.objects.get(pk=made.pk), user=roles("Bezbednost")).is_valid()


# Where they are stored


def test_a_file_that_was_only_looked_at_is_stored_and_is_nobodys_picture_yet(db: None) -> None:
    form = get_image_form(SiteImage)(
        {"title": "Slika", "collection": Collection.get_first_root_node().pk, "tags": ""},
        {"file": upload("a.png", saved(drawing(), "png"))},
        user=User.objects.create_superuser("vlasnica"),
    )
    assert form.is_valid() and form.instance.file.storage.exists(form.instance.file.name)
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize(
    ("found", "is_absence_refused", "is_refused"),
    [
        (None, True, False), (Trouble("a line", True), False, True), (Trouble("a line", False), True, True),
        (Trouble("a line", False), False, False),
    ],
)  # fmt: skip
def test_a_setting_that_leads_nowhere_is_refused_and_an_absence_only_where_it_is_asked(
    found: Trouble | None, is_absence_refused: bool, is_refused: bool, monkeypatch: Any, caplog: Any
) -> None:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.files.storage import default_storage

    refuse_unusable(is_absence_refused=True)
    monkeypatch.setattr(default_storage._wrapped, "trouble", lambda: found, raising=False)
    if is_refused:
        with pytest.raises(ImproperlyConfigured, match="a line"):
            refuse_unusable(is_absence_refused=is_absence_refused)
    else:
        refuse_unusable(is_absence_refused=is_absence_refused)
    assert ("a line" in caplog.text) is (found is not None and not is_refused)
