"""What several benchmarks use: marked corpora, running the kit on them, tables, time and memory."""
