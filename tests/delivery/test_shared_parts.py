"""What stands on many pages is rendered once a generation, and differs where it must."""

from collections import Counter
from typing import Any

import pytest
from django.template import Context, Template
from django.test.signals import template_rendered

from astra_site.pages.templatetags.shared_part import shared
from networks.models import Organisation, SiteSettings
from tests.delivery.conftest import CachedSite

QUESTIONS = ["/pretraga/?q=zene", "/pretraga/?q=deca"]
SHARED = ["layout/exit.html", "layout/help_line.html", "components/search_ways_on.html",
          "components/site_footer.html"]  # fmt: skip


@pytest.fixture
def rendered() -> Any:
    """How often each template was rendered."""
    counted: Counter[str] = Counter()

    def count(template: Any, **kwargs: Any) -> None:
        counted[template.name] += 1

    template_rendered.connect(count)
    yield counted
    template_rendered.disconnect(count)


def test_what_is_the_same_on_each_page_is_rendered_once_until_something_changes(
    cached_site: CachedSite, rendered: Counter[str]
) -> None:
    for number in (1, 2):
        with cached_site.commit():
            SiteSettings.objects.update(footer_text_sr_latn=f"<p>Ovo je {number}. tekst.</p>")
        pages = [cached_site.ask(question).text for question in QUESTIONS]
        assert all(f"Ovo je {number}. tekst." in page for page in pages)
        assert {name: rendered[name] for name in SHARED} == dict.fromkeys(SHARED, number)


def test_each_version_of_the_site_has_its_own(cached_site: CachedSite) -> None:
    # Twice, so that each of them is asked for after all others.
    for _time in range(2):
        pages = [cached_site.ask(f"{path}?q=astra").text for path in ("/pretraga/", "/en/search/")]
        assert ["Exit this page" in page for page in pages] == [False, True]


def test_a_number_in_the_footer_is_a_link_but_on_a_page_about_somebody_abroad(
    cached_site: CachedSite,
) -> None:
    here = Organisation.objects.filter(live=True, country="RS").first()
    abroad = Organisation.objects.filter(live=True, country="AT").first()
    assert here and abroad
    with cached_site.commit():
        SiteSettings.objects.update(footer_text_sr_latn="<p>Naš telefon: 011 785 0000.</p>")
    expected = {here: True, abroad: False}
    for organisation in (here, abroad, here, abroad):
        page = cached_site.ask(organisation.url_in("sr-latn"), HTTP_COOKIE="sessionid=nobody").text
        footer = page.partition("Naš telefon: ")[2].partition("</p>")[0]
        assert ("tel:" in footer) is expected[organisation], organisation


def test_each_part_is_kept_by_its_name_and_by_what_it_depends_on(cached_site: CachedSite, rf: Any) -> None:
    part = '{{% shared_part "{0}" here %}}{{{{ {0} }}}}{{% endshared_part %}}'
    template = Template(f"{{% load shared_part %}}{part.format('a')} {part.format('b')}")

    def rendered(**values: Any) -> str:
        return template.render(Context({"request": rf.get("/"), **values}))

    assert rendered(a=1, b=2, here=True) == rendered(a=3, b=4, here="yes") == "1 2"
    assert rendered(a=5, b=6, here="") == rendered(a=7, b=8) == "5 6"
    assert template.render(Context({"a": 9, "b": 0})) == "9 0"


def test_nothing_of_a_preview_is_kept(cached_site: CachedSite, rf: Any) -> None:
    visit, preview = rf.get("/"), rf.get("/")
    preview.is_preview = True

    assert shared(preview, "part", lambda: "draft") == "draft"
    assert shared(visit, "part", lambda: "published") == "published"
    assert shared(preview, "part", lambda: "draft") == "draft"
