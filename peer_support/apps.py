"""Tells Django about the peer support package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeerSupportConfig(AppConfig):
    name = "peer_support"
    verbose_name = _("Peer support")
