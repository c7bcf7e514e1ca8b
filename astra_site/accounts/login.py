"""How staff log in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

TOO_MANY = _("Too many wrong tries. Wait five minutes, then try again.")
ANOTHER_WAY = _(
    "If it was not you who tried: choose “Forgotten password?”, then open the link of the mail here; "
    "after that this browser has tries of its own."
)


class LoginForm(WagtailLoginForm):
    """Wagtail's form; its password has no label, so that its English name was shown in every language.

    What Wagtail writes into the empty fields says the same as their labels, and is cut off on a telephone.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label
        # A session ends after half an hour without work, whatever one ticks; without this, with the browser.
        del self.fields["remember"]
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def get_invalid_login_error(self) -> ValidationError:
        """Return why she is not let in; known and unknown names hear the same."""
        if getattr(self.request, "had_too_many_tries", False):
            has_mail = getattr(settings, "WAGTAIL_PASSWORD_RESET_ENABLED", True)
            return ValidationError([TOO_MANY, ANOTHER_WAY] if has_mail else [TOO_MANY])
        return super().get_invalid_login_error()

    def confirm_login_allowed(self, user: Any) -> None:
        """Tell whoever has no role yet what to do; inside there would be nothing for her.

        Raises:
            ValidationError: with whom to ask.
        """
        super().confirm_login_allowed(user)
        if not user.has_perm("wagtailadmin.access_admin"):
            message = _("Your account has no role yet, so there is nothing to open. Ask an administrator.")
            raise ValidationError(message, code="no_role")
