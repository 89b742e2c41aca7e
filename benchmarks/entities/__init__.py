"""How right the mentions of entities are counted and joined, against those that GUM marks."""
