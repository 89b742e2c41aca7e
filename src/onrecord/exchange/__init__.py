"""Exchange: the tables in formats that other tools read.

CSV, XLSX, JSON-LD, brat standoff, REFI-QDA, GEXF and GraphML.
"""

from onrecord.exchange.export import FORMATS, check_can_export, export_tables

__all__ = ["FORMATS", "check_can_export", "export_tables"]
