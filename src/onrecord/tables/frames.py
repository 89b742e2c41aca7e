"""Tables as data frames, with what only a frame has."""

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
            columns[field.name] = pd.Series(column.to_pylist(), dtype=object)
        elif pa.types.is_string(field.type):
            columns[field.name] = pd.Series(column.to_numpy(), dtype=object)
        else:
            columns[field.name] = column.to_pandas(date_as_object=False)
    return pd.DataFrame(columns)


def of_manner(frame, manner: str):
    """Those rows of a frame with a column `manner` that have this one; all rows for `all`."""
    return frame if manner == EVERY else frame[frame["manner"] == manner]
