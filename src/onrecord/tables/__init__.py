"""The tables: their schema, and how they are built, written and read back."""
