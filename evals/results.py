"""Where results are kept: one file a commit, with the settings that made them."""

import fcntl
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
NO_COMMIT = "no-commit"
"""Outside a git checkout, or before the first commit."""


def short_commit(folder: Path = RESULTS) -> str:
    """Of the checkout that holds the folder."""
    return _git(folder, "rev-parse", "--short", "HEAD") or NO_COMMIT


def uncommitted(folder: Path = RESULTS) -> bool:
    """Whether a file of the checkout that git knows was changed since its last commit."""
    return bool(_git(folder, "status", "--porcelain", "--untracked-files=no"))


def write_results(content: Mapping[str, Any], commit: str, folder: Path = RESULTS) -> Path:
    """Merges the content into the commit's file: it is written by different runs, and by several processes of one."""
    path = folder / f"{commit}.json"
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        merged = {"commit": commit, **before, **content}
        path.write_text(json.dumps(merged, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _git(folder: Path, *arguments: str) -> str:
    """What git prints; nothing where there is no git, or no checkout."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Waits for other processes. The folder itself is locked: what lies in it is committed, which no lock file is."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)
