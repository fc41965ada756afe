"""The part of the matrix about peer support, put together from its parts."""

from tests.policies.matrix_peer_asking import ASKING_RULES
from tests.policies.matrix_peer_coordinating import COORDINATING_RULES
from tests.policies.matrix_peer_keeping import KEEPING_RULES
from tests.policies.matrix_peer_supporting import SUPPORTING_RULES
from tests.policies.matrix_peer_talking import TALKING_RULES
from tests.policies.rules import Rule

PEER_SUPPORT_RULES: dict[str, Rule] = {
    **COORDINATING_RULES,
    **ASKING_RULES,
    **KEEPING_RULES,
    **SUPPORTING_RULES,
    **TALKING_RULES,
}
