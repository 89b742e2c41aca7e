"""How the two networks that ship with the package are trained; README.md tells it."""
