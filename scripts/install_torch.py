"""Puts the CPU build of PyTorch into the environment that runs this script.

On Linux the build that the package index offers brings several GB of CUDA libraries, which nothing here uses. So pip is
asked for the CPU build by its full version, which it finds at once or not at all (a mirror or a folder of wheels in
pip's configuration may have it; the package index never does); else uv fetches it from where PyTorch publishes it. Told
`any`, it takes what pip finds first, CUDA or not. On other systems the package index has the CPU build itself.

The script stands on the standard library alone: it runs in an environment that is still being made. uv and what PyTorch
depends on are in requirements.lock, installed before.
"""

import argparse
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"

NO_CPU_BUILD = """
没有找到 PyTorch {version} 的 CPU 版。pip 的配置里没有，uv 也没能从 PyTorch 的发布地址取到（见上面的输出）。可以：
  · 检查网络或代理后再运行一次；
  · 把 torch {version}+cpu 的 wheel 文件放进一个文件夹，再运行：PIP_FIND_LINKS=该文件夹 make setup；
  · 接受带 CUDA 的版本（数 GB）：make setup TORCH=any。
"""


def locked_version() -> str:
    """The version that pyproject.toml holds PyTorch to."""
    constraints: list[str] = tomllib.loads(PROJECT.read_text("utf-8"))["tool"]["uv"]["constraint-dependencies"]
    pinned = dict(constraint.split("==") for constraint in constraints)
    return pinned["torch"]


def is_cuda_build(requirements: Sequence[str]) -> bool:
    """Whether a wheel with these requirements is a CUDA build: only those ask for NVIDIA's libraries."""
    return any(requirement.startswith(("nvidia-", "cuda-")) for requirement in requirements)


def is_installed(version: str, *, any_build: bool) -> bool:
    """Whether the environment holds this version, as a CPU build unless any will do."""
    try:
        installed = metadata.distribution("torch")
    except metadata.PackageNotFoundError:
        return False
    if installed.version.partition("+")[0] != version:
        return False
    return any_build or sys.platform != "linux" or not is_cuda_build(installed.requires or ())


def install_commands(version: str, *, platform: str, any_build: bool) -> list[list[str]]:
    """The commands to try in turn until one succeeds."""
    pip = [sys.executable, "-m", "pip", "install"]
    if any_build:
        return [[*pip, f"torch=={version}"]]
    if platform != "linux":
        return [[*pip, "--no-deps", f"torch=={version}"]]
    uv = [sys.executable, "-m", "uv", "pip", "install", "--python", sys.executable]
    return [
        [*pip, "--no-deps", f"torch=={version}+cpu"],
        [*uv, "--no-deps", "--reinstall", "--torch-backend", "cpu", f"torch=={version}"],
    ]


def main() -> str | None:
    """Installs; returns what to tell the user where that failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", choices=["cpu", "any"])
    any_build = parser.parse_args().build == "any"
    version = locked_version()
    if is_installed(version, any_build=any_build):
        return None
    for command in install_commands(version, platform=sys.platform, any_build=any_build):
        if subprocess.run(command, check=False).returncode == 0:
            return None
    return NO_CPU_BUILD.format(version=version)


if __name__ == "__main__":
    sys.exit(main())
