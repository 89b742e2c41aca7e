"""How right reprints are found."""
