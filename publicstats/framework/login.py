"""Streamlit's side of a sign-in: the name of its cookie, and the address that begins one.

Reached into: `USER_COOKIE_NAME` of `streamlit.web.server.starlette.starlette_server_config`, and
`streamlit.user_info.generate_login_redirect_url` (Streamlit 1.67). `st.login` does the same inside a run;
without them nobody could sign in before a page is drawn, and no address but pages would know who asks.
"""

from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

__all__ = ["USER_COOKIE_NAME", "generate_login_redirect_url"]
