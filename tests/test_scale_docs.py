"""The scripts of docs/scale.md, run as they stand: on shares of one machine, and on two processes of Dask."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE
from project import ROOT

TEXT = (ROOT / "docs" / "scale.md").read_text("utf-8")
# What the scripts call, in place of the cluster: its workers are processes of this machine.
JOBQUEUE = """
from distributed import LocalCluster

class SLURMCluster(LocalCluster):
    def __init__(self, cores, memory, walltime):
        super().__init__(n_workers=2, threads_per_worker=cores)

    def scale(self, jobs):
        assert jobs > 1
"""


def block(language, word):
    found = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    [wanted] = [each for each in found if word in each]
    return wanted


@pytest.fixture
def place(tmp_path):
    """A folder with a small archive, and an environment in which `onrecord` is this one."""
    (tmp_path / "archive").mkdir()
    lines = [f'{{"text": "Ann Reed said that port {n} was shut."}}' for n in range(6)]
    (tmp_path / "archive" / "a.jsonl").write_text("\n".join(lines))
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "onrecord").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m onrecord "$@"\n')
    (programs / "onrecord").chmod(0o755)
    (programs / "dask_jobqueue.py").write_text(JOBQUEUE)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return tmp_path, os.environ | {
        "PATH": path,
        "PYTHONPATH": os.pathsep.join([str(programs), os.environ.get("PYTHONPATH", "")]),
    }


def run(place, *command, **more):
    folder, environment = place
    done = subprocess.run(
        command, cwd=folder, env=environment | more, capture_output=True, text=True,
        timeout=6 * PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def tables(place):
    folder = Path(place[0], "tables")
    return {p.parent.name: p.read_bytes() for p in folder.glob("*/part-*.parquet")}


def test_array_script_of_slurm_and_dask_script_make_the_same_tables(place):
    script = block("sh", "SBATCH").replace("/40", "/2").replace("--workers 4", "--workers 1")
    for job in ("2", "1"):
        run(place, "bash", "-c", script, SLURM_ARRAY_TASK_ID=job)
    assert "6 articles" in run(place, "onrecord", "merge", "tables")
    shared_out = tables(place)
    Path(place[0], "tables").rename(place[0] / "of-jobs")
    (place[0] / "spread.py").write_text(block("py", "SLURMCluster"))
    run(place, sys.executable, "spread.py")
    assert tables(place) == shared_out
    assert len(shared_out) == 5
