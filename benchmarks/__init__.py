"""Measures of the kit, in folders by what they measure; README.md lists them."""
