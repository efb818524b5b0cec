"""How many browsers show a page.

Reached into: `Runtime.stats_mgr` and `streamlit.runtime.stats.ACTIVE_SESSIONS_FAMILY` (Streamlit 1.67).
Without it /metrics has no number of sessions.
"""

from typing import Any

from streamlit import runtime
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY


def count_sessions() -> int:
    """How many sessions have a browser connected."""
    if not runtime.exists():
        return 0
    stats: Any = runtime.get_instance().stats_mgr.get_stats([ACTIVE_SESSIONS_FAMILY])
    return sum(int(stat.value) for stat in stats[ACTIVE_SESSIONS_FAMILY])
