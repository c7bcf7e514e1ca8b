"""What each role may do, in a sentence for those who give it."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from astra_site.accounts.models import Role

MAY: dict[str, str | Promise] = {
    Role.Key.EDITORS: _(
        "writes and changes pages, organisations and members and submits them; publishes nothing herself"
    ),
    Role.Key.MODERATORS: _(
        "all that editors do; approves, publishes, schedules, takes off the site; hotlines, redirects, footer"
    ),
    Role.Key.TRANSLATORS: _("changes English texts only, and submits them"),
    Role.Key.SAFETY: _(
        "the page on safe browsing, where the exit leads, showing a secret place again; nothing else"
    ),
    Role.Key.ADMINISTRATORS: _("everything, accounts and roles too; not the chief administrator’s account"),
}


def described(group: Group) -> str:
    """Return the name of a group with what it may do; a group of somebody's own has its name alone."""
    role: Role | None = getattr(group, "role", None)
    may = MAY.get(role.key) if role else None
    return format_html("<b>{}</b>: {}", group.name, may) if may else group.name


def names(groups: Iterable[Group]) -> str:
    """Return the names of groups in one line."""
    return ", ".join(sorted(group.name for group in groups))
