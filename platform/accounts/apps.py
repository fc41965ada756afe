"""Tells Django about the accounts package."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
