"""Seeds the demo's modules, what is required of whom, what changed, and how far people are."""

from collections.abc import Callable

from learning.demo_changes import seed_changes
from learning.demo_history import seed_history
from learning.demo_modules import seed_modules
from learning.demo_pathways import seed_pathways
from learning.demo_requirements import seed_requirements


def seed(report: Callable[[str], None]) -> None:
    """Publish the modules, require some and let people learn; a second run changes nothing."""
    report(f"Modules: {seed_modules()} published")
    report(f"Pathways: {seed_pathways()} published")
    report(f"Required learning: {seed_requirements()} rules")
    report(f"Learning done and begun: {seed_history()} modules")
    report(f"Material changes: {seed_changes()} published")
