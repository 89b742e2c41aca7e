"""A run whose parts are read, copied so that it is many times as large, and ready to be merged."""

import hashlib
import json
import shutil
from pathlib import Path

AT_ONCE = 2_000  # articles in memory


def copy_run(run: Path, folder: Path, times: int) -> None:
    """Write a run with `times` the articles of a finished one to a new folder.

    Copy 0 is as it was; copy n of an article has n at the end of its id and of its text.
    """
    import pyarrow.parquet as pq

    from onrecord.extraction.parts import MADE_WITH, PartFiles

    source, parts = run / "parts", folder / "parts"
    (parts / "done").mkdir(parents=True)
    (parts / "todo").mkdir()
    shutil.copy(source / "run.json", parts)
    (parts / "plan.json").write_text(json.dumps({"notes": []}))
    digests = {}  # of a text → those of its copies
    with pq.ParquetFile(source / "listed.parquet") as file:
        writer = pq.ParquetWriter(parts / "listed.parquet", file.schema_arrow, compression="zstd")
        with writer:
            for copy in range(times):
                for batch in file.iter_batches(AT_ONCE):
                    writer.write_batch(_copied(batch, copy, digests))
    for path in sorted((source / "done").glob("*.parquet")):
        table = pq.read_table(path)
        copies = PartFiles(parts, table.schema.metadata[MADE_WITH].decode())
        rows = table.to_pylist()
        for copy in range(times):
            changed = [row | {"sha256": digests[row["sha256"]][copy]} for row in rows]
            copies.keep(f"{copy}{path.name.split('.')[0]}", changed)


def _copied(batch, copy, digests):
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = dict(zip(batch.schema.names, batch.columns, strict=True))
    texts = columns["text"].to_pylist()
    if copy:
        texts = [f"{text}\n\n{copy}" for text in texts]
        columns["article_id"] = pc.binary_join_element_wise(columns["article_id"], str(copy), "-")
    hashed = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    for before, now in zip(columns["sha256"].to_pylist(), hashed, strict=True):
        digests.setdefault(before, []).append(now)
    columns["text"], columns["sha256"] = pa.array(texts), pa.array(hashed)
    return pa.record_batch(list(columns.values()), schema=batch.schema)
