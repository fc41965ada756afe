"""What holds for comments: the version of the rules, and every number, in one place.

The words of the rules stand in templates/cms/comments/rules.html. Whoever changes what they ask of
people raises the version: everybody is then asked again before their next comment.
"""

from datetime import timedelta

RULES_VERSION = 1

LONGEST_COMMENT = 2_000
LONGEST_REASON = 1_000
LONGEST_REPORT = 500
LONGEST_APPEAL = 2_000

EDIT_WITHIN = timedelta(minutes=15)
# So many people must have reported a comment before it is hidden until somebody has looked.
REPORTS_BEFORE_HIDING = 3
REPLIES_A_COMMENT = 50

SHORT, LONG = timedelta(minutes=10), timedelta(hours=24)
COMMENTS_WITHIN = ((SHORT, 5), (LONG, 30))
REPORTS_A_DAY = 20

COMMENTS_A_PAGE = 20
