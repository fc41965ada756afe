"""Seeds the demo's modules, what is required of whom, and how far its people have come."""

from collections.abc import Callable

from learning.demo_history import seed_history
from learning.demo_modules import seed_modules
from learning.demo_requirements import seed_requirements


def seed(report: Callable[[str], None]) -> None:
    """Publish the modules, require some and let people learn; a second run changes nothing."""
    report(f"Modules: {seed_modules()} published")
    report(f"Required learning: {seed_requirements()} rules")
    report(f"Learning done and begun: {seed_history()} modules")
