"""A new password by the link in a mail. Whoever has the mail makes her browser one that is known.

So strangers who use up the tries of new browsers keep her out of none: what they lack is her mail.
"""

from typing import Any

from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlsafe_base64_decode
from wagtail.admin.views.account import PasswordResetConfirmView

from astra_site.accounts import throttle
from astra_site.accounts.login import TOO_MANY
from astra_site.accounts.models import User

_by_link = PasswordResetConfirmView.as_view()


def by_link(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Take the new password; after that the browser has tries of its own."""
    response = _by_link(request, uidb64=uidb64, token=token)
    if request.method == "POST" and response.status_code == 302:
        person = User.objects.get(pk=urlsafe_base64_decode(uidb64).decode())
        throttle.remember_device(request, response, person.get_username())
    return response


class CountedPasswordChangeForm(PasswordChangeForm):
    """The form in one's own account: who finds an open session must not guess the password in it."""

    def clean_old_password(self) -> Any:
        """Compare it.

        Raises:
            ValidationError: it is wrong, or there were too many wrong ones.
        """
        tried = throttle.note(None, "old password", self.user.get_username())
        if tried is None:
            raise ValidationError(TOO_MANY, code="too_many")
        old = super().clean_old_password()
        tried.was_right()
        return old
