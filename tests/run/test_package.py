"""The distributed program works elsewhere: in a new environment, with an empty home and without a network."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the paths of an environment are others there")

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def package() -> ModuleType:
    """The script of the checkout."""
    sys.path.insert(0, str(ROOT))
    spec = importlib.util.spec_from_file_location("package", ROOT / "package.py")
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    sys.path.remove(str(ROOT))
    return found


@pytest.fixture(scope="module")
def wheels(package: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(package.wheels(sys.executable, tmp_path_factory.mktemp("wheels")))


def away(home: Path) -> dict[str, str]:
    """The environment of another machine: an empty home, no network."""
    nothing = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE)
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "PIP_NO_INDEX": "1", **nothing}


def assert_works(command: list[str], home: Path) -> None:
    """The program prints its versions, creates the shipped catalogue and finds something in it, in Russian."""

    def result(*args: str) -> str:
        ended = subprocess.run([*command, *args], env=away(home), cwd=home, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    version = result("--version")
    assert [word for word in ("catalogue", "schema", "SQLite", "Python") if word not in version] == []
    result("--db", "new.db", "db", "init")
    assert "park-chirchiq" in result("--db", "new.db", "search", "Чирчик", "--ids").split()
    assert "технопарк" in result("--db", "new.db", "--lang", "ru", "show", "park-chirchiq")


@pytest.mark.slow
def test_the_wheel_contains_the_texts_the_screens_and_the_catalogue(wheels: Path) -> None:
    (file,) = wheels.glob("catalogue-*.whl")
    with zipfile.ZipFile(file) as archive:
        held = set(archive.namelist())
    texts = {f"catalogue/i18n/locale/{lang}/LC_MESSAGES/catalogue.mo" for lang in ("ru", "uz")}
    assert held >= texts | {"catalogue/data/catalogue.db", "catalogue/tui/styles/catalogue.tcss", "catalogue/py.typed"}
    assert [name for name in held if name.endswith((".po", ".pot")) or name.startswith("tests/")] == []


@pytest.mark.slow
def test_it_installs_from_a_folder_of_wheels_into_a_new_environment(wheels: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    pip = [tmp_path / "venv/bin/python", "-m", "pip", "install", "-q", "--no-index", "--find-links", wheels]
    subprocess.run([*pip, "catalogue"], env=away(tmp_path), check=True)
    assert_works([str(tmp_path / "venv/bin/catalogue")], tmp_path)


@pytest.mark.release
def test_a_checkout_with_wheels_starts_without_a_network(wheels: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in (os.fsdecode(each) for each in listed.split(b"\0") if each and not each.startswith(b"tests/")):
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_bytes((ROOT / name).read_bytes())
    (checkout / "wheels").symlink_to(wheels)
    command = [sys.executable, str(checkout / "run.py"), "search", "Чирчик", "--ids"]
    ended = subprocess.run(command, env=away(tmp_path), cwd=tmp_path, capture_output=True, text=True)
    assert "park-chirchiq" in ended.stdout.split(), ended.stderr


@pytest.mark.release
def test_the_zipapp_is_a_single_file_that_python_runs(package: ModuleType, tmp_path: Path) -> None:
    file = package.zipapp(sys.executable, tmp_path / "dist")
    assert_works([sys.executable, "-I", str(file)], tmp_path)
