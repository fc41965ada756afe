"""Two packages bring a copy of HiGHS each: the auditor's own, and the one of our flow solver."""

import subprocess
import sys

import pytest

AUDITOR = "import highspy"
FLOW = "from peer_support.solving import solve"


@pytest.mark.parametrize("order", [(AUDITOR, FLOW), (FLOW, AUDITOR)])
def test_the_auditors_solver_and_ours_load_in_one_process_whichever_comes_first(
    order: tuple[str, str],
) -> None:
    subprocess.run([sys.executable, "-c", "; ".join(order)], check=True)  # noqa: S603 -- our own
