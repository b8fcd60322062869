"""Every command in a code block of the documents is run: by an entry of RUNNERS below, or by CI.

A command that no entry takes fails its test. To document one of a new kind, add what runs it. What a `console` block
shows under a command has to come out of it; … stands for what changes or is left out.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.documents import OTHER_LANGUAGES, SHELL_LANGUAGES, Command, commands, fence_languages, programs
from tests.endpoint import MODEL, endpoint, says
from tests.workplace import Workplace, free_port

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [
    path
    for path in (
        ROOT / "README.md",
        ROOT / "README.zh-CN.md",
        ROOT / "CONTRIBUTING.md",
        *sorted(ROOT.glob("docs/*.md")),
    )
    if path.exists()
]
COMMANDS = [
    pytest.param(command, id=f"{path.name}:{command.line} {command.text[:40]}")
    for path in DOCUMENTS
    for command in commands(path.read_text("utf-8"))
]
PROGRAMS = [
    pytest.param(program, id=f"{path.name}:{program.line}")
    for path in DOCUMENTS
    for program in programs(path.read_text("utf-8"))
]
ADDRESS = "127.0.0.1:8000"
CHROMA_ADDRESS = "127.0.0.1:8001"
"""Where the documents have the service and a Chroma server; the tests have them at free ports."""


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("documentation")
    shutil.copytree(ROOT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*", "__pycache__", "*.egg-info"))
    (folder / ".curlrc").write_text("fail-with-body\nsilent\nshow-error\n")
    return Workplace(folder, {"CURL_HOME": str(folder), "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "100"})


@pytest.fixture(scope="module")
def filled(workplace: Workplace, seeded_home: Path) -> Workplace:
    """With the five reports indexed; from nothing, `make serve` indexes them."""
    shutil.copytree(seeded_home, workplace.folder / ".fazhi")
    return workplace


@pytest.fixture(scope="module")
def service(workplace: Workplace) -> Iterator[str]:
    """The address, without http://, of what `make serve` starts, over a data folder of its own."""
    address = f"127.0.0.1:{free_port()}"
    own = Workplace(workplace.folder, {"FAZHI_HOME": ".fazhi-service", "FAZHI_PORT": address.rpartition(":")[2]})
    with own.serving("make serve", f"http://{address}/readyz"):
        yield address


Runner = Callable[[str, pytest.FixtureRequest], str | None]
"""Runs a command; returns what it printed, None where that is not looked at."""


def by_ci(command: str, _: pytest.FixtureRequest) -> None:
    """CI starts from a clone; setting up comes before the tests and the checks."""
    if command.startswith("make"):
        target = command.split()[1]
        steps = (ROOT / ".ci" / "run").read_text("utf-8")
        assert target == "setup" or re.search(rf"^make (.* )?{target}( |$)", steps, re.MULTILINE)


def to_its_end(command: str, request: pytest.FixtureRequest) -> str:
    filled: Workplace = request.getfixturevalue("filled")
    return filled.run(command)


def with_the_service(command: str, request: pytest.FixtureRequest) -> str:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    workplace: Workplace = request.getfixturevalue("workplace")
    return workplace.run(command.replace(ADDRESS, request.getfixturevalue("service")))


def make_serve(_: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("service")


def until_it_answers(command: str, request: pytest.FixtureRequest) -> None:
    """A server, with a Chroma server beside it where the command names one."""
    workplace: Workplace = request.getfixturevalue("workplace")
    port, chroma_port = free_port(), free_port()
    own = Workplace(workplace.folder, {"FAZHI_HOME": f".fazhi-{port}", "FAZHI_PORT": str(port)})
    command = command.replace(CHROMA_ADDRESS, f"127.0.0.1:{chroma_port}")
    command = re.sub(r"--port \d+", f"--port {port}", command)
    if "chroma run" in command:
        with own.serving(command, f"http://127.0.0.1:{port}/api/v2/heartbeat"):
            return
    ready = f"http://127.0.0.1:{port}/readyz"
    if "CHROMA_URL" not in command:
        with own.serving(command, ready):
            return
    chroma = f"chroma run --path .chroma-{chroma_port} --port {chroma_port}"
    with own.serving(chroma, f"http://127.0.0.1:{chroma_port}/api/v2/heartbeat"), own.serving(command, ready):
        return


def bench(_: str, request: pytest.FixtureRequest) -> None:
    workplace: Workplace = request.getfixturevalue("workplace")
    assert "indexing" in workplace.run("make bench BENCH=--quick")


def eval_llm(command: str, request: pytest.FixtureRequest) -> None:
    """One case that no model is asked about: what a model writes is measured elsewhere."""
    workplace: Workplace = request.getfixturevalue("workplace")
    with endpoint(says("")) as server:
        variables = {"FAZHI_LLM_BASE_URL": server.base_url, "FAZHI_LLM_MODEL": MODEL}
        own = Workplace(workplace.folder, {**workplace.variables, **variables})
        assert "written" in own.run("make eval-llm EVAL='--case una-001'")


PRINTED: dict[str, str | None] = {}
"""What each command that was run has printed."""
RUNNERS: dict[str, Runner] = {
    "git clone": by_ci,
    "cd fazhi": by_ci,
    "make setup": by_ci,
    "make test": by_ci,
    "make test-slow": by_ci,
    "make check": by_ci,
    "make serve": make_serve,
    "make format": to_its_end,
    "make bench": bench,
    "make eval-llm": eval_llm,
    "chroma run": until_it_answers,
    "fazhi serve": until_it_answers,
    "fazhi": to_its_end,
    "curl": with_the_service,
}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_documented_command_works(command: Command, request: pytest.FixtureRequest) -> None:
    bare = re.sub(r"^([A-Z_]+=\S+\s+)*", "", command.text)
    runner = next((run for start, run in RUNNERS.items() if re.match(rf"{start}(\s|$)", bare)), None)
    assert runner is not None, f"nothing runs {command.text!r}: add an entry to RUNNERS"
    if command.text not in PRINTED:  # the two READMEs show the same commands
        PRINTED[command.text] = runner(command.text, request)
    assert missing_lines(command.printed, PRINTED[command.text] or "") == []


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_documented_program_works(program: Command, workplace: Workplace, service: str) -> None:
    (workplace.folder / "documented.py").write_text(program.text.replace(ADDRESS, service), "utf-8")
    assert program.printed
    assert missing_lines(program.printed, workplace.run("python documented.py")) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_code_block_tells_its_language(document: Path) -> None:
    assert set(fence_languages(document.read_text("utf-8"))) <= SHELL_LANGUAGES | OTHER_LANGUAGES


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize(
    ("shown", "printed", "missing"),
    [
        (("收到239件。[1]",), "收到239件。\n[1]\n", []),  # folded at the terminal's edge
        (("收到240件。[1]",), "收到239件。[1]", ["收到240件。[1]"]),
        (('{"id": "…", "answer": "收到…"}',), '{"id":"a7","answer":"收到239件"}', []),
        (("二", "一"), "一\n二", ["一"]),  # in order
    ],
)
def test_what_is_shown_has_to_be_printed(shown: tuple[str, ...], printed: str, missing: list[str]) -> None:
    assert missing_lines(shown, printed) == missing


def missing_lines(shown: tuple[str, ...], printed: str) -> list[str]:
    """The shown lines that are not in the print, in order, whatever the white space."""
    rest = "".join(printed.split())
    missing = []
    for line in shown:
        pieces = ["".join(piece.split()) for piece in line.split("…")]
        found = re.search(".*?".join(map(re.escape, pieces)), rest)
        if found is None:
            missing.append(line)
        else:
            rest = rest[found.end() :]
    return missing
