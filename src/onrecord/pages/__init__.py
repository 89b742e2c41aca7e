"""What a reader sees: passages, evidence and the marked article, as safe HTML."""
