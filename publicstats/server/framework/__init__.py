"""The room framework."""
