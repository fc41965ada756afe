"""Reads YAML that says every value once: no references, no name twice, no file too large."""

from pathlib import Path
from typing import Any

import yaml

from wellbeing.exceptions import InstrumentFaultError

LARGEST_FILE = 200_000


class _PlainLoader(yaml.SafeLoader):
    """Refuses what a reader of the file would miss."""

    # PyYAML's own types for nodes are not exact.
    def compose_node(self, parent: Any, index: Any) -> Any:
        # A few nested references can stand for more values than fit into memory.
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call] # absent from the stubs
            raise yaml.MarkedYAMLError(problem="references are not allowed", problem_mark=mark)
        return super().compose_node(parent, index)

    # As above.
    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        names = [self.construct_object(key, deep=True) for key, _value in node.value]
        for name in names:
            if names.count(name) > 1:
                raise yaml.MarkedYAMLError(
                    problem=f"{name} is given twice", problem_mark=node.start_mark
                )
        return super().construct_mapping(node, deep)


def read_text(path: Path) -> str:
    """Return a file's text; raise InstrumentFaultError if it is missing, too large or not text."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InstrumentFaultError(f"{path.name}: larger than {LARGEST_FILE:,} bytes.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InstrumentFaultError(f"{path.name}: the file cannot be read.") from error
    except UnicodeDecodeError as error:
        raise InstrumentFaultError(f"{path.name}: not a text in UTF-8.") from error


def read_yaml(path: Path) -> object:
    """Return the plain values of a YAML file; raise InstrumentFaultError with the line at fault."""
    try:
        # The loader is a safe one: it makes plain values only.
        return yaml.load(read_text(path), Loader=_PlainLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise InstrumentFaultError(f"{path.name}{line}: {error.problem}.") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InstrumentFaultError(f"{path.name}: not readable as YAML.") from error
