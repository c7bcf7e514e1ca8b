"""Of an uploaded picture nothing stays but what is seen; what is damaged or too large is refused."""

import random
import struct
from io import BytesIO
from itertools import product

import pytest
from PIL import Image

from astra_site.uploads.reencoding import TooLargePicture, UnreadablePicture, reencode
from tests.uploads import pictures
from tests.uploads.pictures import FORMATS, animation, drawing, opened, saved, telltale

# Pillow warns of damaged tags and of many pixels; both are what these tests are about.
pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning", "ignore::PIL.Image.DecompressionBombWarning")

MOVING = ("gif", "png", "webp", "avif")


def drawn_anew(data: bytes) -> bytes:
    return reencode(BytesIO(data))


@pytest.mark.parametrize("extension", FORMATS)
def test_no_tag_and_nothing_behind_the_picture_stays(extension: str) -> None:
    before = telltale(extension)
    assert [trace for trace in pictures.TRACES if trace in before]
    after = drawn_anew(before)
    assert not [trace for trace in pictures.TRACES if trace in after]
    picture = opened(after)
    assert picture.format == FORMATS[extension]
    assert not dict(picture.getexif())
    assert not {"comment", "xmp", "exif", "photoshop", "Author", "XML:com.adobe.xmp"} & set(picture.info)


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_the_colour_profile_stays(extension: str) -> None:
    assert opened(drawn_anew(telltale(extension))).info["icc_profile"] == pictures.profile()


def test_a_profile_that_nothing_can_read_goes() -> None:
    data = saved(drawing(), "jpg", icc_profile=b"no profile" * 20)
    assert "icc_profile" not in opened(drawn_anew(data)).info


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_a_picture_on_its_side_stands_upright(extension: str) -> None:
    picture = opened(drawn_anew(telltale(extension, pictures.ON_ITS_SIDE))).convert("L")
    assert picture.size == (16, 24)
    # The dark left half is above, once the picture is turned to the right.
    assert picture.getpixel((8, 4)) < 100 < picture.getpixel((8, 20))


def test_a_scan_of_sixteen_bits_a_point_is_as_dark_as_it_was() -> None:
    scan = Image.new("I;16", (8, 8), 20_000)
    drawn = opened(drawn_anew(saved(scan, "png"))).convert("L")
    assert drawn.getextrema() == (20_000 // 256, 20_000 // 256)


@pytest.mark.parametrize("extension", MOVING)
def test_an_animation_goes_on_moving(extension: str) -> None:
    picture = opened(drawn_anew(animation(extension)))
    assert picture.n_frames == 3  # type: ignore[attr-defined]
    picture.seek(1)
    picture.load()
    assert picture.info["duration"] == 80
    assert picture.convert("RGB").getpixel((4, 4))[0] == pytest.approx(40, abs=8)  # type: ignore[index]


def test_a_large_picture_with_a_palette_is_made_smaller_too() -> None:
    for mode in ("P", "1"):
        drawn = opened(drawn_anew(saved(drawing((2000, 1000)).convert(mode), "png")))
        assert drawn.size == (1920, 960), mode


@pytest.mark.parametrize("mode", ["P", "1", "L", "RGB"])
def test_a_small_picture_keeps_its_kind_of_colours(mode: str) -> None:
    assert opened(drawn_anew(saved(drawing(mode=mode), "png"))).mode == mode


def test_transparency_stays() -> None:
    for mode in ("RGBA", "LA", "P"):
        image = Image.new("RGBA", (8, 8), (200, 40, 40, 0)).convert(mode)
        found = opened(drawn_anew(saved(image, "png"))).convert("RGBA")
        assert found.getpixel((3, 3))[3] == 0, mode  # type: ignore[index]


def test_printers_colours_become_those_of_screens() -> None:
    found = opened(drawn_anew(saved(drawing(mode="CMYK"), "jpg")))
    assert found.mode == "RGB"
    assert found.getpixel((20, 8)) == pytest.approx((255, 255, 255), abs=6)


def of_a_printer() -> bytes:
    """Return a colour profile of printer's colours, whose cyan is a middle grey."""
    corners = product((0, 1), repeat=4)
    colours = b"".join(bytes([0 if black else 255 - 127 * cyan, 128, 128]) for cyan, _m, _y, black in corners)
    as_it_is = bytes(range(256))
    identity = b"".join(struct.pack(">i", 65536 * (place % 4 == 0)) for place in range(9))
    table = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + identity + as_it_is * 4 + colours + as_it_is * 3
    head = struct.pack(">I4sI4s4s4s", 144 + len(table), bytes(4), 0x02100000, b"prtr", b"CMYK", b"Lab ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">III", 0xF6D6, 0x10000, 0xD32D) + bytes(48)
    return head + struct.pack(">I4sII", 1, b"A2B0", 144, len(table)) + table


def test_printers_colours_go_by_their_profile_and_lose_it() -> None:
    cyan = Image.new("CMYK", (8, 8), (255, 0, 0, 0))
    assert opened(drawn_anew(saved(cyan, "jpg"))).getpixel((4, 4)) == pytest.approx((0, 255, 255), abs=6)
    found = opened(drawn_anew(saved(cyan, "jpg", icc_profile=of_a_printer())))
    assert found.mode == "RGB" and "icc_profile" not in found.info
    assert found.getpixel((4, 4)) == pytest.approx((119, 119, 119), abs=8)


def test_of_a_telephones_double_picture_the_first_is_kept() -> None:
    file = BytesIO()
    drawing().save(file, "MPO", save_all=True, append_images=[drawing((12, 8))])
    picture = opened(drawn_anew(file.getvalue()))
    assert (picture.format, picture.size) == ("JPEG", (24, 16))


def test_as_many_frames_as_allowed() -> None:
    assert opened(drawn_anew(animation("gif", 100))).n_frames == 100  # type: ignore[attr-defined]
    with pytest.raises(TooLargePicture):
        drawn_anew(animation("gif", 101))


def test_pixels_of_all_frames_count_together() -> None:
    with pytest.raises(TooLargePicture):
        drawn_anew(saved(Image.new("1", (4001, 3000)), "png"))
    # Of a JPEG only a part is read, so it may have twice as many.
    assert max(opened(drawn_anew(saved(Image.new("L", (4001, 3000)), "jpg"))).size) == 1920
    with pytest.raises(TooLargePicture):
        drawn_anew(animation("gif", 7, (2000, 2000)))


@pytest.mark.parametrize("size", [(11_000, 11_000), (16_000, 16_000)])
def test_a_small_file_of_very_many_pixels_is_not_drawn(size: tuple[int, int]) -> None:
    bomb = saved(Image.new("1", size), "png")
    assert len(bomb) < 50_000
    with pytest.raises(TooLargePicture):
        drawn_anew(bomb)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        drawn_anew(data)


@pytest.mark.parametrize("name", ["BMP", "TIFF", "ICO", "PPM"])
def test_other_formats_are_refused(name: str) -> None:
    file = BytesIO()
    drawing().save(file, name)
    with pytest.raises(UnreadablePicture):
        drawn_anew(file.getvalue())


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return `data` cut off, with bytes changed, or with a piece of it put somewhere else."""
    spoiled = bytearray(data)
    kind = chance.randrange(3)
    if kind == 0:
        return bytes(spoiled[: chance.randrange(len(spoiled))])
    if kind == 1:
        for _ in range(chance.randrange(1, 12)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        return bytes(spoiled)
    start, length = chance.randrange(len(spoiled)), chance.randrange(1, 40)
    return bytes(spoiled[:start] + spoiled[start + length :] + spoiled[start : start + length])


@pytest.mark.parametrize("extension", FORMATS)
def test_a_damaged_picture_is_drawn_or_refused_and_nothing_else(extension: str) -> None:
    chance = random.Random(f"astra-{extension}")
    whole = [telltale(extension), animation(extension) if extension in MOVING else telltale(extension, 6)]
    refused = 0
    for _ in range(120):
        data = damaged(chance.choice(whole), chance)
        try:
            after = drawn_anew(data)
        except (UnreadablePicture, TooLargePicture):
            refused += 1
        else:
            assert not [trace for trace in pictures.TRACES if trace in after]
    assert 20 < refused < 120
