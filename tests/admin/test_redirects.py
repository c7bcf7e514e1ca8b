"""Redirects lead to this site, or to another one that an owner has allowed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from astra_site.pages.models import RedirectSettings
from astra_site.pages.redirect_settings import validate_hosts
from tests.admin.conftest import ROLES

LogIn = Callable[..., Client]
SETTINGS = ("wagtailsettings:edit", ["pages", "redirectsettings"])


@pytest.fixture(autouse=True)
def _own_name(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://mreze.example.org"


def write(client: Client, link: str) -> Client:
    """Write a redirect as staff do, and return who wrote it."""
    fields = {"old_path": "/akcija", "site": "", "redirect_page": "", "redirect_link": link}
    client.post(reverse("wagtailredirects:add"), fields)
    return client


def allow(client: Client, hosts: str) -> None:
    address = client.get(reverse(SETTINGS[0], args=SETTINGS[1]), follow=True).request["PATH_INFO"]
    client.post(address, {"other_hosts": hosts})


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/",
        "//evil.example/",
        "https://mreze.example.org@evil.example/",
        "https://mreze.example.org.x.rs/",
    ],
)
def test_nobody_leads_visitors_to_a_site_that_no_owner_has_allowed(link: str, client_of: LogIn) -> None:
    for role in ("Moderatorke", ""):
        write(client_of(role), link)
    assert not Redirect.objects.filter(old_path="/akcija").exists()


def test_nor_does_a_file_of_redirects(client_of: LogIn) -> None:
    client = client_of("Moderatorke")
    text = b"from,to\n/akcija,https://evil.example/\n/prava,https://mreze.example.org/pomoc/\n"
    file = SimpleUploadedFile("a.csv", text, "text/csv")
    asked = client.post(reverse("wagtailredirects:start_import"), {"import_file": file})
    hidden = dict(re.findall(r'name="(import_file_name|input_format)" value="([^"]+)"', asked.text))
    columns = {"from_index": "0", "to_index": "1", "permanent": "on"}
    client.post(reverse("wagtailredirects:process_import"), hidden | columns)
    written = Redirect.objects.filter(old_path__in=["/akcija", "/prava"])
    assert list(written.values_list("old_path", flat=True)) == ["/prava"]


def test_what_an_owner_allows_works_until_she_takes_it_back(client_of: LogIn, client: Client) -> None:
    owner, moderator = client_of(""), client_of("Moderatorke")
    allow(owner, "astra.org.rs\nexample.org")
    write(moderator, "https://astra.org.rs/akcija")
    assert client.get("/akcija/")["Location"] == "https://astra.org.rs/akcija"
    allow(owner, "example.org")
    assert client.get("/akcija/").status_code == 404
    allow(owner, "Astra.Org.rs")
    assert client.get("/akcija/")["Location"] == "https://astra.org.rs/akcija"


@pytest.mark.parametrize("host", ["https://evil.example/", "evil.example/put", "žene.rs", "evil", "b..rs"])
def test_other_sites_are_named_by_their_hosts_as_the_network_knows_them(host: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_hosts(f"astra.org.rs\n{host}")
    assert host in refusal.value.messages[0]
    assert refusal.value.code == "host"


def test_what_an_owner_may_not_allow_leaves_what_she_has_allowed(client_of: LogIn) -> None:
    owner = client_of("")
    allow(owner, "example.org")
    allow(owner, "https://evil.example/")
    assert RedirectSettings.objects.get().other_hosts == "example.org"


@pytest.mark.parametrize("role", ROLES)
def test_nobody_but_an_owner_allows_other_sites(role: str, client_of: LogIn) -> None:
    client = client_of(role)
    allow(client, "evil.example")
    assert not RedirectSettings.objects.filter(other_hosts__contains="evil").exists()
    assert "redirectsettings" not in client.get("/admin/").content.decode()


def test_redirects_inside_the_site_stay_as_they_are(client_of: LogIn, client: Client) -> None:
    moderator = client_of("Moderatorke")
    write(moderator, "https://mreze.example.org/pomoc/")
    assert client.get("/akcija/")["Location"] == "https://mreze.example.org/pomoc/"
    Redirect.objects.all().delete()
    # The name by which Wagtail knows the site counts too.
    Site.objects.update(hostname="sajt.example.org")
    write(moderator, "https://sajt.example.org/pomoc/")
    assert client.get("/akcija/")["Location"] == "https://sajt.example.org/pomoc/"
