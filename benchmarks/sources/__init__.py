"""Whether pronouns and descriptions that stand as sources are resolved to the right entity."""
