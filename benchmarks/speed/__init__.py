"""How fast the kit is, and how time and memory grow with a corpus."""
