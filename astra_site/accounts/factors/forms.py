"""The forms at the door."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from astra_site.accounts import sessions, throttle
from astra_site.accounts.factors import codes, guessing
from astra_site.accounts.login import TOO_MANY

_WRONG_CODE = _("This code is wrong, or was used already. Wait for the next one and try again.")


def _code_field(help_text: Any) -> forms.CharField:
    attributes = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "autocapitalize": "off",
        "spellcheck": "false",
        "autofocus": "",
    }
    return forms.CharField(
        label=_("Your code"), max_length=40, help_text=help_text, widget=forms.TextInput(attrs=attributes)
    )


class CodeForm(forms.Form):
    """Takes a code of an app, or a recovery code."""

    code = _code_field(_("Six digits from your app, or one of your recovery codes."))

    by = ""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Find the factor that the code belongs to.

        Raises:
            ValidationError: there is none, or there were too many wrong codes.
        """
        person: Any = self.request.user
        try:
            found = codes.check(self.request, person, self.cleaned_data["code"])
        except codes.TooManyCodes as error:
            guessing.tell(person)
            raise ValidationError(TOO_MANY, code="too_many") from error
        if found is None:
            guessing.note_wrong_code(person)
            raise ValidationError(_WRONG_CODE, code="wrong")
        self.by = found.type
        return self.cleaned_data["code"]


class NewAppForm(forms.Form):
    """Takes the first code of an app that is being set up."""

    code = _code_field(_("Six digits that the app shows now."))

    def __init__(self, secret: str, *args: Any, **kwargs: Any) -> None:
        self.secret = secret
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        """Find the half minute that the code belongs to.

        Raises:
            ValidationError: the app knows another secret, or another time.
        """
        found = codes.step_of(self.secret, "".join(self.cleaned_data["code"].split()))
        if found is None:
            message = _(
                "This code is wrong. See that the clock of your phone is right, and try the next one."
            )
            raise ValidationError(message, code="wrong")
        self.step = found
        return self.cleaned_data["code"]


class PasswordForm(forms.Form):
    """Takes a password of somebody who has no second factor, on her own machine."""

    password = forms.CharField(
        label=AuthenticationForm.base_fields["password"].label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    by = sessions.SKIPPED

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Compare it.

        Raises:
            ValidationError: it is wrong, or there were too many wrong ones.
        """
        person: Any = self.request.user
        tried = throttle.note(self.request, "password", person.get_username())
        if tried is None:
            raise ValidationError(TOO_MANY, code="too_many")
        if not person.check_password(self.cleaned_data["password"]):
            raise ValidationError(_("This password is wrong."), code="wrong")
        tried.was_right()
        return self.cleaned_data["password"]
