"""`python -m onrecord` is the command line."""

import os
import sys

# Python looks first where it was started, and there may be a `pandas.py` among somebody's articles.
if sys.path[:1] in ([""], [os.getcwd()]):
    del sys.path[0]

from onrecord.cli import main

if __name__ == "__main__":
    main(prog_name="onrecord")
