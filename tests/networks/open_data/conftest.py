"""The files of the directory, read as programs read them."""

import csv
import io
import json
import re

import pytest

from networks.open_data import files

DIRECTORIES = {"sr-latn": "/organizacije/", "en": "/en/organisations/"}
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def file_url(key, language):
    return files.download_url(DIRECTORIES[language], files.BY_KEY[key], language)


@pytest.fixture
def download(client):
    """Get a file."""

    def get(key, language="sr-latn", headers=None, **choices):
        return client.get(file_url(key, language), choices, headers=headers)

    return get


@pytest.fixture
def table(download):
    """Get a CSV file as rows."""

    def get(key, language="sr-latn", **choices):
        text = download(key, language, **choices).content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return get


@pytest.fixture
def document(download):
    """Get a JSON file."""

    def get(key, language="sr-latn", **choices):
        return json.loads(download(key, language, **choices).content)

    return get


@pytest.fixture
def json_ld(client):
    """Get what a page says to search engines."""

    def get(address):
        (found,) = JSON_LD.findall(client.get(address).content.decode())
        return json.loads(found)

    return get
