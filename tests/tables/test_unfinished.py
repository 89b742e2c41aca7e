"""What is being made: old or new after every kill and every Ctrl-C, and nothing left after the next run."""

import json
import os
import subprocess
import sys
import threading

import pytest
from patience import PATIENCE
from project import ROOT

from onrecord.tables import outputs, unfinished
from onrecord.tables.unfinished import own_folder, put

posix = pytest.mark.skipif(os.name != "posix", reason="it forks")
# A place is written anew in a process that ends, or is interrupted, at its k-th file event.
EVERY_EVENT = """
import json, os, signal, sys
from pathlib import Path
from onrecord.tables import outputs, unfinished
import filelock, tempfile

where, kind, mode, system = Path(sys.argv[1]), *sys.argv[2:]
if system == "without":
    unfinished._exchange = lambda *_: False
place = where / "out"
count, at = 0, None

def hook(event, _):
    global count, at
    if at is not None and event.split(".")[0] in ("open", "os", "shutil", "tempfile", "ctypes"):
        count += 1
        if count == at:
            at = None
            if mode == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise KeyboardInterrupt

def write(text):
    if kind == "file":
        with outputs.whole_file(place) as new:
            new.write_text(text)
    else:
        with outputs.whole_folder(place) as new:
            (new / "a").write_text(text)
            (new / "b").write_text(text)

def read():
    if kind == "file":
        return place.read_text() if place.exists() else None
    return "".join(sorted({p.read_text() for p in place.iterdir()})) if place.exists() else None

sys.addaudithook(hook)
found, events = {}, 0
while True:
    events += 1
    write("old")
    child = os.fork()
    if not child:
        at = events
        try:
            write("new")
        except KeyboardInterrupt:
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    state = str(read())
    with unfinished.own_folder(where):
        later = str(read())
    left = sorted(path.name for path in where.iterdir())
    told = f"{state}, then {later}, beside {left}"
    found[told] = found.get(told, 0) + 1
    if status == 0:
        break
print(json.dumps([events, found]))
"""


def at_every_event(tmp_path, *how):
    command = [sys.executable, "-c", EVERY_EVENT, str(tmp_path), *how]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=PATIENCE, check=False
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@posix
@pytest.mark.parametrize("mode", ["kill", "interrupt"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_output_is_old_or_new_after_every_kill(tmp_path, kind, mode):
    events, found = at_every_event(tmp_path, kind, mode, "with")
    assert events > 10
    beside = "beside ['out']"
    assert set(found) == {f"old, then old, {beside}", f"new, then new, {beside}"}


@posix
@pytest.mark.parametrize("mode", ["kill", "interrupt"])
def test_where_a_system_cannot_swap_the_next_run_puts_back(tmp_path, mode):
    _, found = at_every_event(tmp_path, "folder", mode, "without")
    assert {told.split(" then ")[1] for told in found} == {
        "old, beside ['out']",
        "new, beside ['out']",
    }
    assert any(told.startswith("None") for told in found) == (mode == "kill")


def test_folder_that_is_held_stays(tmp_path):
    with own_folder(tmp_path) as first:
        (first / "a").touch()
        with own_folder(tmp_path) as second:
            assert first != second
            assert (first / "a").exists()
    assert not list(tmp_path.iterdir())


def test_folders_of_others_stay(tmp_path):
    names = [".onrecord", ".onrecord-notes", "onrecord-abcdefgh", ".onrecord-ABCDEFGH"]
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / ".onrecord-abcdefgh").symlink_to(tmp_path / "there")
    (tmp_path / "there" / "mine").touch()
    with own_folder(tmp_path):
        pass
    assert {*names, ".onrecord-abcdefgh"} < {path.name for path in tmp_path.iterdir()}
    assert (tmp_path / "there" / "mine").exists()


def test_many_at_once_in_one_place_do_not_take_each_others_folders(tmp_path):
    wrong = []

    def work():
        for n in range(30):
            try:
                with own_folder(tmp_path) as folder:
                    (folder / "a").write_text(str(n))
                    assert (folder / "a").read_text() == str(n)
            except BaseException as error:
                wrong.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("swaps", [True, False])
def test_what_cannot_be_put_leaves_what_was_there(tmp_path, monkeypatch, swaps):
    if not swaps:
        monkeypatch.setattr(unfinished, "_exchange", lambda *_: False)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").touch()
    (tmp_path / "scratch").mkdir()
    with pytest.raises(OSError):
        put(tmp_path / "missing", tmp_path / "out", tmp_path / "scratch")
    assert (tmp_path / "out" / "a").exists()


def test_what_a_run_left_that_was_killed_while_it_tried_to_write_is_gone_with_the_next(tmp_path):
    (tmp_path / ".onrecord-abcd1234").mkdir()
    outputs.check_can_write(tmp_path / "out", overwrite=False, is_ours=bool, other="")
    assert list(tmp_path.iterdir()) == []
