"""The word index: Chinese dictionary words, ranked by BM25. Derived from the catalog."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from tantivy import Document, Index, IndexWriter, Occur, Query, Schema, SchemaBuilder

from vectorstore.errors import IndexCorrupt
from vectorstore.genre.text import words_within
from vectorstore.storage import discard, engine_errors, index_corrupt, prepare_folder
from vectorstore.types import Passage

WRITER_BYTES = 64 * 2**20
"""Memory of a write before it goes to disk: holds a batch of a thousand reports' worth of passages."""

LETTER = r"[^\W\d_\u2e80-\uffff\U00020000-\U0003ffff]"
"""Of an alphabet; from U+2E80 on stand the characters that are written without spaces."""

PIECES = re.compile(
    rf"(?P<foreign>(?P<digits>\d*){LETTER}(?:{LETTER}|\d)*(?:[-']{LETTER}+)*)|(?P<number>\d+(?:\.\d+)*%?)|(?P<chinese>[^\W\d_]+)"
)
THOUSANDS = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}(?:,\d{3})+(?!\d|,\d)")


def words(text: str) -> list[str]:
    """The words of a text, in order, with the words within longer ones: 行政复议 also gives 行政 and 复议.

    NFKC and lower case: ２０２４ is 2024, ＡＩ is ai. 98.7% and 12345 stay whole, 1,234 is 1234. No punctuation.
    """
    # Before NFKC, which would make a full-width comma the one that groups digits.
    normal = unicodedata.normalize("NFKC", text.replace("，", " ")).lower()
    normal = THOUSANDS.sub(lambda match: match[0].replace(",", ""), normal)
    found: list[str] = []
    for match in PIECES.finditer(normal):
        if match["chinese"]:
            found += words_within(match[0])
        else:
            found.append(match[0])
        if match["digits"]:
            # 50kg is also found by 50.
            found.append(match["digits"])
    return found


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("passage_id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("report_id", "region_code", "year"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    # The words come cut already, joined by spaces. No positions: nothing asks for phrases.
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


class WordIndex:
    """A tantivy index in a folder. Safe to share between threads; sees what other processes have committed.

    Writers must take turns (storage.write_lock). Methods raise IndexCorrupt, StorageFull or StorageUnavailable.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._schema = _schema()
        with self._errors():
            self._open()

    def add(self, passages: Iterable[Passage]) -> None:
        """Puts passages in, in place of those of the same ids. All are there when it returns, or none."""
        with self._errors():
            writer = self._writer()
            for passage in passages:
                writer.delete_documents_by_term("passage_id", passage.passage_id)
                writer.add_document(
                    Document(
                        passage_id=passage.passage_id,
                        report_id=passage.report_id,
                        region_code=passage.region_code,
                        year=str(passage.year),
                        body=" ".join(words(passage.contextual_text)),
                    )
                )
            _finish(writer)

    def delete(self, report_id: str) -> None:
        with self._errors():
            writer = self._writer()
            writer.delete_documents_by_term("report_id", report_id)
            _finish(writer)

    def search(
        self,
        words: Sequence[str],
        limit: int,
        report_ids: Sequence[str] | None = None,
        weights: Mapping[str, float] | None = None,
    ) -> list[tuple[str, float]]:
        """The best passages that hold any of the words: (passage id, BM25 score), best first, always in the same order.

        weights multiplies a word's part in the score; 1 where it names none. report_ids None looks at all reports.
        """
        if not words or limit < 1 or (report_ids is not None and not report_ids):
            return []
        with self._errors():
            self._refresh()
            searcher = self._index.searcher()
            hits = searcher.search(self._query(words, report_ids, weights or {}), limit, count=False).hits
            scored = [(str(searcher.doc(address)["passage_id"][0]), float(score)) for score, address in hits]
        return sorted(scored, key=lambda found: (-found[1], found[0]))

    def knows(self, text: str) -> bool:
        """Whether each word of the text stands somewhere in the collection."""
        with self._errors():
            self._refresh()
            searcher = self._index.searcher()
            return all(searcher.doc_freq("body", word) > 0 for word in dict.fromkeys(words(text)))

    def count(self) -> int:
        with self._errors():
            self._refresh()
            return int(self._index.searcher().num_docs)

    def reset(self) -> None:
        """Empties the index, also one that cannot be read: then the folder is made anew."""
        try:
            with self._errors():
                writer = self._writer()
                writer.delete_all_documents()
                _finish(writer)
        except IndexCorrupt:
            discard(self._folder)
            with self._errors():
                self._open()

    def _open(self) -> None:
        prepare_folder(self._folder)
        self._index = Index(self._schema, path=str(self._folder))
        # Its own watcher looks every half second; _refresh looks at every search.
        self._index.config_reader("manual")
        self._index.reload()
        self._seen = self._commit_mark()

    def _refresh(self) -> None:
        """Loads what was committed since, by this process or another."""
        mark = self._commit_mark()
        if mark != self._seen:
            self._index.reload()
            self._seen = mark

    def _commit_mark(self) -> tuple[int, int]:
        """A commit replaces meta.json, so that its inode and time tell one commit from the next."""
        stat = (self._folder / "meta.json").stat()
        return stat.st_ino, stat.st_mtime_ns

    def _writer(self) -> IndexWriter:
        # One thread: one segment a commit, and the order of the passages is that of their adding.
        return self._index.writer(WRITER_BYTES, 1)

    def _query(self, words: Sequence[str], report_ids: Sequence[str] | None, weights: Mapping[str, float]) -> Query:
        terms = {word: Query.term_query(self._schema, "body", word, "freq") for word in words}
        weighted = [Query.boost_query(term, weights.get(word, 1.0)) for word, term in terms.items()]
        query = Query.boolean_query([(Occur.Should, term) for term in weighted])
        if report_ids is None:
            return query
        # Of no score of its own, so that a scope changes which passages are found and not how they are ranked.
        within = Query.const_score_query(Query.term_set_query(self._schema, "report_id", list(report_ids)), 0.0)
        return Query.boolean_query([(Occur.Must, query), (Occur.Must, within)])

    def _errors(self) -> AbstractContextManager[None]:
        return engine_errors(f"词索引目录 {self._folder} ", index_corrupt(self._folder))


def _finish(writer: IndexWriter) -> None:
    """Commits and gives the index's lock back, which a writer holds for as long as it lives."""
    writer.commit()
    writer.wait_merging_threads()
