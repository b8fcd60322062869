"""Finding the commands, before they are run in test_documentation.py."""

import pytest

from tests.documents import Command, commands, fence_languages, programs


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("```sh\nmake serve\nmake test\n```", [(2, "make serve"), (3, "make test")]),
        ("```sh\nmake serve   # all of it\n# a remark\n\n```", [(2, "make serve")]),
        ("```sh\nfazhi ask 'a#b'\n```", [(2, "fazhi ask 'a#b'")]),  # no comment: no space before it
        ("```sh\ncurl a \\\n  -d b\nmake\n```", [(2, "curl a -d b"), (4, "make")]),
        ("```sh\ngit clone a && cd a\n```", [(2, "git clone a"), (2, "cd a")]),
        ("1. so\n\n   ```sh\n   make\n   ```", [(4, "make")]),  # in a list
        ("```json\n{}\n```\n```sh\nmake\n```", [(5, "make")]),
        ("`make` in prose", []),
    ],
)
def test_commands_are_found(block: str, expected: list[tuple[int, str]]) -> None:
    assert [(command.line, command.text) for command in commands(block)] == expected


def test_what_a_console_shows_is_the_output_of_the_command_above() -> None:
    block = "```console\n$ fazhi ask 新北区\n239件。[1]\n\n  出处\n$ make\n```"
    assert list(commands(block)) == [Command(2, "fazhi ask 新北区", ("239件。[1]", "出处")), Command(6, "make")]


def test_a_program_is_a_whole_block_with_what_it_prints() -> None:
    block = "so\n\n```python\nprint(1)\n# > 1\n# a remark\n```\n```sh\nmake\n```"
    assert list(programs(block)) == [Command(4, "print(1)\n# > 1\n# a remark\n", ("1",))]


def test_the_language_of_every_fence_is_told() -> None:
    assert fence_languages("```sh\nmake\n```\n\n```\nmake\n```") == ["sh", ""]
