"""The version of a ledger: which rules and which words read it."""

import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files

BITS = 30
"""As many as every database's INTEGER holds."""
_MAKE_A_LEDGER = ("vectorstore.genre", "vectorstore.figures")


def rules_and_words() -> Mapping[str, bytes]:
    """By package and name the modules and word lists of the genre and of its figures, as they are."""
    return dict(_sources())


def version_of(sources: Mapping[str, bytes]) -> int:
    """The same on every machine, another with every change of a source: figures of another version are read anew."""
    digest = hashlib.sha256()
    for name, source in sorted(sources.items()):
        text = source.replace(b"\r\n", b"\n")
        digest.update(f"{name} {len(text)}\n".encode() + text)
    return int.from_bytes(digest.digest()[:4], "big") >> (32 - BITS)


def _sources() -> Iterator[tuple[str, bytes]]:
    for package in _MAKE_A_LEDGER:
        for file in files(package).iterdir():
            if file.name.endswith((".py", ".toml")):
                yield f"{package}/{file.name}", file.read_bytes()
