"""What make installs: the lock file and the choice of a PyTorch build."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import install_torch

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINS = [Requirement(found["pin"]) for found in re.finditer(r"^(?P<pin>[a-z0-9][^\\#\n]*)", LOCK, re.MULTILINE)]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES = [Requirement(text) for text in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]]


@pytest.mark.parametrize(
    "dependency", [pytest.param(each, id=each.name) for each in DEPENDENCIES if each.name != "torch"]
)
def test_the_lock_file_holds_every_dependency(dependency: Requirement) -> None:
    pins = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(dependency.name)]
    assert pins, "run make lock"
    for pin in pins:
        (exact,) = pin.specifier
        assert exact.operator == "=="
        assert dependency.specifier.contains(exact.version), "run make lock"


def test_every_pin_has_a_hash() -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(PINS)
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_file_names_no_place() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


def test_nothing_of_cuda_is_locked() -> None:
    assert [pin.name for pin in PINS if pin.name.startswith(("nvidia", "cuda", "triton", "torch"))] == []


def test_pytorch_is_locked_within_its_range() -> None:
    (torch,) = [dependency for dependency in DEPENDENCIES if dependency.name == "torch"]
    assert torch.specifier.contains(install_torch.locked_version())


@pytest.mark.parametrize(
    ("requirements", "cuda"),
    [
        (("filelock", "sympy>=1.13.3"), False),
        (("filelock", 'nvidia-cudnn-cu13==9.20.0.48; platform_system == "Linux"'), True),
        (('cuda-toolkit[cublas]==13.0.3; platform_system == "Linux"',), True),
        ((), False),
    ],
)
def test_a_cuda_build_is_known_by_what_it_requires(requirements: tuple[str, ...], cuda: bool) -> None:
    assert install_torch.is_cuda_build(requirements) is cuda


@pytest.mark.parametrize(
    ("platform", "any_build", "wanted"),
    [
        ("linux", False, [["--no-deps", "torch==2.13.0+cpu"], ["--torch-backend", "cpu", "torch==2.13.0"]]),
        ("linux", True, [["torch==2.13.0"]]),
        ("darwin", False, [["--no-deps", "torch==2.13.0"]]),
    ],
)
def test_cuda_is_never_asked_for_by_accident(platform: str, any_build: bool, wanted: list[list[str]]) -> None:
    asked = install_torch.install_commands("2.13.0", platform=platform, any_build=any_build)
    assert [command[-len(words) :] for command, words in zip(asked, wanted, strict=True)] == wanted


def test_the_installed_build_is_kept() -> None:
    version = install_torch.locked_version()
    assert install_torch.is_installed(version, any_build=True)
    assert not install_torch.is_installed("0.0.1", any_build=True)


def test_where_no_build_is_found_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    failing = [[sys.executable, "-c", "raise SystemExit(1)"]]
    monkeypatch.setattr(install_torch, "is_installed", lambda version, any_build: False)
    monkeypatch.setattr(install_torch, "install_commands", lambda version, platform, any_build: failing)
    monkeypatch.setattr(sys, "argv", ["install_torch.py", "cpu"])
    message = install_torch.main()
    assert message is not None
    assert "make setup TORCH=any" in message


def test_this_interpreter_is_accepted() -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "check_python.py"], check=True, timeout=30)


def test_another_interpreter_is_refused_with_a_way_out() -> None:
    spoilt = "import runpy, sys; sys.version_info = (3, 10, 0); runpy.run_path(sys.argv[1])"
    refused = subprocess.run(
        [sys.executable, "-c", spoilt, ROOT / "scripts" / "check_python.py"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert refused.returncode == 1
    assert "make setup PYTHON=" in refused.stderr
