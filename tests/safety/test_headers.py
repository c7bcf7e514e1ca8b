"""Headers of every kind of answer, and the cookies that visitors are not given."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from wagtail.models import Site

from astra_site.safety import policies
from astra_site.safety.middleware import SafetyHeadersMiddleware

pytestmark = pytest.mark.django_db

PUBLIC_CSP = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PUBLIC = ["/", "/en/", "/mreze/", "/en/networks/", "/organizacije/", "/nema-ovoga/", "/en/nema-ovoga/"]
OTHERS = [
    *("/izlaz/", "/networks/", "/en", "/robots.txt", "/sitemap.xml", "/health/live/", "/health/ready/"),
    "/.well-known/security.txt",
]


def fail(*args: object) -> None:
    raise RuntimeError("a fault on purpose")


def assert_public(response: HttpResponse) -> None:
    assert response["Content-Security-Policy"] == PUBLIC_CSP
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY"
    assert_always(response)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def assert_always(response: HttpResponse) -> None:
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-DNS-Prefetch-Control"] == "off"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "camera=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("path", PUBLIC + OTHERS)
def test_answer_to_a_visitor_is_protected(client: Client, path: str) -> None:
    assert_public(client.get(path))


@pytest.mark.parametrize("path", PUBLIC)
def test_answer_to_head_and_to_post_is_protected(client: Client, path: str) -> None:
    assert_public(client.head(path))
    assert_public(client.post(path))


def test_fault_is_protected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "find_for_request", fail)
    response = Client(raise_request_exception=False).get("/mreze/")
    assert response.status_code == 500
    assert_public(response)


def test_foreign_host_is_refused_and_protected(client: Client) -> None:
    response = client.get("/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert_public(response)


@override_settings(SECURE_SSL_REDIRECT=True)
def test_redirect_to_https_is_protected(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 301
    assert_public(response)


@override_settings(WHITENOISE_USE_FINDERS=True)
def test_static_file_is_protected() -> None:
    response = Client().get("/static/js/exit.js")
    assert response.status_code == 200
    assert_public(response)
    assert "Access-Control-Allow-Origin" not in response


def test_static_file_that_is_not_there_is_protected(client: Client) -> None:
    assert_public(client.get("/static/nothing.js"))


@pytest.mark.parametrize(
    ("path", "of_the_kind"),
    [
        ("/mreze/", {"Referrer-Policy": "no-referrer"}),
        ("/media/images/a.jpg", {"Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"}),
        ("/admin/", {"Referrer-Policy": "same-origin", "X-Frame-Options": "SAMEORIGIN"}),
    ],
)
def test_every_answer_has_what_protects_it_and_may_say_who_else_reads_its_files(
    path: str, of_the_kind: dict[str, str], rf: RequestFactory
) -> None:
    always = {
        "X-Content-Type-Options": "nosniff",
        "X-DNS-Prefetch-Control": "off",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def answer(**headers: str) -> dict[str, str]:
        response = SafetyHeadersMiddleware(lambda request: HttpResponse("x", headers=headers))(rf.get(path))
        return {name: value for name, value in response.items() if name != "Permissions-Policy"}

    assert answer() == {"Content-Type": "text/html; charset=utf-8", **always, **of_the_kind}
    open_data = {"Cross-Origin-Resource-Policy": "cross-origin"}
    assert answer(**open_data)["Cross-Origin-Resource-Policy"] == "cross-origin"
    # A document that is not packed has no packing; one that is keeps it.
    assert ("Content-Encoding" in answer(**{"Content-Encoding": "None"})) is ("media" not in path)
    assert answer(**{"Content-Encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_each_kind_of_answer_may_do_what_it_needs_and_no_more() -> None:
    nothing, own = ["'none'"], ["'self'"]
    staff = {
        "img-src": ["'self'", "data:", "blob:"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "frame-src": own,
        "frame-ancestors": own,
    }
    assert {**settings.SECURE_CSP, **staff} == policies.STAFF_CSP
    assert {"default-src": nothing, "frame-ancestors": nothing, "sandbox": True} == policies.UPLOAD_CSP
    assert {"default-src": nothing, "frame-ancestors": nothing} == policies.PDF_CSP
    may = policies.permissions_policy({"camera"}).split(", ")
    assert [each for each in may if not each.endswith("=()")] == ["camera=(self)"]
    assert len(may) == len(set(may)) == policies.permissions_policy().count("=()")


def test_a_preview_may_stand_in_the_admin_and_keeps_that_when_the_admin_sends_it(rf: RequestFactory) -> None:
    request = rf.get("/mreze/")
    request.is_preview = True
    response = SafetyHeadersMiddleware(lambda request: HttpResponse("x"))(request)
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response._csp_config == {
        **settings.SECURE_CSP,
        "style-src": ["'self'", "'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
    }
    denied = HttpResponse(headers={"X-Frame-Options": "DENY"})
    assert SafetyHeadersMiddleware(lambda request: denied)(rf.get("/admin/"))["X-Frame-Options"] == "DENY"


def test_upload_can_do_nothing(rf: RequestFactory) -> None:
    def serve(request: HttpRequest) -> HttpResponse:
        return HttpResponse("<script>alert(1)</script>")

    response = SafetyHeadersMiddleware(serve)(rf.get("/media/original_images/a.html"))
    assert response._csp_config == {
        "default-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "sandbox": True,
    }
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/media/nothing.jpg", "/documents/1000000/nothing.pdf"])
def test_the_page_for_a_missing_upload_has_its_styles_and_its_exit(path: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert_public(response)


def test_no_cookie_leaves_whatever_code_set_one(rf: RequestFactory) -> None:
    def careless(request: HttpRequest) -> HttpResponse:
        response = HttpResponse()
        response.set_cookie("visitor", "1")
        return response

    assert not SafetyHeadersMiddleware(careless)(rf.get("/mreze/")).cookies
    assert SafetyHeadersMiddleware(careless)(rf.get("/admin/")).cookies


def test_editor_is_served_as_any_visitor(admin_client: Client) -> None:
    assert_public(admin_client.get("/mreze/"))


def test_admin_has_its_own_policy(client: Client) -> None:
    response = client.get("/admin/login/")
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "same-origin"
    assert_always(response)


def test_null_origin_is_refused_and_that_of_the_site_accepted() -> None:
    client = Client(enforce_csrf_checks=True)
    token = client.get("/admin/login/").cookies["csrftoken"].value
    form = {"username": "nobody", "password": "nothing", "csrfmiddlewaretoken": token}
    assert client.post("/admin/login/", form, headers={"Origin": "null"}).status_code == 403
    assert client.post("/admin/login/", form, headers={"Origin": "http://testserver"}).status_code == 200


def test_preview_may_stand_in_a_frame_of_the_admin(admin_client: Client) -> None:
    page = Site.objects.get(is_default_site=True).root_page
    response = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["/pomoc/", "/bezbedno-koriscenje/", "/en/help/", "/en/safe-browsing/"])
def test_no_browser_is_to_keep_the_pages_for_who_looks_for_help(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


def test_other_pages_of_text_may_be_kept(client: Client) -> None:
    assert "no-store" not in client.get("/privatnost/").get("Cache-Control", "")
