"""The register of names: what users decide about entities, read and applied."""

from onrecord.register.applying import Revision
from onrecord.register.register import Register, read_register

__all__ = ["Register", "Revision", "read_register"]
