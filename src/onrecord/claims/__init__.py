"""Claims: what each source puts forward, how firmly, and which claims say the same or deny each other."""

from onrecord.claims.claims import Claim, find_claims

__all__ = ["Claim", "find_claims"]
