"""Addresses for asking to be contacted, and for those who are asked."""

from django.urls import path

from wellbeing.views import contact, contact_received

CONTACT_PATTERNS = [
    path("contact/", contact.ask, name="ask_for_contact"),
    path("contact/yours/", contact.mine, name="my_contact_requests"),
    path(
        "contact/yours/<uuid:public_id>/withdraw/",
        contact.withdraw,
        name="withdraw_contact_request",
    ),
    path("contact-requests/", contact_received.received, name="contact_requests"),
    path(
        "contact-requests/<uuid:public_id>/done/",
        contact_received.finish,
        name="finish_contact_request",
    ),
]
