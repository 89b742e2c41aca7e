"""The command line."""

from onrecord.cli.commands import main

__all__ = ["main"]
