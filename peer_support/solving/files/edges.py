"""The form of the file that names tiers, places and edges directly."""

from peer_support.solving.files.entries import Entry
from peer_support.solving.files.text import Rows
from peer_support.solving.problem import Problem, UnsolvableError, edges_of

LOAD_PENALTY = (0, 40, 120, 240, 400)


def edges_problem(file: Entry, rows: Rows | None) -> Problem:
    """Return the problem; requests and supporters are called by their positions in the lists."""
    places = file.wholes("capacities")
    held = file.wholes("active_cases") if "active_cases" in file.values else [0] * len(places)
    if len(held) != len(places):
        raise UnsolvableError(
            f"The file: active_cases has {len(held)} numbers and capacities {len(places)}."
        )
    tiers = file.wholes("tiers")
    if rows is None:
        raise UnsolvableError("The file: edges is missing.")
    return Problem(tiers, places, held, edges_of(rows), load_penalty(file))


def load_penalty(file: Entry) -> list[int]:
    """Return the penalties of the file, or those of the document where it names none."""
    if "load_penalty" not in file.values:
        return list(LOAD_PENALTY)
    return file.wholes("load_penalty")
