"""What a failed attempt to send means: no for good, no for now, or nobody knows."""

import smtplib

FIRST_FINAL_CODE = 500


class FinalMailError(Exception):
    """The mail service refused the message, and would refuse it again."""


class PassingMailError(Exception):
    """The mail service did not take the message this time."""


class UnansweredMailError(Exception):
    """The mail service gave no answer that says whether it took the message."""


# SMTP's errors, time-outs and lost connections are all OSErrors.
MAIL_FAILURES = (OSError, FinalMailError, PassingMailError, UnansweredMailError)


def is_final(error: Exception) -> bool:
    """Tell whether trying again is pointless."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return all(code >= FIRST_FINAL_CODE for code, _ in error.recipients.values())
        case smtplib.SMTPAuthenticationError():
            return False  # ours to put right, and the message will still be good then
        case smtplib.SMTPResponseException():
            return error.smtp_code >= FIRST_FINAL_CODE
    return isinstance(error, FinalMailError)


def was_refused(error: Exception) -> bool:
    """Tell whether the service said no, so that the message has surely not been delivered."""
    refusals = (
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPResponseException,
        FinalMailError,
        PassingMailError,
    )
    return isinstance(error, refusals)
