"""The room markup."""
