"""What a warrant or staff number looks like."""

import re

# Letters, digits and what forces put between them; nothing that a spreadsheet would run.
SERVICE_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 /.-]{0,19}")
