"""Says what to do where the interpreter that would make .venv is too old or too new. Runs on any Python 3."""

import sys

OLDEST = (3, 11)
NEWEST = (3, 14)  # onnxruntime, which chromadb needs, has no wheels for later ones yet

if not OLDEST <= sys.version_info[:2] <= NEWEST:
    sys.exit(
        "需要 Python {}.{} 至 {}.{}，而 {} 是 {}.{}。请指定另一个解释器，例如：make setup PYTHON=python3.12".format(
            *OLDEST, *NEWEST, sys.executable, *sys.version_info[:2]
        )
    )
