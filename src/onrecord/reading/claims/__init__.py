"""Claims: what each source puts forward, how firmly, and which claims say the same or deny each other."""

from onrecord.reading.claims.claims import Claim, find_claims
from onrecord.reading.claims.likeness import Stated
from onrecord.reading.claims.linking import link_claims
from onrecord.reading.claims.statements import Statement

__all__ = ["Claim", "Stated", "Statement", "find_claims", "link_claims"]
