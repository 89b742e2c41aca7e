"""Audit: how right the kit is on one's own corpus, by articles that people read, and shares corrected for it."""

from onrecord.audit.audit import Audit, read_audit

__all__ = ["Audit", "read_audit"]
