"""Redirects lead to this site, or to another one that an owner has allowed."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.db import models
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Site


def validate_hosts(text: str) -> None:
    """Take names of hosts, one a line.

    Raises:
        ValidationError: a line is something else.
    """
    for host in text.split():
        try:
            DomainNameValidator(accept_idna=False)(host)
        except ValidationError as error:
            message = _("“%(host)s” is no name of a site, such as astra.org.rs")
            raise ValidationError(message, code="host", params={"host": host}) from error


@register_setting(icon="redirect")
class RedirectSettings(BaseGenericSetting):
    """Where redirects may lead. A right to change it does not exist, so owners alone do."""

    other_hosts = models.TextField(
        _("other sites"),
        blank=True,
        validators=[validate_hosts],
        help_text=_(
            "Names without https, one a line, such as astra.org.rs. Redirects lead to no other sites."
        ),
    )

    class Meta:
        verbose_name = _("redirects to other sites")
        default_permissions = ()


def may_lead_to(url: str) -> bool:
    """Tell whether a redirect may lead to `url`."""
    if url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return True
    own = {urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc, *Site.objects.values_list("hostname", flat=True)}
    others = RedirectSettings.objects.values_list("other_hosts", flat=True)
    return url_has_allowed_host_and_scheme(
        url, own | {host for text in others for host in text.lower().split()}
    )


def validate_destination(url: str) -> None:
    """Refuse a redirect to a site that nobody has allowed.

    Raises:
        ValidationError: with who may allow it.
    """
    if not may_lead_to(url):
        message = _(
            "Redirects lead to this site only, and to those that an owner has allowed under Settings,"
            " “Redirects to other sites”."
        )
        raise ValidationError(message, code="other_site")


# Wagtail's form, its import and its views all ask the field.
Redirect._meta.get_field("redirect_link").validators.append(validate_destination)
