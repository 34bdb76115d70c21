"""Nothing leaves the machine, and only the owner can read what is written, whatever the umask."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

from program import PYTHON

GUARDED = """
import os, runpy, sys
os.umask(0)
TOLD = []
def watch(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        TOLD.append(event)
        raise PermissionError(event)
    if event == "urllib.Request" or event.startswith(("http.client", "smtplib", "ftplib")):
        TOLD.append(event)
sys.addaudithook(watch)
from catalogue.cli.main import program
for line in open(sys.argv[1], encoding="utf-8"):
    try:
        code = program.main(line.rstrip("\\n").split("\\t"), prog_name="catalogue")
    except SystemExit as end:
        code = end.code
    assert code in (None, 0, 1, 5), (line, code)
assert not TOLD, TOLD
"""
LINES = (
    "db init --empty",
    "import {csv} --source-from-file",
    "import {bad} --partial --rejects {out}/rejects.csv",
    "import --suggest-mapping {csv} -o {out}/m.toml",
    *("search Alpha", "edit clu-a form=it --reason x", "undo", "log", "check", "db vacuum", "db repair"),
    *("tag clu-a t", "note clu-a n", "saved s Alpha", "marks export {out}/marks.json"),
    *("export -o {out}/a.csv", "export -o {out}/a.xlsx", "export --all -o {out}/package"),
    *("search --csv -o {out}/found.csv", "dossier clu-a -o {out}/d.md"),
    *("db backup {out}/kept.db", "db salvage {db} {out}/saved.db", "bundle init --hub", "completion bash"),
)


def test_the_program_opens_no_connection_and_writes_only_private_files(tmp_path: Path) -> None:
    """A single process runs the commands with a guard on every connection and a umask that lets everybody read."""
    out, db = tmp_path / "out", tmp_path / "new.db"
    out.mkdir()
    (tmp_path / "a.csv").write_text("id,kind,form,name_en\nclu-a,cluster,it,Alpha\n")
    (tmp_path / "bad.csv").write_text("id,kind,form,name_en\nclu-b,cluster,it,B\nclu-c,cluster,zz,C\n")
    places = {"csv": tmp_path / "a.csv", "bad": tmp_path / "bad.csv", "out": out, "db": db}
    script = tmp_path / "lines.txt"
    script.write_text("".join("\t".join(line.format(**places).split()) + "\n" for line in LINES))
    environ = {**os.environ, "CATALOGUE_DB": str(db), "XDG_STATE_HOME": str(tmp_path / "state")}
    done = subprocess.run(
        [PYTHON, "-c", GUARDED, str(script)], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    written = [path for place in (out, db) for path in (place.rglob("*") if place.is_dir() else [place])]
    assert len(written) > 12
    open_ = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in written if path.stat().st_mode & 0o077}
    assert open_ == {}
