"""The manual's pages in the admin: contents with search, a chapter, a picture."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from astra_site import languages
from astra_site.admin_page import admin_page
from astra_site.manual import finding, guides
from astra_site.manual.rendering import in_alphabet
from astra_site.manual.rendering import render as rendered


def contents(request: HttpRequest) -> HttpResponse:
    """Show the chapters of all guides, or those in which the words of a search stand."""
    language = languages.active()
    query = request.GET.get("q", "").strip()
    context = {
        "guides": [
            {"guide": guide, "introduction": rendered(guide.introduction, language)}
            for guide in guides.guides(language)
        ],
        "query": query,
        "found": finding.find(query, language) if query else [],
    }
    return render(request, "admin/manual/contents.html", {**admin_page(_("Manual"), "help"), **context})


def chapter(request: HttpRequest, key: str) -> HttpResponse:
    """Show one chapter, and what comes before and after it."""
    language = languages.active()
    everything = list(guides.chapters(language))
    place = next((number for number, found in enumerate(everything) if found.key == key), None)
    if place is None:
        raise Http404
    shown = everything[place]
    context = {
        "chapter": shown,
        "text": rendered(shown.text, language),
        "before": everything[place - 1] if place else None,
        "after": everything[place + 1] if place + 1 < len(everything) else None,
    }
    start = {"url": reverse("manual:contents"), "label": _("Manual")}
    title = in_alphabet(shown.title)
    page = admin_page(title, "help", start, {"url": "", "label": title})
    return render(request, "admin/manual/chapter.html", {**page, **context})


def picture(_request: HttpRequest, name: str) -> FileResponse:
    """Answer with a picture of the manual; the address takes plain names only, so none leads elsewhere."""
    path = settings.MANUAL_DIR / "images" / name
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), headers={"Cache-Control": "private, max-age=3600"})
