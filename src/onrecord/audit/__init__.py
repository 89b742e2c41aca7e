"""Audit: how right the kit is on one's own articles, as people find who read some; and corrected shares."""

from onrecord.audit.audit import Audit, read_audit

__all__ = ["Audit", "read_audit"]
