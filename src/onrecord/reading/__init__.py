"""One article understood: its Doc, who says what, who is meant, and what is claimed."""
