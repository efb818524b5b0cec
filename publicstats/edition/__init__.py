"""The room edition."""
