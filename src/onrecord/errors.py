"""Errors that are the user's to mend; everything else is a defect of ours."""


class OnrecordError(Exception):
    """Wrong usage or nothing to read. The command line shows its message alone and exits with 2.

    The message says what is wrong (the file, the value), why it matters, and what to do.

    >>> onrecord.load("nowhere")
    Traceback (most recent call last):
    onrecord.errors.OnrecordError: There is nothing at 'nowhere', so there are no tables to load; ...
    """

    def _render_traceback_(self):
        """What Jupyter shows in place of a page of traceback: the message alone."""
        return [f"{type(self).__name__}: {self}"]
