"""How long a test of hostile input waits before it says that a step hangs."""

# Seconds. Each of these inputs takes one or two; a step whose work grows with the square of its
# input takes minutes. It is a bound on hanging, not a measure of speed: that is in benchmarks/.
PATIENCE = 90
