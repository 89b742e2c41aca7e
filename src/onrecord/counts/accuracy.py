"""What an audit measured, as tables to read: accuracy with its intervals, and errors by kind."""

import pandas as pd

from onrecord.audit.methods import SHARES, with_interval
from onrecord.corpus.article import WORD


def accuracy_by(accuracy: pd.DataFrame, by: str | None = None, right: str = "with who is meant"):
    """Accuracy from `Audit.table`, a row a group: each share with its interval, as text.

    Args:
        by: `kind`, `form`, `act` or `outlet`; `all` for all attributions, a row for each thing that may be
            right; None for all but that.
        right: what must be right, where groups are told apart.
    """
    if accuracy.empty:
        return accuracy
    wanted = accuracy["by"] == by if by else accuracy["by"] != "all"
    shown = accuracy[wanted & ((by == "all") | (accuracy["right"] == right))]
    first = ["right"] if by == "all" else ["by", "value"]
    told = {s: [with_interval(r, s) for r in shown.to_dict("records")] for s in SHARES}
    return shown[[*first, "found", "true", "articles"]].assign(**told).reset_index(drop=True)


def errors_by_form(errors: pd.DataFrame) -> pd.DataFrame:
    """Errors from `Audit.errors` by what is wrong and the form of the source, the costliest first.

    Columns `error`, `form`, `attributions`, `words`, `ids`.
    """
    words = [len(WORD.findall(content)) for content in errors["content"]]
    groups = errors.assign(words=words).groupby(["error", "form"])
    table = groups.agg(attributions=("words", "size"), words=("words", "sum"))
    table["ids"] = groups["ids"].agg(lambda own: [i for ids in own for i in ids])
    return table.sort_values("words", ascending=False, kind="stable").reset_index()
