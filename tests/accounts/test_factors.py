"""The pages of one's factors: each way on that is open, and each that is not."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from astra_site.accounts.factors import codes, passkeys
from astra_site.accounts.models import AuditEntry, User
from tests.accounts.conftest import PASSWORD, code_of, give_code, give_password, wrong_code

HOME = "/admin/"
Give = Callable[[User], User]


def new_passkey(person: User, name: str) -> Authenticator:
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user=person, type="webauthn", data=data)


@pytest.fixture
def passkey(person: User, monkeypatch: pytest.MonkeyPatch) -> Authenticator:
    """A passkey of hers; what a browser shows of it is right when it is the word “right”."""
    made = Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "ključ", "credential": {}}
    )

    def check(person: User, answer: str) -> Authenticator:
        if answer != "right":
            raise ValidationError("Ovaj ključ nije prepoznat.", code="wrong")
        return made

    monkeypatch.setattr(passkeys, "question", lambda person: '{"question": 1}')
    monkeypatch.setattr(passkeys, "check", check)
    return made


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def where(client: Client, name: str, query: str = "?next=/admin/images/") -> str:
    answer = client.get(f"{reverse(name)}{query}")
    return answer.headers.get("Location", str(answer.status_code))


@pytest.mark.parametrize(
    ("name", "stranger", "by_password", "with_factor", "inside"),
    [
        ("second_factor", "login", "enrol", "200", "/admin/images/"),
        ("confirm", "login", "second_factor", "second_factor", "200"),
        ("enrol", "login", "200", "403", "200"),
        ("recovery_codes", "login", "second_factor", "second_factor", "/admin/images/"),
    ],
)
def test_each_page_at_the_door_leads_on_by_what_was_shown(
    name: str, stranger: str, by_password: str, with_factor: str, inside: str,
    client: Client, person: User, with_app: Give,
) -> None:  # fmt: skip
    seen = [where(client, name)]
    give_password(client, person.username)
    seen.append(where(client, name))
    with_app(person)
    seen.append(where(client, name))
    give_code(client, code_of())
    seen.append(where(client, name))

    for found, expected in zip(seen, (stranger, by_password, with_factor, inside), strict=True):
        names = {"login": "wagtailadmin_login", "enrol": "enrol", "second_factor": "second_factor"}
        address = reverse(names[expected]) if expected in names else expected
        # What somebody wanted goes with her, but past the codes, which nobody asks for by an address.
        is_past_the_codes = name == "recovery_codes" and expected == "second_factor"
        goes_on = "" if is_past_the_codes or expected not in names else "?next=%2Fadmin%2Fimages%2F"
        assert found == f"{address}{goes_on}", expected


def test_a_passkey_lets_in_and_another_one_is_noted_and_told(
    client: Client, person: User, passkey: Authenticator
) -> None:
    give_password(client, person.username)
    AuditEntry.objects.all().delete()
    page = client.get(reverse("second_factor"), {"next": "/admin/pages/"})
    assert page.context["passkey_question"] == '{"question": 1}'
    assert '<input type="hidden" name="next" value="/admin/pages/">' in page.text

    refused = client.post(reverse("second_factor"), {"credential": "other", "next": "/admin/images/"})
    assert refused.context["problem"] == "Ovaj ključ nije prepoznat."
    assert refused.context["next"] == "/admin/images/"
    let_in = client.post(reverse("second_factor"), {"credential": "right", "next": "/admin/images/"})

    assert let_in["Location"] == "/admin/images/" and "device" in let_in.cookies
    assert actions() == ["code_failed", "login"]
    assert AuditEntry.objects.latest("pk").about == "Pristupni ključ"


def test_who_has_no_passkey_is_asked_for_none(client: Client, person: User, with_app: Give) -> None:
    with_app(person)
    give_password(client, person.username)

    assert client.get(reverse("second_factor")).context["passkey_question"] == ""
    # Whatever a form sends in its place.
    answer = client.post(reverse("second_factor"), {"credential": "right", "code": wrong_code()})
    assert answer.context["form"].errors and not answer.context["problem"]


def test_a_code_may_be_written_with_blanks_and_hyphens_and_a_recovery_code_too(
    person: User, with_app: Give, rf
) -> None:
    with_app(person)
    (recovery, *_others) = codes.make_recovery_codes(person)
    assert codes.number_of_recovery_codes(person) == 10

    assert codes.check(rf.post("/"), person, f"{recovery[:5]}-{recovery[5:]}").type == "recovery_codes"
    assert codes.number_of_recovery_codes(person) == 9
    used = Authenticator.objects.get(user=person, type="recovery_codes")
    assert used.last_used_at is not None
    assert codes.check(rf.post("/"), person, code_of()).type == "totp"


def test_new_codes_are_shown_noted_and_void_those_of_before(inside: Client, person: User) -> None:
    old = codes.make_recovery_codes(person)
    AuditEntry.objects.all().delete()

    answer = inside.post(reverse("second_factors"), {"make_codes": ""})

    assert answer["Location"] == reverse("recovery_codes") and actions() == ["codes_made"]
    shown = [code.replace(" ", "") for code in inside.get(answer["Location"]).context["codes"]]
    assert len(shown) == 10 and not set(shown) & set(old)
    # Until she says that she has kept them.
    assert inside.get(answer["Location"]).status_code == 200
    assert inside.post(answer["Location"], {"next": "/admin/images/"})["Location"] == "/admin/images/"
    assert inside.get(answer["Location"])["Location"] == HOME


def test_one_of_two_factors_is_removed_and_its_codes_let_nobody_in(
    inside: Client, person: User, passkey: Authenticator
) -> None:
    other = Client()
    give_password(other, person.username)
    other.post(reverse("second_factor"), {"credential": "right"})
    page = inside.get(reverse("second_factors"))
    assert [factor.pk for factor in page.context["factors"]] == [
        Authenticator.objects.get(type="totp").pk, passkey.pk,
    ]  # fmt: skip
    AuditEntry.objects.all().delete()

    answer = inside.post(reverse("second_factors"), {"remove": str(passkey.pk)}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["Uklonjeno."]
    assert not Authenticator.objects.filter(pk=passkey.pk).exists()
    assert AuditEntry.objects.get().about == "Pristupni ključ" and actions() == ["factor_removed"]
    assert (inside.get(HOME).status_code, other.get(HOME).status_code) == (200, 302)


@pytest.mark.parametrize("which", ["another's", "the only one", "no number", "9" * 19, "the codes"])
def test_no_other_factor_is_removed(
    which: str, inside: Client, person: User, owner: User, with_app: Give
) -> None:
    codes.make_recovery_codes(person)
    with_app(owner)
    factor = {
        "another's": Authenticator.objects.get(user=owner),
        "the only one": Authenticator.objects.get(user=person, type="totp"),
        "the codes": Authenticator.objects.get(user=person, type="recovery_codes"),
    }.get(which)
    AuditEntry.objects.all().delete()

    answer = inside.post(
        reverse("second_factors"), {"remove": str(factor.pk) if factor else which}, follow=True
    )

    assert Authenticator.objects.count() == 3 and not actions()
    told = [str(message) for message in answer.context["messages"]]
    assert len(told) == (which == "the only one")


def test_a_first_factor_lets_in_and_a_second_one_only_joins_it(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(request: object, person: User, answer: str) -> Authenticator:
        return Authenticator.objects.create(
            user=person, type="webauthn", data={"name": answer, "credential": {}}
        )

    monkeypatch.setattr(passkeys, "add", add)
    give_password(client, person.username)
    AuditEntry.objects.all().delete()
    client.get(reverse("enrol"))

    first = client.post(reverse("enrol"), {"credential": "1", "next": "/admin/images/"})

    assert first["Location"] == f"{reverse('recovery_codes')}?next=%2Fadmin%2Fimages%2F"
    assert "device" in first.cookies and client.get(HOME).status_code == 200
    assert actions() == ["factor_added", "login"]
    kept = codes.number_of_recovery_codes(person)
    client.post(reverse("recovery_codes"))
    client.post(reverse("enrol"), {"credential": "2"})
    assert actions() == ["factor_added", "login", "factor_added"]
    # The codes that she has printed stay good.
    assert codes.number_of_recovery_codes(person) == kept == 10
    assert client.get(reverse("recovery_codes")).status_code == 302


def test_an_owner_who_skipped_the_factor_confirms_by_her_password_and_may_add_one(
    client: Client, owner: User, settings
) -> None:
    settings.IS_LOCAL = settings.SECOND_FACTOR_MAY_BE_SKIPPED = True
    give_password(client, owner.username)
    client.post(reverse("skip_second_factor"))
    AuditEntry.objects.all().delete()

    wrong = client.post(reverse("confirm"), {"password": "ovo-nije-njena-lozinka"})
    assert wrong.context["form"].errors and not actions()
    assert client.post(reverse("confirm"), {"password": PASSWORD}).status_code == 302
    assert actions() == ["confirmed"]
    # She is in: there is nothing to skip any more.
    assert not client.get(reverse("enrol")).context["may_skip"]


@pytest.mark.parametrize(
    "allowed", [{"IS_LOCAL": True}, {"SECOND_FACTOR_MAY_BE_SKIPPED": True}], ids=lambda allowed: [*allowed][0]
)
def test_one_of_two_settings_is_not_enough_to_skip_it(
    allowed: dict[str, bool], client: Client, owner: User, settings
) -> None:
    settings.IS_LOCAL = settings.SECOND_FACTOR_MAY_BE_SKIPPED = False
    for name, value in allowed.items():
        setattr(settings, name, value)
    give_password(client, owner.username)

    assert client.post(reverse("skip_second_factor")).status_code == 403


def test_the_page_of_a_reset_says_whose_factor_it_is_and_that_of_nobody_is_not_found(
    client: Client, owner: User, person: User
) -> None:
    client.force_login(owner)

    assert "urednica-vesna" in client.get(reverse("reset_factors", args=[person.pk])).context["heading"]
    assert client.post(reverse("reset_factors", args=[0])).status_code == 404
    answer = client.post(reverse("reset_factors", args=[person.pk]), follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "„urednica-vesna” pri sledećoj prijavi podešava nov drugi korak."
    ]
