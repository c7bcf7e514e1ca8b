"""Uploads on S3-compatible storage: the same for whoever stores, reads and backs up."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from environs import EnvError
from moto.server import ThreadedMotoServer
from PIL import Image
from wagtail.documents.models import Document

from astra_site.backups import backup, databases, media
from astra_site.settings import uploads
from astra_site.uploads import remote
from astra_site.uploads.models import SiteImage
from tests.browser.running_site import free_port

KEY, SECRET, BUCKET = "AKIAEXAMPLE", "wJalrXUtnFEMIK7MDENGbPxRfiCY", "uploads"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """Return the address of a server that speaks S3, with an empty bucket."""
    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(endpoint: str, settings) -> dict:
    """Store uploads there; return what a test may spoil."""
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=BUCKET)
    for entry in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=entry["Key"])
    options = {
        "endpoint_url": endpoint, "bucket_name": BUCKET, "access_key": KEY, "secret_key": SECRET,
        "region_name": "us-east-1",
    }  # fmt: skip
    use(settings, options)
    return options


def use(settings, options: dict) -> None:
    storage = {"BACKEND": "astra_site.uploads.s3_storage.S3Storage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": storage}


def picture() -> BytesIO:
    drawn = BytesIO()
    Image.new("RGB", (800, 500), "teal").save(drawn, "PNG")
    drawn.seek(0)
    return drawn


@pytest.mark.django_db
def test_pictures_and_documents_are_stored_and_shown_by_the_site_itself(s3: dict, client) -> None:
    image = SiteImage(title="Znak", alt_text_sr_latn="Znak")
    image.file.save("znak.png", ContentFile(picture().read(), name="znak.png"))
    copy = image.get_rendition("width-360|format-webp")
    assert default_storage.exists(copy.file.name)
    # No page names another host, and nobody is led to one.
    assert s3["endpoint_url"] not in copy.url
    document = Document(title="Spisak")
    document.file.save("spisak.txt", ContentFile(b"prvi red"))
    assert document.file.storage.exists(document.file.name)
    assert document.file.read() == b"prvi red"
    image.file.delete(save=False)
    assert not default_storage.exists(image.file.name or "images/znak.png")
    # Another of its name takes the place of none, and what is not there is deleted already.
    first, second = (default_storage.save("dva.txt", ContentFile(text)) for text in (b"1", b"2"))
    assert first != second and default_storage.open(first).read() == b"1"
    assert sorted(default_storage.listdir("")[1]) == sorted([first, second])
    default_storage.delete(first)
    default_storage.delete(first)
    assert not default_storage.exists(first) and default_storage.exists(second)


@pytest.mark.django_db
def test_a_backup_holds_what_stands_there_and_brings_it_back(
    s3: dict, settings, tmp_path: Path, monkeypatch
) -> None:
    default_storage.save("images/znak.png", ContentFile(b"picture" * 1000))
    made = backup.make(tmp_path / "backups", "", is_verified=False)
    assert backup.verify(made.folder) == []
    default_storage.delete("images/znak.png")
    assert media.is_empty()

    monkeypatch.setattr(databases.SQLite, "is_empty", lambda self: True)
    monkeypatch.setattr(databases.PostgreSQL, "is_empty", lambda self: True)

    def refuse(*_of: object) -> None:
        raise backup.BackupError("the database refuses it")

    for kind in (databases.SQLite, databases.PostgreSQL):
        monkeypatch.setattr(kind, "restore", refuse)
    with pytest.raises(backup.BackupError, match="refuses it"):
        backup.restore(made.folder)
    assert media.is_empty(), "half a restore"

    for kind in (databases.SQLite, databases.PostgreSQL):
        monkeypatch.setattr(kind, "restore", lambda *_of: None)
    backup.restore(made.folder)
    assert default_storage.open("images/znak.png").read() == b"picture" * 1000


def test_settings_that_lead_nowhere_end_the_start_with_one_line(s3: dict, settings) -> None:
    assert remote.trouble() is None
    use(settings, {**s3, "bucket_name": "none-of-this-name"})
    with pytest.raises(ImproperlyConfigured, match="no bucket of the name in ASTRA_S3_URL") as refusal:
        remote.refuse_unusable()
    assert "\n" not in str(refusal.value)


def test_a_storage_that_does_not_answer_lets_the_site_start_and_nothing_be_prepared(
    s3: dict, settings, caplog
) -> None:
    use(settings, {**s3, "endpoint_url": f"http://127.0.0.1:{free_port()}"})
    remote.refuse_unusable()
    (line,) = caplog.messages
    assert "ASTRA_S3_URL cannot be reached" in line
    with pytest.raises(ImproperlyConfigured, match="ASTRA_S3_URL cannot be reached"):
        remote.refuse_unusable(is_absence_refused=True)
    # To whoever uploads it is a disk that is full.
    for ask in (
        lambda: default_storage.save("images/znak.png", ContentFile(b"picture")),
        lambda: default_storage.open("images/znak.png").read(),
        lambda: default_storage.delete("images/znak.png"),
        lambda: default_storage.exists("images/znak.png"),
        lambda: default_storage.listdir("images"),
    ):
        with pytest.raises(OSError, match="S3: "):
            ask()


def test_nobody_waits_long_for_it_and_it_is_asked_as_every_storage_understands(s3: dict) -> None:
    client = default_storage.connection.meta.client
    known = client.meta.config
    assert (known.connect_timeout, known.read_timeout, known.retries["total_max_attempts"]) == (2, 10, 2)
    assert (known.signature_version, known.s3["addressing_style"]) == ("s3v4", "path")
    sums = known.request_checksum_calculation, known.response_checksum_validation
    assert sums == ("when_required", "when_required")
    assert default_storage.default_acl is None and not default_storage.file_overwrite
    assert default_storage.url("images/čaj.png") == "/media/images/%C4%8Daj.png"


@pytest.mark.parametrize(
    ("code", "line", "is_setting"),
    [
        ("400", "ASTRA_S3_REGION is not that", True), ("301", "ASTRA_S3_REGION is not that", True),
        ("403", "ASTRA_S3_KEY and ASTRA_S3_SECRET open no bucket", True),
        ("404", "there is no bucket", True), ("503", "S3 answers 503", False),
    ],
)  # fmt: skip
def test_what_s3_does_not_like_is_told_by_the_setting_that_it_is(
    code: str, line: str, is_setting: bool, s3: dict, monkeypatch
) -> None:
    def refuse(**_of: str) -> None:
        raise ClientError({"Error": {"Code": code}}, "HeadBucket")

    monkeypatch.setattr(default_storage.connection.meta.client, "head_bucket", refuse)
    found = remote.trouble()
    assert line in found.line and found.is_setting is is_setting


@pytest.mark.django_db
def test_a_backup_that_cannot_read_them_says_so_and_leaves_nothing(
    s3: dict, settings, tmp_path: Path
) -> None:
    use(settings, {**s3, "endpoint_url": f"http://127.0.0.1:{free_port()}"})
    settings.BACKUP_DIR = tmp_path / "backups"
    with pytest.raises(CommandError, match="S3: ") as refusal:
        call_command("backup")
    assert "\n" not in str(refusal.value)
    assert not list((tmp_path / "backups").iterdir())


GOOD = {"ASTRA_S3_URL": "https://s3.example.org:9000/uploads", "ASTRA_S3_KEY": KEY, "ASTRA_S3_SECRET": SECRET}


def from_environment(monkeypatch, **changes: str) -> dict:
    for name in [name for name in os.environ if name.startswith("ASTRA_S3")]:
        monkeypatch.delenv(name)
    for name, value in {**GOOD, **changes}.items():
        monkeypatch.setenv(name, value)
    return uploads.from_environment()


def test_a_bucket_is_named_by_its_address(monkeypatch) -> None:
    options = from_environment(monkeypatch)["OPTIONS"]
    assert (options["endpoint_url"], options["bucket_name"]) == ("https://s3.example.org:9000", "uploads")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASTRA_S3_URL", ""),
        ("ASTRA_S3_URL", "http://s3.example.org/uploads"),
        ("ASTRA_S3_URL", "https://s3.example.org"),
        ("ASTRA_S3_URL", "https://s3.example.org/uploads/more"),
        ("ASTRA_S3_URL", "https://s3.example.org:port/uploads"),
        ("ASTRA_S3_KEY", ""),
        ("ASTRA_S3_SECRET", ""),
        ("ASTRA_S3_SECRET", "minioadmin-minioadmin"),
        ("ASTRA_S3_SECRET", "aaaaaaaaaaaaaaaaaaaaaaaa"),
        ("ASTRA_S3_SECRET", "wJalr7MDENG"),
    ],
)
def test_half_a_setting_or_a_weak_secret_is_refused_by_name(name: str, value: str, monkeypatch) -> None:
    with pytest.raises((ImproperlyConfigured, EnvError), match=name) as refusal:
        from_environment(monkeypatch, **{name: value})
    assert "\n" not in str(refusal.value)
    assert not value or "https" in value or value not in str(refusal.value).replace(name, "")
