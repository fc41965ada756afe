"""On every request: the quick exit, session lifetime, kept forms, second factor."""

from accounts.middleware.kept_forms import KeptFormMiddleware
from accounts.middleware.left import LeftInHasteMiddleware
from accounts.middleware.lifetime import SessionLifetimeMiddleware
from accounts.middleware.second_factor import SecondFactorMiddleware

__all__ = [
    "KeptFormMiddleware",
    "LeftInHasteMiddleware",
    "SecondFactorMiddleware",
    "SessionLifetimeMiddleware",
]
