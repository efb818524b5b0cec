"""The room formula."""
