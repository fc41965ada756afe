"""Every answer carries the headers that keep pages private, whatever kind of answer it is."""

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from wagtail.documents import get_document_model

from core.http.policies import EDITING_POLICY, FILE_POLICY, REFUSED_FEATURES, SITE_POLICY
from tests.factories.accounts import UserFactory

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# One address for each way in which an answer can come about.
KINDS = [
    ("/", 200),
    ("/accounts/login/", 200),
    ("/notifications/", 302),
    ("/notifications", 301),
    ("/no-such-page/", 404),
    ("/health/live", 200),
    ("/cms/", 302),
    ("/cms/login/", 302),
    ("/guidance/", 302),
]

pytestmark = pytest.mark.django_db


def policy_of(response: HttpResponseBase) -> dict[str, list[str]]:
    """Return the response's content security policy."""
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sorted(values) for name, *values in parts}


def in_order(policy: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return a policy with its values in the order of policy_of."""
    return {name: sorted(values) for name, values in policy.items()}


def assert_private(response: HttpResponseBase) -> None:
    """The answer has all fixed headers and stays out of every cache."""
    assert {name: response.headers.get(name) for name in FIXED} == FIXED
    assert response["Cache-Control"] == "no-store"
    assert all(f"{name}=()" in response["Permissions-Policy"] for name in REFUSED_FEATURES)
    assert "publickey-credentials-get=(self)" in response["Permissions-Policy"]
    assert "Server" not in response.headers


@pytest.mark.parametrize(("path", "status"), KINDS)
def test_an_answer_to_a_stranger_is_private(client: Client, path: str, status: int) -> None:
    response = client.get(path)
    assert_private(response)
    expected = EDITING_POLICY if path.startswith("/cms/") else SITE_POLICY
    assert policy_of(response) == in_order(expected)
    if path != "/no-such-page/":
        assert response.status_code == status


@pytest.mark.parametrize("path", ["/home/", "/notifications/", "/no-such-page/", "/cms/"])
def test_an_answer_to_a_person_is_private(client: Client, path: str) -> None:
    client.force_login(UserFactory(superuser=True))
    assert_private(client.get(path))


def test_a_refused_host_is_answered_privately(client: Client) -> None:
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert_private(response)


def test_a_forged_form_is_answered_privately() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert response.status_code == 403
    assert_private(response)


def test_a_page_that_fails_is_answered_privately(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.core.canary_urls"
    response = Client(raise_request_exception=False).get("/fail/x/")
    assert response.status_code == 500
    assert_private(response)
    assert policy_of(response) == in_order(SITE_POLICY)


def test_nothing_outside_the_editing_pages_may_run_inline_scripts() -> None:
    assert SITE_POLICY["script-src"] == ["'self'"]
    assert SITE_POLICY["default-src"] == SITE_POLICY["object-src"] == ["'none'"]
    assert "'unsafe-eval'" not in str(EDITING_POLICY)


def test_a_page_that_another_host_wants_to_frame_says_no(client: Client) -> None:
    assert policy_of(client.get("/"))["frame-ancestors"] == ["'none'"]
    client.force_login(UserFactory(superuser=True))
    assert policy_of(client.get("/cms/"))["frame-ancestors"] == ["'self'"]


def test_static_files_may_be_cached_and_carry_the_fixed_headers(
    settings: LazySettings, rf: RequestFactory
) -> None:
    from core.http.headers import HeadersMiddleware

    def static_file(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=315360000, public, immutable"})

    response = HeadersMiddleware(static_file)(rf.get(f"{settings.STATIC_URL}css/lodestar.css"))
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert {name: response.headers.get(name) for name in FIXED} == FIXED


def test_an_uploaded_file_is_saved_and_runs_nothing(client: Client) -> None:
    document = get_document_model().objects.create(
        title="A page", file=ContentFile(b"<script>alert(1)</script>", "page.html")
    )
    client.force_login(UserFactory(superuser=True))
    response = client.get(f"/documents/{document.public_id}/{document.filename}")
    assert response.getvalue() == b"<script>alert(1)</script>"
    assert response["Content-Disposition"].startswith("attachment;")
    assert policy_of(response) == in_order(FILE_POLICY)
    assert_private(response)
    document.file.delete(save=False)


def test_signing_out_empties_the_caches(client: Client) -> None:
    client.force_login(UserFactory())
    assert "Clear-Site-Data" not in client.get("/notifications/").headers
    response = client.post("/accounts/logout/")
    assert response["Clear-Site-Data"] == '"cache"'


def test_transport_security_is_promised_over_https(settings: LazySettings) -> None:
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    response = Client().get("/", secure=True)
    assert response["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


def test_an_id_from_outside_is_not_taken_over(client: Client) -> None:
    first = client.get("/", headers={"X-Request-ID": "mine"})["X-Request-ID"]
    assert first != "mine"
    assert first != client.get("/")["X-Request-ID"]
