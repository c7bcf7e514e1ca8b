"""A portrait of staff is a picture like others."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.uploads.pictures import BEHIND, TRACES, drawing, opened, saved, tags, telltale

pytestmark = pytest.mark.django_db
OTHERS = {
    "name_email-first_name": "Ana", "name_email-last_name": "Anić", "name_email-email": "a@example.org",
    "locale-preferred_language": "sr-latn", "locale-current_time_zone": "Europe/Belgrade",
    "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
}  # fmt: skip


def send(client: Client, name: str, data: bytes) -> str:
    """Send a portrait in one's own account; return what the page says."""
    fields = OTHERS | {"avatar-avatar": SimpleUploadedFile(name, data)}
    return client.post(reverse("wagtailadmin_account"), fields, follow=True).content.decode()


@pytest.mark.parametrize("extension", ["jpg", "png", "webp"])
def test_a_portrait_keeps_no_tags(extension: str, admin_client: Client) -> None:
    large = saved(drawing((900, 600)), extension, exif=tags())
    for data, size in ((telltale(extension), (24, 16)), (large + BEHIND, (400, 266))):
        assert "error-message" not in send(admin_client, f"portret.{extension}", data)
        with UserProfile.objects.get(user__username="admin").avatar.open() as file:
            kept = file.read()
        assert not [trace for trace in TRACES if trace in kept]
        assert opened(kept).size == size


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("a.html", b"<script>alert(1)</script>"), ("a.jpg", b"<script>alert(1)</script>"),
        ("a.jpg", telltale("jpg")[:300]), ("a.heic", b"\0\0\0\x18ftypheic"), ("a.tif", telltale("tif")),
        ("a.jpg", saved(drawing(), "tif")),
    ],
)  # fmt: skip
def test_what_is_no_picture_of_ours_is_no_portrait(name: str, data: bytes, admin_client: Client) -> None:
    html = send(admin_client, name, data)
    assert 'class="error-message"' in html
    assert not UserProfile.objects.exclude(avatar="").filter(avatar__isnull=False).exists()
