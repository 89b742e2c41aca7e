"""How right attributions are, against those that PolNeAR marks."""
