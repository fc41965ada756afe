"""Chooses the content security policy of a response: site, editing pages or uploaded file."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.http.policies import EDITING_POLICY, FILE_POLICY, PREVIEW_POLICY

POLICY_HEADER = "Content-Security-Policy"
EDITING_PREFIX = "/cms/"
UPLOAD_VIEWS = frozenset({"cms_document", "cms_image"})


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp with a policy of its own for what is not an ordinary page."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Set the policy, replacing Wagtail's weaker one on uploaded files."""
        if is_upload(request):
            del response[POLICY_HEADER]
        answer: HttpResponseBase = super().process_response(request, response)
        return answer

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return django-csp's parts; an empty config means the site's policy from settings."""
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if is_upload(request):
            parts.config = dict(FILE_POLICY)
        elif getattr(request, "is_dummy", False):  # Wagtail's mark on a request for a preview
            parts.config = dict(PREVIEW_POLICY)
        elif request.path.startswith(EDITING_PREFIX):
            parts.config = dict(EDITING_POLICY)
        return parts


def is_upload(request: HttpRequest) -> bool:
    """Tell whether the answer is a file that somebody uploaded."""
    match = request.resolver_match
    return match is not None and match.url_name in UPLOAD_VIEWS
