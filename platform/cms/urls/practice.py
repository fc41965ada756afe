"""Practice examples that forces offer, and what becomes of them."""

from django.urls import path

from cms.views import practice

PATTERNS = [
    path("practice/", practice.list_offers, name="practice_offers"),
    path("practice/offer/", practice.offer, name="practice_offer"),
    path("practice/<uuid:offer_id>/", practice.show_offer, name="practice_offer_detail"),
    path("practice/<uuid:offer_id>/adopt/", practice.adopt, name="practice_adopt"),
    path("practice/<uuid:offer_id>/decline/", practice.decline, name="practice_decline"),
    path("practice/<uuid:offer_id>/withdraw/", practice.withdraw, name="practice_withdraw"),
]
