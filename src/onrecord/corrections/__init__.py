"""Corrections: what users say is right, of who is who and of what was read; read and applied."""

from onrecord.corrections.applying import Revision
from onrecord.corrections.corrections import Corrections, read_corrections
from onrecord.corrections.editor import Editor

__all__ = ["Corrections", "Editor", "Revision", "read_corrections"]
