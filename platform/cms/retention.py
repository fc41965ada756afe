"""How long the content platform keeps what readers and editors leave behind."""

from cms.comments.retention import COMMENT_RULES
from cms.feedback_retention import FEEDBACK_RULES
from cms.search_retention import SEARCH_RULES

RULES = (*COMMENT_RULES, *FEEDBACK_RULES, *SEARCH_RULES)
