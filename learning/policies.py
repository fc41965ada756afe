"""Who may do what with learning, as far as it is not said by whose record it is."""

from accounts.models import User
from cms.policies import may_write_national_content


def may_require_learning(user: User) -> bool:
    """Those who write for the nation say what is required; so does whoever runs the CMS."""
    if user.is_superuser:
        return True
    return may_write_national_content(user)
