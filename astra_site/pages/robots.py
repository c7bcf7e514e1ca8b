"""robots.txt."""

from django.http import HttpRequest, HttpResponse

from astra_site.caching import cacheable
from astra_site.pages.alternates import root_url


def robots(request: HttpRequest) -> HttpResponse:
    """Answer with robots.txt: everything may be read, the admin asks not to be."""
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {root_url(request)}/sitemap.xml", ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    cacheable.mark(request, response)
    return response
