"""The import contracts of pyproject.toml hold, and each of them can fail."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("service", "prompts", "vectorstore", "evals", "tests")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [command, "--no-logo", "--cache-dir", folder / ".import_linter_cache"],
        cwd=folder,
        env={"COLUMNS": "300", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sources, to be spoilt."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        for source in (ROOT / package).rglob("*.py"):
            target = tmp_path / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return tmp_path


def test_imports_follow_the_contracts(project: Path) -> None:
    result = lint_imports(project)
    assert result.returncode == 0, result.stdout + result.stderr
    assert " 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("vectorstore/types.py", "import service.errors", "Imports go downward"),
        ("service/errors.py", "import evals.collection", "Imports go downward"),
        ("prompts/__init__.py", "import service.errors", "Imports go downward"),
        ("prompts/__init__.py", "import vectorstore.types", "Imports go downward"),
        ("service/ask/answer.py", "import service.compare.compare", "The floors of the service"),
        ("service/compare/compare.py", "import service.ask.answer", "The floors of the service"),
        ("service/table/rows.py", "import service.questions.topic", "The floors of the service"),
        ("service/cited/check.py", "import service.table.rows", "The floors of the service"),
        ("service/ask/answer.py", "import service.wiring", "The floors of the service"),
        ("service/storey.py", "", "The floors of the service"),
        ("vectorstore/genre/text.py", "import vectorstore.reports.layout", "The floors of the vectorstore"),
        ("vectorstore/reports/readers.py", "import vectorstore.catalog.catalog", "The floors of the vectorstore"),
        ("vectorstore/figures/ledger.py", "import vectorstore.storage", "The floors of the vectorstore"),
        ("service/table/rows.py", "import service.resources", "What needs the collection or the model is handed it"),
        ("service/settings.py", "from fastapi import Request", "FastAPI stays in service.http and service.app"),
        ("vectorstore/search.py", "import chromadb.errors", "Chroma stays in vectorstore.indexes.vectors"),
        ("service/wiring.py", "import tantivy", "tantivy stays in vectorstore.indexes.words"),
        ("vectorstore/genre/terms.py", "import rjieba", "rjieba stays in vectorstore.genre.text"),
        ("vectorstore/search.py", "import torch", "The model's libraries stay in vectorstore.embedding.encoder"),
        ("vectorstore/search.py", "from sqlalchemy import select", "SQL stays in vectorstore.catalog"),
        ("service/cli/main.py", "import xlsxwriter", "xlsxwriter stays in service.compare.workbook"),
        (
            "service/review/review.py",
            "import docx",
            "python-docx stays in service.draft.files.word and vectorstore.reports.word.text",
        ),
        ("service/wiring.py", "import langchain_openai", "LangChain and openai stay in service.llm.chat"),
        ("service/llm/wire.py", "import openai", "LangChain and openai stay in service.llm.chat"),
        ("service/llm/faults.py", "import httpx2", "httpx2 stays in service.llm.wire and service.llm.chat"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(project: Path, module: str, line: str, contract: str) -> None:
    source = project / module
    before = source.read_text("utf-8") if source.exists() else ""
    source.write_text(f"{before}\n{line}\n", encoding="utf-8")
    result = lint_imports(project)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{contract} BROKEN" in result.stdout


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        str(source.relative_to(ROOT))
        for package in ("service", "prompts", "vectorstore")
        for source in (ROOT / package).rglob("*.py")
        if reads_environment(source.read_text("utf-8"))
    }
    assert readers == {"service/settings.py"}


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("import os\nos.environ['HF_HUB_OFFLINE'] = '1'", False),  # tells a library, asks for nothing
        ("import os\nos.environ.update(A='1')", False),
        ("import os\nhome = os.environ['FAZHI_HOME']", True),
        ("import os\nhome = os.environ.get('FAZHI_HOME')", True),
        ("import os\nsettings(os.environ)", True),
        ("import os\nhome = os.getenv('FAZHI_HOME')", True),
        ("from os import getenv", True),
    ],
)
def test_reading_the_environment_is_seen(source: str, reads: bool) -> None:
    assert reads_environment(source) is reads


def reads_environment(source: str) -> bool:
    """Whether a module asks the environment for something, other than by writing to it."""
    tree = ast.parse(source)
    written = {
        id(node.value)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store))
        or (isinstance(node, ast.Attribute) and node.attr in ("setdefault", "update"))
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            if {alias.name for alias in node.names} & {"environ", "getenv"}:
                return True
        elif isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv") and id(node) not in written:
            return True
    return False


MIRRORED = {
    "ask": "the command, the route",
    "check": "the command, what it calls",
    "compare": "the command, what it calls",
    "draft": "the command, what it calls",
    "remove": "the command, what it calls",
    "passages": "each writer's material: of an answer, of a comparison",
    "prompt_of": "each writer's prompt",
    "proved": "each writer's proof of a sentence",
    "write": "each writer",
}
"""Public functions of service/ that mirror one another on purpose, and what they are."""


def test_a_class_name_stands_for_one_thing() -> None:
    assert doubled(classes, "service", "vectorstore", "prompts") == {}


def test_functions_of_the_service_share_a_name_only_where_they_mirror_one_another() -> None:
    assert doubled(public_functions, "service").keys() == MIRRORED.keys()


def test_doubled_names_are_seen() -> None:
    source = "class Line: ...\nclass _Open: ...\ndef cut(): ...\ndef _cut(): ...\n"
    assert classes(ast.parse(source)) == ["Line", "_Open"]
    assert public_functions(ast.parse(source)) == ["cut"]
    assert more_than_once({"a.py": ["Line"], "b.py": ["Line", "Span"]}) == {"Line": ["a.py", "b.py"]}


def doubled(names: Callable[[ast.Module], list[str]], *packages: str) -> dict[str, list[str]]:
    """The names that several modules define, with the modules."""
    sources = [source for package in packages for source in sorted((ROOT / package).rglob("*.py"))]
    parsed = {source: ast.parse(source.read_text("utf-8")) for source in sources}
    return more_than_once({str(source.relative_to(ROOT)): names(tree) for source, tree in parsed.items()})


def more_than_once(by_module: Mapping[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for module, names in by_module.items():
        for name in names:
            found.setdefault(name, []).append(module)
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def classes(tree: ast.Module) -> list[str]:
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def public_functions(tree: ast.Module) -> list[str]:
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return [node.name for node in functions if not node.name.startswith("_")]
