"""Tables as data frames, with what only a frame has."""

from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.tables.folder import Tables

EVERY = "all"  # manners


def with_affiliation(tables: Tables) -> pa.Table:
    """The attributions with `affiliation`: what the one is called whom the source speaks for."""
    found, entities = tables.attributions, tables.entities.combine_chunks()
    places = pc.index_in(found["source_affiliation"], entities["entity_id"])
    return found.append_column("affiliation", entities["name"].take(places))


def to_frame(table: pa.Table):
    """A data frame of plain Python values, the same on every version of pandas.

    Strings are objects with None where missing, dates `datetime64` with NaT, lists plain lists.
    """
    import pandas as pd

    columns = {}
    for field in table.schema:
        column = table[field.name]
        if pa.types.is_list(field.type):
            columns[field.name] = pd.Series(_lists(column), dtype=object)
        elif pa.types.is_string(field.type):
            columns[field.name] = pd.Series(column.to_numpy(), dtype=object)
        else:
            columns[field.name] = column.to_pandas(date_as_object=False)
    return pd.DataFrame(columns)


def _lists(column):
    """What `to_pylist` gives of lists, in a tenth of the time: the values at once, then cut."""
    found = []
    for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        if not pa.types.is_list(chunk.type):
            return column.to_pylist()
        if pairs := _pairs(chunk):
            found += pairs
            continue
        values, ends = _lists(chunk.values), chunk.offsets.to_pylist()
        known = chunk.is_valid().to_pylist()
        found += [
            values[a:b] if k else None for k, (a, b) in zip(known, pairwise(ends), strict=True)
        ]
    return found


def _pairs(chunk):
    """Lists of which each is two whole numbers, as spans are; nothing where they are something else."""
    if not pa.types.is_integer(chunk.type.value_type) or chunk.null_count + chunk.values.null_count:
        return None
    ends = chunk.offsets.to_numpy()
    if (ends[1:] - ends[:-1] != 2).any():
        return None
    return chunk.values.to_numpy()[ends[0] : ends[-1]].reshape(-1, 2).tolist()


def of_manner(frame, manner: str):
    """Those rows of a frame with a column `manner` that have this one; all rows for `all`."""
    return frame if manner == EVERY else frame[frame["manner"] == manner]
