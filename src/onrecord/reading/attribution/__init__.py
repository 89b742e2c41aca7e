"""Who said what: source, cue and content of each attribution in an article."""

from onrecord.reading.attribution.attribution import (
    Attribution,
    find_attributions,
    find_in_batch,
    nested,
)
from onrecord.reading.attribution.model import load_attribution_model

__all__ = ["Attribution", "find_attributions", "find_in_batch", "load_attribution_model", "nested"]
