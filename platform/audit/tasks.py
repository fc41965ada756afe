"""What beat asks of the audit log; both may run twice."""

import logging

from celery import shared_task

from audit import services

logger = logging.getLogger(__name__)


@shared_task
def keep_heads() -> None:
    """Write the heads of the chains where the database cannot reach them."""
    services.keep_heads()


@shared_task
def verify_chains() -> None:
    """Verify every chain, and raise the alarm in the log for each that is not whole."""
    for finding in services.verify_and_keep().findings:
        extra = {"check": finding.chain, "count": finding.number}
        logger.error("audit.chain_broken", extra=extra)
