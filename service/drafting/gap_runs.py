"""A sentence cut into its own words and what is open in it, with what belongs to that. Pure."""

from collections.abc import Sequence

from service.drafting.types import Gap, Piece


def runs_of(pieces: Sequence[Piece]) -> list[str | tuple[Piece, ...]]:
    """Text, and gaps that belong together: side by side but for punctuation, or in the bracket behind."""
    rest = [piece for piece in pieces if piece]
    runs: list[str | tuple[Piece, ...]] = []
    while rest:
        first = rest.pop(0)
        if isinstance(first, str):
            runs.append(first)
            continue
        run: list[Piece] = [first]
        while more := _going_on(rest):
            run += more
        runs.append(tuple(run))
    return runs


def _going_on(rest: list[Piece]) -> list[Piece]:
    """Takes from what follows a gap what belongs to it: another gap, or a bracket that holds some, （【…】件）."""
    if rest and isinstance(rest[0], Gap):
        return [rest.pop(0)]
    if closed := _closing(rest):
        count, length = closed
        last = rest[count]
        assert isinstance(last, str)
        taken = [*rest[:count], last[:length]]
        rest[: count + 1] = [last[length:]] if last[length:] else []
        return taken
    if len(rest) > 1 and _is_punctuation(rest[0]) and isinstance(rest[1], Gap):
        return [rest.pop(0), rest.pop(0)]
    return []


def _closing(rest: Sequence[Piece]) -> tuple[int, int] | None:
    """Where a bracket that opens the text ends, if there are gaps in it: the piece, and how much of it."""
    if not rest or not isinstance(rest[0], str) or not rest[0].startswith(("（", "(")):
        return None
    depth = 0
    for count, piece in enumerate(rest):
        for length, sign in enumerate(piece if isinstance(piece, str) else "", 1):
            depth += (sign in "（(") - (sign in "）)")
            if depth == 0:
                return (count, length) if count else None
    return None


def _is_punctuation(piece: Piece) -> bool:
    return isinstance(piece, str) and not any(map(str.isalnum, piece)) and not piece.startswith(("（", "("))
