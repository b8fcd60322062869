"""Where results are kept: one file a commit, with the settings that made them."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
NO_COMMIT = "no-commit"
"""Outside a git checkout, or before the first commit."""


def short_commit(folder: Path = RESULTS) -> str:
    """Of the checkout that holds the folder."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=folder, capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return NO_COMMIT
    return done.stdout.strip() if done.returncode == 0 else NO_COMMIT


def write_results(content: Mapping[str, Any], commit: str, folder: Path = RESULTS) -> Path:
    """Merges the content into the commit's file: answers and ablation are written by different runs."""
    path = folder / f"{commit}.json"
    folder.mkdir(parents=True, exist_ok=True)
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    merged = {"commit": commit, **before, **content}
    path.write_text(json.dumps(merged, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path
