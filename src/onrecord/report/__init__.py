"""The reports: each notebook run and written as one page, with an index."""

from onrecord.report.making import Reports, check_can_replace, make_reports
