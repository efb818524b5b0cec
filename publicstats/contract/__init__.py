"""The room contract."""
