"""What a hotline must say of itself, and what visitors and staff are told of it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from astra_site.safety.gaps import gaps
from astra_site.safety.models import ChosenHotline, Hotline

pytestmark = pytest.mark.django_db

GOOD = {
    "name_sr_latn": "Linija",
    "number": "011 785 0000",
    "dial_string": "+381117850000",
    "subject": "trafficking",
    "confidence": "confirmed",
    "source_url": "https://astra.rs/",
}


@pytest.mark.parametrize(
    ("number", "dial_string"),
    [
        ("116 000", "116000"),
        ("0800 300 339", "0800300339"),
        ("+381 11 785 0000", "+381117850000"),
        ("011 785 0000", "+381117850000"),
    ],
)
def test_a_number_may_be_written_as_people_write_it(number: str, dial_string: str) -> None:
    Hotline(**{**GOOD, "number": number, "dial_string": dial_string}).full_clean()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("dial_string", {"dial_string": "+381117850001"}),
        ("dial_string", {"number": "116 000", "dial_string": "116111"}),
        ("dial_string", {"number": "02", "dial_string": "+381117850002"}),
        ("dial_string", {"dial_string": "tel:116000"}),
        ("from_abroad", {"from_abroad": "011 785 0000"}),
        ("source_url", {"source_url": ""}),
        ("verified_on", {"verified_on": timezone.localdate() + datetime.timedelta(days=2)}),
        ("confidence", {"confidence": ""}),
        ("subject", {"subject": "weather"}),
    ],
)
def test_a_wrong_fact_is_refused_at_its_field(field: str, wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as error:
        Hotline(**{**GOOD, **wrong}).full_clean()
    assert list(error.value.message_dict) == [field]


def test_a_missing_number_to_dial_is_not_called_another_one_besides() -> None:
    with pytest.raises(ValidationError) as error:
        Hotline(**{**GOOD, "dial_string": ""}).full_clean()
    ((field, messages),) = error.value.message_dict.items()
    assert (field, len(messages)) == ("dial_string", 1)


@pytest.mark.parametrize("confidence", ["old", "unconfirmed", ""])
def test_a_number_that_nobody_stands_for_is_printed_nowhere(confidence: str, client: Client) -> None:
    for hotline in Hotline.objects.filter(subject="violence"):
        hotline.confidence = confidence
        hotline.save()
    for path in ("/pomoc/", "/en/help/", "/mreze/zene-protiv-nasilja/", "/bezbedno-koriscenje/"):
        html = client.get(path).text
        assert "0800 300 339" not in html
        assert "tel:0800300339" not in html


def test_what_is_unknown_is_left_out_for_visitors_and_said_to_staff(client: Client) -> None:
    hotline = Hotline.objects.get(subject="danger")
    assert hotline.anonymous == "unknown"
    card = client.get("/pomoc/").text.split(">192</a></p>")[1].split('class="hotline"')[0]
    assert "Radi:" in card
    assert "ostanete anonimni" not in card
    with translation.override("sr-latn"):
        (gap,) = [gap for gap in gaps() if gap.name.startswith("192")]
    assert gap.detail.startswith("nije poznato: cena poziva, jezici na kojima se razgovara, da li poziv može")
    assert gap.detail.endswith(", provereno")


def test_what_is_known_is_told_to_visitors(client: Client) -> None:
    hotline = Hotline.objects.get(subject="trafficking")
    hotline.anonymous, hotline.spoken_languages_sr_latn = "yes", "srpski i engleski"
    hotline.save()
    page = client.get("/pomoc/").text
    assert "Možete da ostanete anonimni." in page
    assert "Jezici: srpski i engleski" in page
    assert 'href="tel:+381117850000">+381 11 785 0000</a>' in page


def test_a_line_is_shown_where_it_is_asked_for_and_not_elsewhere(client: Client) -> None:
    def numbers(path: str) -> set[str]:
        main = client.get(path).text.split("<main", 1)[1].split("</main>")[0]
        return {number for number in ("116000", "0800300339", "116111") if f'"tel:{number}"' in main}

    assert numbers("/mreze/zene-protiv-nasilja/") == {"0800300339"}
    assert numbers("/en/networks/women-against-violence-network/") == {"0800300339"}
    assert numbers("/mreze/missing-children-europe/") == {"116000"}
    assert numbers("/pomoc/") == {"116000", "0800300339", "116111"}


def test_staff_are_told_first_when_no_page_says_whom_to_call(admin_client: Client) -> None:
    assert "koga da se pozove" not in admin_client.get(reverse("wagtailadmin_home")).text
    ChosenHotline.objects.all().delete()
    with translation.override("sr-latn"):
        assert gaps()[0].name == "Ni na jednoj stranici ne piše koga da se pozove"
    page = admin_client.get(reverse("wagtailadmin_home")).text
    assert "koga da se pozove" in page or "whom to call" in page
    # From there it is one step to the lines.
    assert reverse("wagtailsnippets_safety_hotline:list") in page
