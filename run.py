#!/usr/bin/env python3
"""Starts the catalogue from a checkout, setting up .venv the first time.

python3 run.py [ARGUMENTS]         the catalogue, with the arguments of the command `catalogue`
python3 run.py test [ARGUMENTS]    the tests, with the arguments of pytest
python3 run.py fuzz [ARGUMENTS]    the property tests, each 5,000 times, or with --minutes N again and again with new
                                   examples for N minutes; arguments of pytest
python3 run.py bench [ARGUMENTS]   how long things take compared with other programs; see docs/performance.md

Needs Python 3.11 or newer with pip or ensurepip. If there is a folder wheels/, packages come from it alone.
"""

import os
import signal
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
FUZZED = ["tests/" + room for room in ("properties", "query", "model", "text", "transfer")]
STAMP = os.path.join(VENV, "stamp")  # what was installed; absent while an installation runs or after a broken one


def main(args):
    """Set up what is missing, then become the tests or the program."""
    if sys.version_info < (3, 11):
        refuse("The catalogue needs Python 3.11 or newer; this is %s." % sys.version.split()[0])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if args[:1] == ["test"]:
        ready("test")
        os.chdir(ROOT)
        return become("pytest", *args[1:])
    if args[:1] == ["fuzz"]:
        ready("test")
        os.chdir(ROOT)
        return fuzz(args[1:])
    if args[:1] == ["bench"]:
        ready("test")
        os.environ["PYTHONPATH"] = os.path.join(ROOT, "tests")
        return become("bench", *args[1:])
    ready()
    if args or (os.isatty(0) and os.isatty(1)) or os.environ.get("TEXTUAL_DRIVER"):
        return become("catalogue", *args)
    code = subprocess.call([PYTHON, "-P", "-m", "catalogue", "db", "info"], stdin=subprocess.DEVNULL)
    print("In a terminal this opens the catalogue. Commands: python3 run.py --help")
    return code


def fuzz(args):
    """The property tests with many examples, or with new ones until the time is up or one has failed."""
    if args[:1] != ["--minutes"]:
        say("Every property test with 5,000 examples (--minutes N: new ones for N minutes); a failure shows its own.")
        return become("pytest", "--hypothesis-profile=fuzz", *(args or FUZZED))
    if not args[1:] or not args[1].isdecimal():
        refuse("--minutes takes a number, as in: python3 run.py fuzz --minutes 30")
    began, rounds = time.monotonic(), 0
    say("Every property test with new examples for %s minutes. A failure ends it and shows its example." % args[1])
    command = [PYTHON, "-P", "-m", "pytest", "-q", "-x", "--hypothesis-profile=round", *(args[2:] or FUZZED)]
    while time.monotonic() - began < int(args[1]) * 60:
        code = subprocess.call(command)
        if code:
            return code
        rounds += 1
    say("Rounds of 300 examples: %d; nothing was found." % rounds)
    return 0


def become(module, *args):
    """Turn into `python -m MODULE ARGS`; -P keeps the current folder out of the import path."""
    command = [PYTHON, "-P", "-m", module, *args]
    if os.name == "nt":  # os.execv returns to the prompt at once there
        return subprocess.call(command)
    return os.execv(PYTHON, command)


def ready(extra=""):
    """Make .venv hold the program, and the packages of an extra of pyproject.toml; one process at a time."""
    if extra in (installed() or ()):
        return
    with open(os.path.join(ROOT, ".venv-lock"), "a") as lock:
        wait_for(lock)
        extras = installed()
        if extra in (extras or ()):
            return  # another process has just done it
        if extras:
            os.remove(STAMP)
        elif not call(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV):
            refuse("Python could not make the virtual environment .venv.")
        command = pip()
        say("Setting up .venv%s, once; this takes about a minute ..." % (extra and " for " + extra))
        extras = {*(extras or ()), "", extra}
        target = "--editable=.[%s]" % ",".join(sorted(extras - {""}))
        options = ["-qq", "--no-input", "--disable-pip-version-check", "--constraint=constraints.txt"]
        if os.path.isdir(os.path.join(ROOT, "wheels")):
            options += ["--no-index", "--find-links=wheels"]
        if not call(*command, "install", *options, target.replace("[]", ""), keep=lock):
            refuse("Installing the packages failed, see above. Without a network they must lie in wheels/.")
        with open(STAMP + ".new", "w", encoding="utf-8") as stamp:
            stamp.write(",".join(sorted(extras)) + "\n" + wanted())
        os.replace(STAMP + ".new", STAMP)


def installed():
    """The extras in .venv ("" is the program itself), or None where it must be made anew."""
    try:
        with open(STAMP, encoding="utf-8") as stamp:
            extras = stamp.readline().strip().split(",")
            return set(extras) if stamp.read() == wanted() and os.path.exists(PYTHON) else None
    except OSError:
        return None


def wanted():
    """All that an installation depends on, as one text."""
    texts = [ROOT, sys.platform, "%d.%d" % sys.version_info[:2]]
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            texts.append(file.read())
    return "\n".join(texts)


def pip():
    """The command of a pip that installs into .venv: its own, or, without ensurepip, the one outside."""
    inside = [PYTHON, "-I", "-m", "pip"]
    if call(*inside, "--version", silent=True) or call(PYTHON, "-I", "-m", "ensurepip", silent=True):
        return inside
    if call(sys.executable, "-m", "pip", "--version", silent=True):
        return [sys.executable, "-m", "pip", "--python", PYTHON]
    return refuse("This Python has neither pip nor ensurepip: install python3-pip or python3-venv first.")


def call(*command, silent=False, keep=None):
    """Run a step of the set-up, output to stderr; a `keep` file stays open in it, so its lock outlives us."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment["PIP_USER"] = "0"
    out = subprocess.DEVNULL if silent else sys.stderr
    files = (keep.fileno(),) if keep and os.name != "nt" else ()
    return subprocess.call(command, cwd=ROOT, env=environment, stdout=out, stderr=out, pass_fds=files) == 0


def wait_for(file):
    """Lock a file, waiting for its turn; the lock ends with the processes that hold the file open."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("Another process is setting up .venv; waiting for it ...")
        fcntl.flock(file, fcntl.LOCK_EX)


def say(sentence):
    """Tell the person at the keyboard, leaving stdout to the program."""
    print(sentence, file=sys.stderr, flush=True)


def refuse(sentence):
    """End with one line and exit code 1."""
    say(sentence)
    sys.exit(1)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        refuse("Setting up .venv failed: %s" % error)
