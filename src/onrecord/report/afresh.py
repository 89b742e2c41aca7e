"""What runs in a kernel before each notebook, so that the notebook finds it as if it were new."""

import gc
import os
import sys
import warnings

YOUNG = 100_000  # new objects before cycles are looked for: tables make millions, without any


def begin(folder: str) -> None:
    """Forget the notebook before: names, history, output, working folder, settings of charts.

    Modules stay imported: they are what takes long. What a cell changed inside of one stays
    changed; the notebooks of the kit change none.

    Args:
        folder: where the next notebook works, and finds nothing.
    """
    from IPython import get_ipython

    get_ipython().reset(new_session=True)
    os.chdir(folder)
    with warnings.catch_warnings():  # each that was shown before may be shown again
        pass
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.rc_file_defaults()
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")
    gc.collect()
    gc.freeze()  # what is left are modules, which nobody needs to look through again
    gc.set_threshold(YOUNG)
