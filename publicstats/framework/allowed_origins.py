"""Which other origins the configuration allows.

Reached into: `streamlit.web.server.server_util` (Streamlit 1.67). Without it `server.corsAllowedOrigins`
would have to be read a second way.
"""

from streamlit.web.server.server_util import allow_all_cross_origin_requests, is_allowed_origin


def is_configured(origin: str) -> bool:
    """True for an origin that `server.corsAllowedOrigins` lists, or where all are allowed."""
    return bool(is_allowed_origin(origin) or allow_all_cross_origin_requests())
