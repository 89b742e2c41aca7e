"""Where the project keeps things, for tests at any depth."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
BENCHMARKS = ROOT / "benchmarks"
TRAINING = ROOT / "training"
PACKAGE = ROOT / "src" / "onrecord"
