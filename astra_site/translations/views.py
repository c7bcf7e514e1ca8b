"""One translated field: what changed in the Serbian, both texts, and what a person decides."""

import re
from difflib import SequenceMatcher

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request

from astra_site.accounts import rights
from astra_site.admin_page import admin_page
from astra_site.languages.normalised import readable
from astra_site.translations.decisions import LOG_ACTIONS, CannotDecideError, decide, may_decide
from astra_site.translations.field_urls import field_url
from astra_site.translations.models import FieldTranslation
from astra_site.translations.roots import values

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")


def word_changes(before: str, after: str) -> SafeString:
    """Return `after` with the words that are new since `before`, and those that went, marked.

    Not Wagtail's diff_text: it passes over words of up to four letters, which numbers are as well.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    parts = []
    for change, start, end, new_start, new_end in _matcher(old, new).get_opcodes():
        if change == "equal":
            parts.append(conditional_escape("".join(new[new_start:new_end])))
            continue
        for tag, words in (("del", old[start:end]), ("ins", new[new_start:new_end])):
            if words:
                parts.append(format_html("<{0}>{1}</{0}>", tag, "".join(words)))
    return format_html_join("", "{}", ((part,) for part in parts))


def _matcher(old: list[str], new: list[str]) -> SequenceMatcher:
    return SequenceMatcher(str.isspace, old, new, autojunk=False)


def field_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a translator needs to know of one field as it is published."""
    if not rights.may_edit_translations(request.user):
        raise PermissionDenied
    row = get_object_or_404(
        FieldTranslation.objects.select_related("root_type", "owner_type", "decided_by"), pk=pk
    )
    field = capfirst(row.field_label)
    owner = row.owner_type.get_object_for_this_type(pk=row.owner_id)
    _source, target = values(owner, row.field)
    has_changed = bool(row.confirmed_text) and row.confirmed_text != row.source_text
    steps = (
        {"url": reverse("translations:overview"), "label": _("Translations")},
        {"url": "", "label": row.label, "sublabel": field},
    )
    context = {
        **admin_page(row.label, "globe", *steps, subtitle=field),
        "row": row,
        "target_text": readable(target),
        "changes": word_changes(row.confirmed_text, row.source_text) if has_changed else "",
        "edit_url": field_url(row),
        "may_decide": row.root is not None and may_decide(request.user, row.root),
    }
    return render(request, "admin/translations/field.html", context)


@require_POST
def decide_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a decision and go back to where it was made."""
    row = get_object_or_404(FieldTranslation, pk=pk)
    decision = request.POST.get("decision", "")
    if decision not in LOG_ACTIONS or row.root is None or not may_decide(request.user, row.root):
        raise PermissionDenied
    try:
        decided = decide(pk, decision, request.user, request.POST.get("source", ""))
    except CannotDecideError as error:
        messages.error(request, str(error))
    else:
        text = _("%(name)s, %(field)s: %(state)s")
        names = {"name": decided.label, "field": decided.field_label, "state": decided.get_state_display()}
        messages.success(request, text % names)
    back = get_valid_next_url_from_request(request)
    return redirect(back or reverse("translations:field", args=(pk,)))
