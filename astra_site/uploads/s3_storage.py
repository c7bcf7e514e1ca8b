"""Uploads on S3-compatible storage, for several machines with one set of pictures; loaded only if set.

Visitors never learn of it: they ask the site for pictures as ever, which fetches them. So no page asks
another host, what is withdrawn is withdrawn at once, and the bucket stays private. Faults are those of a disk
(`OSError`), so whoever stores or reads needs to know nothing of S3.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends import s3

from astra_site.uploads.remote import Trouble

# Which setting it is that S3 does not like.
OF_SETTINGS = {
    "400": "ASTRA_S3_REGION is not that of the bucket in ASTRA_S3_URL",
    "403": "ASTRA_S3_KEY and ASTRA_S3_SECRET open no bucket of the name in ASTRA_S3_URL",
    "404": "there is no bucket of the name in ASTRA_S3_URL",
    "301": "ASTRA_S3_REGION is not that of the bucket in ASTRA_S3_URL",
}
CONFIG = Config(
    # Nobody waits longer for a picture; what fails is tried twice.
    connect_timeout=2,
    read_timeout=10,
    retries={"total_max_attempts": 2},
    signature_version="s3v4",
    s3={"addressing_style": "path"},
    # Storages other than Amazon's know no further sums.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class S3Storage(s3.S3Storage):
    """django-storages' own, behind the addresses and the errors of a folder."""

    def get_default_settings(self) -> dict[str, Any]:
        """Return what is the same wherever it stands."""
        return {
            **super().get_default_settings(),
            "client_config": CONFIG,
            "default_acl": None,
            "file_overwrite": False,
        }

    def url(self, name: str, *_args: Any, **_options: Any) -> str:
        """Return where the site itself shows it."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def trouble(self) -> Trouble | None:
        """Return why nothing can be stored; None where it can."""
        try:
            self.connection.meta.client.head_bucket(Bucket=self.bucket_name)
        except ClientError as error:
            code = str(error.response["Error"]["Code"])
            line = OF_SETTINGS.get(code)
            return Trouble(f"S3: {line}" if line else f"S3 answers {code}", line is not None)
        except (BotoCoreError, ValueError) as error:
            return Trouble(f"S3: ASTRA_S3_URL cannot be reached: {' '.join(str(error).split())}", False)
        return None

    def _save(self, name: str, content: Any) -> str:
        with _as_of_a_disk():
            return super()._save(name, content)

    def _open(self, name: str, mode: str = "rb") -> Any:
        with _as_of_a_disk():
            return super()._open(name, mode)

    def delete(self, name: str) -> None:
        """Delete it; as in a folder, what is not there is deleted already."""
        with _as_of_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Tell whether it is there."""
        with _as_of_a_disk():
            return super().exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the folders and the files in a folder."""
        with _as_of_a_disk():
            return super().listdir(path)


@contextmanager
def _as_of_a_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"S3: {' '.join(str(error).split())}") from error
