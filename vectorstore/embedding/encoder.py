"""Text to vectors by a sentence-transformers model: the embedded one, a folder, or a name on the model hub."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from vectorstore.embedding.embedded_model import NAME, embedded_model_folder
from vectorstore.errors import ModelUnavailable
from vectorstore.types import Vectors

BATCH_CHARACTERS = 2048
"""Texts of one forward pass times the longest of them. Measured on the five reports with two cores: larger batches are
slower (they leave the processor's caches and are padded more), and a question waits for at most one batch."""
BATCH_TEXTS = 64

_PASSAGE_PROMPTS = ("document", "passage", "corpus")
"""Names under which models keep the prompt for passages, as in SentenceTransformer.encode_document."""
_MODEL_FILES = {".json", ".txt", ".model", ".safetensors", ".bin"}


class SentenceTransformerEncoder:
    """An Encoder (see vectorstore.types) that many threads may use at once.

    All forward passes run in one thread of its own. Each uses all cores, so two at a time gain nothing; the tokenizer
    keeps state; and every thread that calls PyTorch gets a team of workers, which would take the cores from each other.
    """

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model.eval()
        self._name = name
        self._query_prompt = model.prompts.get("query") or ""
        self._passage_prompt = next((prompt for key in _PASSAGE_PROMPTS if (prompt := model.prompts.get(key))), "")
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")
        self._dimensions = len(self.encode_query("。"))

    @property
    def name(self) -> str:
        return self._name

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Shape (texts, dimensions), in the order of `texts`; `progress` gets the number of texts done so far.

        Text beyond the model's length (512 tokens for the embedded one) does not count.
        """
        vectors = numpy.empty((len(texts), self._dimensions), numpy.float32)
        done = 0
        for batch in _batches(texts):
            vectors[batch] = self._forward([texts[index] for index in batch], self._passage_prompt, "document")
            done += len(batch)
            if progress is not None:
                progress(done)
        return vectors

    def encode_query(self, text: str) -> Vectors:
        """Shape (dimensions,)."""
        return numpy.ascontiguousarray(self._forward([text], self._query_prompt, "query")[0])

    def _forward(self, texts: list[str], prompt: str, task: str) -> Vectors:
        """Waits for its turn: a question comes before the next batch of a long encode_passages."""
        return self._thread.submit(self._encode, texts, prompt, task).result()

    def _encode(self, texts: list[str], prompt: str, task: str) -> Vectors:
        """What SentenceTransformer.encode does with one batch, less the millisecond or two of its own checks."""
        # Half a surrogate pair, as a broken JSON escape or a command line gives it, is nothing a tokenizer takes.
        encodable = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        with torch.inference_mode():
            features = self._model.preprocess(encodable, prompt=prompt, task=task)
            embeddings = self._model(features, task=task)["sentence_embedding"]
            # In float32: a vector that was normalised in bfloat16 has a length of 0.997 to 1.003.
            normalised: Vectors = torch.nn.functional.normalize(embeddings.float(), dim=1).numpy()
        return normalised


def load_encoder(model: str | None, cache: Path, dtype: torch.dtype | None = None) -> SentenceTransformerEncoder:
    """The embedded model where `model` is None, written to `cache` first where needed; else a folder or a hub name.

    Only a hub name that was never fetched before uses the network. `dtype` is by default the processor's best. Raises
    ModelUnavailable, and what embedded_model_folder raises.
    """
    dtype = dtype or best_dtype()
    if model is None:
        folder = embedded_model_folder(cache)
        remedy = f"内置向量模型无法加载，文件可能已损坏。请删除目录 {folder} 后重试"
        return _encoder(str(folder), NAME, dtype, remedy)
    path = Path(model).expanduser()
    remedy = f"FAZHI_EMBEDDING_MODEL 指定的向量模型 {model} 无法加载。请换用完整的模型，或取消该设置以使用内置模型"
    if path.is_dir():
        return _encoder(str(path), f"{path.resolve().name}@{_fingerprint(path)}", dtype, remedy)
    if path.exists() or path.is_absolute() or model.startswith((".", "~")) or model.count("/") > 1 or "\\" in model:
        raise ModelUnavailable(f"FAZHI_EMBEDDING_MODEL 指定的目录 {model} 不存在。请改正，或取消该设置以使用内置模型")
    try:
        return _encoder(model, model, dtype, remedy)
    except ModelUnavailable:  # not fetched before
        return _encoder(model, model, dtype, remedy, local_files_only=False)


def best_dtype() -> torch.dtype:
    """bfloat16 where the processor multiplies it natively, float32 elsewhere.

    Measured on two cores each, the five reports' paragraphs: with AMX 2.7 times as fast as float32, with AVX-512 BF16
    (no AMX) 1.5 to 2 times. On others it is emulated and slower.
    """
    capabilities = torch.cpu.get_capabilities()
    native = capabilities.get("amx_bf16") or capabilities.get("avx512_bf16")
    return torch.bfloat16 if native else torch.float32


def _encoder(
    source: str, name: str, dtype: torch.dtype, remedy: str, local_files_only: bool = True
) -> SentenceTransformerEncoder:
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # a bar for the 30 ms that reading the weights takes
    try:
        model = SentenceTransformer(
            source, device="cpu", local_files_only=local_files_only, model_kwargs={"dtype": dtype}
        )
        return SentenceTransformerEncoder(model, name)
    except Exception as error:  # a broken folder surfaces as anything from KeyError to SafetensorError
        raise ModelUnavailable(f"{remedy}（{type(error).__name__}: {error}）") from error


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Indices of `texts`, the longest first, each batch within BATCH_CHARACTERS but for a text that is longer alone."""
    by_length = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
    start = 0
    while start < len(by_length):
        longest = max(1, len(texts[by_length[start]]))
        end = start + min(BATCH_TEXTS, max(1, BATCH_CHARACTERS // longest))
        yield by_length[start:end]
        start = end


def _fingerprint(folder: Path) -> str:
    """Of the configuration and the weights, so that another model in the same place is told apart."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _MODEL_FILES):
        digest.update(str(path.relative_to(folder)).encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
