"""The charts: `counts` makes the table behind a chart, `plots` draws it, `show_chart` shows it."""

from onrecord.charts.picture import show_chart

__all__ = ["show_chart"]
