"""Who said what: source, cue and content of each attribution in an article."""

from onrecord.attribution.attribution import Attribution, find_attributions

__all__ = ["Attribution", "find_attributions"]
