"""Every block that editors can choose says what it is, shows what it looks like, and renders."""

import pytest
from django.contrib.auth import get_user_model
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.admin.icons import get_icons
from wagtail.blocks import Block, StreamBlock
from wagtail.models import Site

from networks.blocks import streams

STREAMS = [
    found()
    for name, found in vars(streams).items()
    if name.endswith("StreamBlock") and issubclass(found, StreamBlock)
]
BLOCKS = {name: block for stream in STREAMS for name, block in stream.child_blocks.items()}


@pytest.fixture(params=BLOCKS, ids=str)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def block(name: str) -> Block:
    return BLOCKS[name]


def test_the_block_has_one_name_in_every_place(name: str, block: Block) -> None:
    assert type(block).__name__ == name.title().replace("_", "") + "Block"
    assert block.meta.template == f"blocks/{name}_block.html"


def test_the_blocks_template_exists(block: Block) -> None:
    assert get_template(block.meta.template)


def test_the_block_has_an_icon_of_its_own_that_exists(block: Block) -> None:
    assert block.meta.icon != "placeholder"
    assert f'id="icon-{block.meta.icon}"' in get_icons()


def test_the_block_has_a_label_a_group_and_a_description_for_editors(block: Block) -> None:
    meta = block.meta
    assert all(str(text).strip() for text in (meta.label, meta.group, meta.description))
    assert str(meta.description).endswith(".")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_the_block_renders_its_example(block: Block, language: str, rf) -> None:
    site = Site.objects.get(is_default_site=True)
    page = site.root_page.get_descendants().filter(content_type__model="networkpage").first().specific
    request = rf.get("/")
    value = block.normalize(block.get_preview_value())
    with translation.override(language):
        block.render(value, context={"page": page, "self": page, "request": request})


@pytest.mark.django_db
def test_editors_can_look_at_the_block_before_they_choose_it(client: Client, block: Block) -> None:
    client.force_login(get_user_model().objects.create_superuser("urednica"))
    assert block.is_previewable
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
