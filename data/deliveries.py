"""What holds for all that is sent to others – letters and webhooks – and may not be taken."""

import datetime

SENDER_GONE = datetime.timedelta(minutes=15)
"""After so long a delivery that is being sent is taken for one whose sender has died."""
LONGEST_FAULT = 200
"""Characters of what the other side, or the way to it, has said."""


def fault_of(error: Exception) -> str:
    """What went wrong, in the words of the error, or by its name where it has none."""
    return (str(error) or type(error).__name__)[:LONGEST_FAULT]
