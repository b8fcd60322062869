from hypothesis import given, strategies

from service.streaming import pieces


@given(strategies.text(alphabet="新北区2024年。！？；\n[]1”’）) .a") | strategies.text())
def test_the_pieces_joined_are_the_text(text: str) -> None:
    parts = list(pieces(text))
    assert "".join(parts) == text
    assert all(parts)


def test_a_sentence_keeps_its_markers() -> None:
    assert list(pieces("收到239件。[1][2]审结203件”。[3]\n完")) == ["收到239件。[1][2]", "审结203件”。[3]", "\n", "完"]
