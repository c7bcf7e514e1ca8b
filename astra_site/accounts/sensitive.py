"""What somebody who finds an open session must not do: before it, everybody confirms who she is."""

from django.http import HttpRequest

NAMESPACES = {"wagtailusers_users", "wagtailusers_groups", "wagtailsettings", "wagtailsites"}
NAMES = {"second_factors", "reset_factors"}
# One's own account, where the address stands to which the link of a new password goes.
ACCOUNT, ADDRESS = "wagtailadmin_account", "name_email-email"
# Wagtail's reports and lists export with this; the domain's own exports are marked by `exports`.
EXPORT = "export"


def is_sensitive(request: HttpRequest) -> bool:
    """Tell whether this is about users, roles, factors or settings, or takes data out."""
    match = request.resolver_match
    if match is None:
        return False
    is_of_users = match.url_name == "wagtail_bulk_action" and match.kwargs.get("model_name") == "user"
    return (
        bool(NAMESPACES & set(match.namespaces))
        or match.url_name in NAMES
        or is_of_users
        or _gives_another_address(request)
        or is_export(request)
    )


def _gives_another_address(request: HttpRequest) -> bool:
    match = request.resolver_match
    is_own = bool(match and match.url_name == ACCOUNT) and ADDRESS in request.POST
    return is_own and request.POST[ADDRESS].strip() != getattr(request.user, "email", "")


def is_export(request: HttpRequest) -> bool:
    """Tell whether this takes data out as a file."""
    match = request.resolver_match
    return bool(request.GET.get(EXPORT)) or bool(
        match and match.url_name and match.url_name.startswith(EXPORT)
    )
