"""Which copies of a picture are made, of what size, when, and which of them a page or a link takes."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.template import Context
from django.test import Client
from django.urls import reverse

from astra_site.tasks.models import Job, JobState
from astra_site.uploads import jobs, renditions
from astra_site.uploads.models import Rendition, SiteImage
from astra_site.uploads.renditions import IN_TEXT, LOGO
from astra_site.uploads.templatetags import pictures as tags
from networks.models import Organisation, StandardPage
from tests.uploads.test_renditions import commit as commit
from tests.uploads.test_renditions import image as image
from tests.uploads.test_renditions import make_image, publish
from tests.uploads.test_renditions import page as page

pytestmark = [
    pytest.mark.django_db, pytest.mark.sqlite, pytest.mark.usefixtures("reference_index"),
]  # fmt: skip


def astra() -> Organisation:
    return Organisation.objects.get(slug_sr_latn="astra")


def specs(picture: SiteImage) -> set[str]:
    return set(picture.renditions.values_list("filter_spec", flat=True))


@pytest.mark.parametrize(
    ("size", "in_text", "logo"),
    [
        ((360, 900), ["width-360"], ["max-280x160", "max-560x320"]),
        ((361, 10), ["width-360", "width-720"], ["max-280x160", "max-560x320"]),
        ((280, 160), ["width-360"], ["max-280x160"]),
        ((280, 161), ["width-360"], ["max-280x160", "max-560x320"]),
        ((281, 160), ["width-360"], ["max-280x160", "max-560x320"]),
        ((1281, 640), ["width-360", "width-720", "width-1280"], ["max-280x160", "max-560x320"]),
    ],
)
def test_a_picture_has_the_sizes_for_which_it_is_large_enough(
    size: tuple[int, int], in_text: list[str], logo: list[str]
) -> None:
    picture = SiteImage(width=size[0], height=size[1])
    for shape, expected in ((IN_TEXT, in_text), (LOGO, logo)):
        found = shape.specs_for(picture)
        assert [spec.partition("|")[0] for spec in found] == expected * 3
        assert [spec.rpartition("-")[2] for spec in found[:: len(expected)]] == list(shape.formats)


def test_a_page_shows_a_text_in_its_width_and_a_logo_in_its_size(image: SiteImage) -> None:
    for shape, size in ((IN_TEXT, ("1280", "640", IN_TEXT.layout)), (LOGO, ("280", "140", "280px"))):
        renditions.make(image, shape, only_last_resort=shape is IN_TEXT)
        html = str(renditions.picture(image.renditions.all(), shape, {"class": "a", "alt": ""}))
        tag = re.search(r"<img[^>]*>", html)[0]
        for name, value in zip(("width", "height", "sizes"), size, strict=True):
            assert f'{name}="{value}"' in tag
        assert 'decoding="async"' in tag and 'class="a"' in tag
    # Without the format that every browser shows there is nothing to fall back on.
    newer = image.renditions.exclude(filter_spec__endswith="png")
    assert newer.exists()
    assert renditions.picture(newer, LOGO, {}) == renditions.picture([], IN_TEXT, {}) == ""


def test_a_link_to_a_page_shows_the_largest_copy_that_every_program_reads(image: SiteImage) -> None:
    organisation = astra()
    assert renditions.largest_rendition(organisation) is None
    organisation.logo = image
    assert renditions.largest_rendition(organisation) is None
    renditions.make(image, LOGO)
    assert renditions.largest_rendition(organisation).filter_spec == "max-560x320|format-png"
    # What a text shows comes before a logo, and the first one that has copies.
    first, second = make_image(), make_image()
    page = StandardPage(title="O nama")
    page.body_sr_latn = [("image", {"image": picture, "caption": ""}) for picture in (first, second)]
    renditions.make(second, IN_TEXT, only_last_resort=True)
    assert renditions.largest_rendition(page).image == second
    renditions.make(first, IN_TEXT, only_last_resort=True)
    assert renditions.largest_rendition(page).image == first
    assert specs(first) == {f"width-{width}|format-jpeg" for width in (360, 720, 1280)}


def test_what_a_thing_shows_is_named_once_with_its_shape(page: StandardPage, image: SiteImage) -> None:
    assert list(renditions.shown_by(page)) == [(image, IN_TEXT)]
    organisation = astra()
    organisation.logo = image
    assert list(renditions.shown_by(organisation)) == [(image, LOGO)]
    SiteImage.objects.filter(pk=image.pk).delete()
    assert list(renditions.shown_by(page)) == []


def test_a_job_is_begun_where_a_copy_lacks_and_nowhere_else(image: SiteImage, commit: Any) -> None:
    organisation = astra()
    publish(organisation, commit)
    assert not Job.objects.exists()
    organisation.logo = image
    publish(organisation, commit)
    (job,) = Job.objects.all()
    assert organisation.name_sr_latn in job.title and job.message == "Kopije su napravljene."
    assert specs(image) == set(LOGO.specs)
    publish(organisation, commit)
    assert Job.objects.count() == 1
    image.renditions.first().delete()
    publish(organisation, commit)
    assert Job.objects.count() == 2 and specs(image) == set(LOGO.specs)


def test_a_new_picture_begins_none_and_a_changed_one_where_it_is_shown(commit: Any) -> None:
    with commit():
        picture = make_image()
        picture.save()
    assert not Job.objects.exists()
    organisation = astra()
    organisation.logo = picture
    organisation.live = False
    organisation.save()
    with commit():
        picture.save()
    # It is shown in a draft, for which nobody needs copies yet.
    assert Job.objects.get().title.endswith("„Slika”") and not specs(picture)
    Organisation.objects.filter(pk=organisation.pk).update(live=True)
    with commit():
        picture.save()
    assert specs(picture) == set(LOGO.specs)


def test_copies_of_what_is_gone_are_no_fault(image: SiteImage) -> None:
    organisation = astra()
    organisation.logo = image
    Organisation.objects.filter(pk=organisation.pk).update(live=False)
    jobs.start_copies(organisation)
    assert not specs(image)
    assert Job.objects.get().message == "Kopije su napravljene."


@pytest.mark.parametrize("attempts", [2, 3])
def test_copies_are_tried_three_times_when_their_worker_was_killed(attempts: int, image: SiteImage) -> None:
    for task, arguments in (
        (jobs.make_copies, {"model": "networks.Organisation", "pk": astra().pk}),
        (jobs.renew_copies, {"pk": image.pk}),
    ):
        job = Job.objects.create(
            path=task.module_path, title="x", language="en", attempts=attempts, was_interrupted=True,
            arguments=arguments,
        )  # fmt: skip
        task.call(str(job.pk))
        job.refresh_from_db()
        assert job.state == (JobState.DONE if attempts < 3 else JobState.FAILED)


def test_of_what_cannot_be_drawn_the_rest_is(image: SiteImage, monkeypatch: Any, caplog: Any) -> None:
    draw = SiteImage.get_rendition

    def spoiled(picture: SiteImage, spec: str) -> Rendition:
        if "avif" in spec:
            raise ValueError(spec)
        return draw(picture, spec)

    monkeypatch.setattr(SiteImage, "get_rendition", spoiled)
    renditions.make(image, LOGO)
    assert specs(image) == {spec for spec in LOGO.specs if "avif" not in spec}
    assert f"of picture {image.pk}" in caplog.text and renditions.lacks_copies(image, LOGO)


def test_what_is_missing_is_told_picture_by_picture(image: SiteImage, commit: Any) -> None:
    class Told:
        def __init__(self) -> None:
            self.told: list[tuple] = []

        def tell(self, *what: Any) -> None:
            self.told.append(what)

    organisation = astra()
    organisation.logo = image
    publish(organisation, commit)
    Rendition.objects.all().delete()
    make_image()
    progress = Told()
    renditions.make_missing(progress)

    assert progress.told == [(1, 1, "Pictures")]
    assert specs(image) == set(LOGO.specs) and Rendition.objects.count() == 6
    renditions.make_where_used(image, progress)
    assert len(progress.told) == 2


@pytest.mark.parametrize("is_preview", [True, False])
def test_a_preview_makes_what_every_browser_shows_and_a_visitors_page_makes_nothing(
    is_preview: bool, image: SiteImage, rf: Any
) -> None:
    organisation, request = astra(), rf.get("/")
    request.is_preview = is_preview
    context = Context({"request": request})
    make_image(size=(9, 9))
    organisation.logo = image
    shown = [str(tags.logo(context, organisation, "sign")), str(tags.picture_in_text(context, image))]

    assert [("<picture>" in html or "<img" in html) for html in shown] == [is_preview] * 2
    made = {f"width-{width}|format-jpeg" for width in (360, 720, 1280)}
    made |= {f"{size.spec}|format-png" for size in LOGO.sizes}
    assert specs(image) == (made if is_preview else set())
    assert tags.picture_in_text(context, None) == ""
    organisation.logo = None
    assert tags.logo(context, organisation, "sign") == tags.logo(Context({}), object(), "sign") == ""
    if is_preview:
        assert 'class="sign"' in shown[0] and 'alt=""' in shown[0] and 'loading="lazy"' in shown[1]


def test_a_name_of_a_copy_says_nothing_of_its_picture_and_leads_to_this_site(image: SiteImage) -> None:
    first, second = (image.get_rendition(spec) for spec in LOGO.specs[:2])
    for copy in (first, second):
        assert re.fullmatch(r"images/[0-9a-f]{32}\.avif", copy.file.name)
        assert copy.url == reverse("picture", args=[copy.file.name])
    assert first.file.name != second.file.name


# Who asks for it


def test_a_copy_is_read_and_nothing_else_and_only_by_those_who_may(
    image: SiteImage, client: Client, admin_client: Client, django_user_model: Any
) -> None:
    copy = image.get_rendition("width-360|format-jpeg")
    assert (client.get(copy.url).status_code, admin_client.get(copy.url).status_code) == (404, 200)
    assert admin_client.get(copy.url)["Content-Type"] == "image/jpeg"
    assert admin_client.head(copy.url).status_code == 200
    assert admin_client.post(copy.url).status_code == 405
    stranger = Client()
    stranger.force_login(django_user_model.objects.create_user("bez-uloge"))
    assert stranger.get(copy.url).status_code == 404
    # A row without its file is not there, for staff too.
    Path(copy.file.path).unlink()
    assert admin_client.get(copy.url).status_code == 404
    assert admin_client.get(reverse("picture", args=["images/none.png"])).status_code == 404


def test_a_picture_is_described_or_decorative_and_never_called_by_its_file() -> None:
    from django.core.exceptions import ValidationError
    from django.utils import translation

    both = {"alt_text_sr_latn": "Sto", "alt_text_en": "A table"}
    described = SiteImage(title="IMG_1.jpg", **both)
    with translation.override("en"):
        assert described.default_alt_text == "A table"
    assert not described.lacks_description and not SiteImage(is_decorative=True).lacks_description
    assert SiteImage(alt_text_en="A table").lacks_description and SiteImage(title="x").default_alt_text == ""
    for name, text in both.items():
        wrong = SiteImage(title="x", is_decorative=True, **{name: text})
        assert wrong.default_alt_text == ""
        with pytest.raises(ValidationError) as told:
            wrong.clean()
        assert list(told.value.message_dict) == ["is_decorative"]
    SiteImage(title="x", is_decorative=True).clean()
    described.clean()
