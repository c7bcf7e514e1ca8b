"""A directory of this test's own, asked as a visitor asks."""

import html
import re

import pytest

from networks.models import NetworkPage
from tests import factories

TAGS = re.compile(r"<[^>]+>")
ADDRESSES = {"sr-latn": "/organizacije/", "en": "/en/organisations/"}


class Answer:
    """The directory as a browser gets it."""

    def __init__(self, response):
        self.response = response
        self.source = response.content.decode()
        self.shown = response.context["shown"]

    @property
    def names(self):
        found = re.findall(r'<a class="organisation-name"[^>]*>([^<]*)</a>', self.source)
        return [html.unescape(name) for name in found]

    @property
    def options(self):
        """What each facet offers, with the number that stands beside it."""
        found = {}
        for name, inside in re.findall(
            r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', self.source, re.DOTALL
        ):
            pairs = re.findall(r'<option value="([^"]+)"[^>]*>[^<]*\((\d+)\)</option>', inside)
            found[name] = {key: int(number) for key, number in pairs}
        boxes = r'<input\s+type="checkbox" name="(\w+)" value="([^"]+)"[^>]*>[^<]*\((\d+)\)</label>'
        for name, key, number in re.findall(boxes, self.source):
            found.setdefault(name, {})[key] = int(number)
        return found

    @property
    def words(self):
        return " ".join(
            html.unescape(TAGS.sub(" ", self.source.split("<main")[1].split("</main")[0])).split()
        )


@pytest.fixture
def ask(client):
    """Ask the directory of a language with the given choices."""

    def get(language="sr-latn", **choices):
        return Answer(client.get(ADDRESSES[language], choices))

    return get


@pytest.fixture
def make_network(networks):
    def make(short_name="Mreža", **fields):
        fields = {"short_name_sr_latn": short_name, **fields}
        return factories.make_page(networks, short_name, NetworkPage, **fields)

    return make
