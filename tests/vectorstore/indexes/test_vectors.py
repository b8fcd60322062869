import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy
import pytest

from tests.vectorstore.documents import JINTAN, PUKOU, XINBEI, WordHashEncoder, made_document
from vectorstore.errors import IndexCorrupt, StorageUnavailable
from vectorstore.indexes.passages import passages_of
from vectorstore.indexes.vectors import VectorIndex
from vectorstore.types import Passage, Region, Vectors

ENCODER = WordHashEncoder()


def passages(*regions: Region) -> list[Passage]:
    documents = [made_document(region) for region in regions]
    return [passage for document in documents for passage in passages_of(document.report, document.paragraphs)]


def encoded(some: list[Passage]) -> Vectors:
    return ENCODER.encode_passages([passage.contextual_text for passage in some])


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server on the loopback interface."""
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--host", "127.0.0.1"], stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                if httpx.get(f"{url}/api/v2/heartbeat", trust_env=False).is_success:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        else:
            pytest.fail("chroma run did not come up:\n" + (folder / "log").read_text())
        yield url
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(params=["embedded", "server"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    index = (
        VectorIndex(tmp_path / "vectors")
        if request.param == "embedded"
        else VectorIndex(url=request.getfixturevalue("server"))
    )
    index.reset()
    some = passages(XINBEI, JINTAN)
    index.add(some, encoded(some))
    yield index
    index.close()


def test_the_nearest_is_itself_with_cosine_one(index: VectorIndex) -> None:
    some = passages(XINBEI, JINTAN)
    for passage, vector in zip(some, encoded(some), strict=True):
        (first, cosine), *rest = index.nearest(vector, 6)
        assert first == passage.passage_id
        assert cosine == pytest.approx(1, abs=1e-5)
        assert [score for _, score in rest] == sorted((score for _, score in rest), reverse=True)
        assert len(rest) == 5


def test_the_index_and_the_exact_scan_agree(index: VectorIndex) -> None:
    query = ENCODER.encode_query("金坛区行政复议申请多少件")
    some = passages(XINBEI, JINTAN)
    by_hand = dict(zip([passage.passage_id for passage in some], (encoded(some) @ query).tolist(), strict=True))
    assert dict(index.nearest(query, 10)) == pytest.approx(by_hand, abs=1e-5)


def test_reports_are_filtered(index: VectorIndex) -> None:
    query = ENCODER.encode_query("新北区行政复议")
    jintan = passages(JINTAN)
    found = index.nearest(query, 10, [jintan[0].report_id])
    assert {passage_id for passage_id, _ in found} == {passage.passage_id for passage in jintan}
    assert index.nearest(query, 10, []) == []
    assert index.nearest(query, 0) == []


def test_vectors_come_in_the_order_asked_for_and_zeros_for_the_unknown(index: VectorIndex) -> None:
    some = passages(XINBEI)
    ids = [some[2].passage_id, "unknown", some[0].passage_id]
    expected = encoded([some[2], some[0]])
    matrix = index.vectors(ids)
    assert matrix.dtype == numpy.float32
    assert matrix[[0, 2]] == pytest.approx(expected, abs=1e-6)
    assert not matrix[1].any()
    assert len(index.vectors([])) == 0


def test_added_twice_is_there_once_and_deleted_is_gone(index: VectorIndex) -> None:
    some = passages(XINBEI)
    index.add(some, encoded(some))
    assert index.count() == 6
    index.delete(some[0].report_id)
    index.delete("no-such-report")
    assert index.passage_ids() == {passage.passage_id for passage in passages(JINTAN)}
    index.delete_passages([passages(JINTAN)[0].passage_id])
    assert index.count() == 2


def test_more_than_one_batch(index: VectorIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_batch_size", 2)
    some = passages(PUKOU)
    index.add(some, encoded(some))
    assert index.count() == 9
    assert index.vectors([passage.passage_id for passage in some]) == pytest.approx(encoded(some), abs=1e-6)
    index.delete_passages([passage.passage_id for passage in some])
    assert index.count() == 6


def test_reset_takes_vectors_of_another_length(index: VectorIndex) -> None:
    index.reset()
    assert index.count() == 0
    some = passages(XINBEI)
    index.add(some, WordHashEncoder(dimensions=8).encode_passages([passage.text for passage in some]))
    assert index.vectors([some[0].passage_id]).shape == (1, 8)


def test_embedded_is_there_after_a_new_start(tmp_path: Path) -> None:
    some = passages(XINBEI)
    first = VectorIndex(tmp_path / "vectors")
    first.add(some, encoded(some))
    first.close()
    second = VectorIndex(tmp_path / "vectors")
    assert second.nearest(encoded(some)[0], 1)[0][0] == some[0].passage_id
    second.close()


def test_two_clients_share_a_server_also_when_one_makes_the_index_anew(server: str) -> None:
    one, other = VectorIndex(url=server), VectorIndex(url=server)
    one.reset()
    some = passages(XINBEI)
    one.add(some, encoded(some))
    assert other.count() == 3
    assert other.nearest(encoded(some)[1], 1)[0][0] == some[1].passage_id
    one.close()
    other.close()


def test_a_corrupt_folder_names_the_command_that_mends_it_and_can_be_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    folder.mkdir()
    (folder / "chroma.sqlite3").write_bytes(b"not a database" * 1000)
    for _ in range(2):
        with pytest.raises(IndexCorrupt, match="fazhi reindex"):
            VectorIndex(folder)
    (folder / "chroma.sqlite3").unlink()
    index = VectorIndex(folder)
    assert index.count() == 0
    index.close()


def test_damage_while_it_is_open_is_told_and_mended_by_reset(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "vectors")
    some = passages(XINBEI)
    index.add(some, encoded(some))
    for file in (tmp_path / "vectors").glob("chroma.sqlite3*"):
        file.write_bytes(b"rubbish" * 10_000)
    with pytest.raises(IndexCorrupt, match="fazhi reindex"):
        index.vectors([passage.passage_id for passage in some])
    index.reset()
    index.add(some, encoded(some))
    assert index.count() == 3
    index.close()


def test_a_server_that_is_not_there() -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(StorageUnavailable, match=re.escape(url)) as caught:
        VectorIndex(url=url)
    assert "CHROMA_URL" in str(caught.value)


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://127.0.0.1", "http://"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(StorageUnavailable, match="应形如"):
        VectorIndex(url=url)


def test_a_folder_that_may_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageUnavailable, match="无法读写"):
        VectorIndex(tmp_path / "file" / "vectors")


def test_folder_or_url() -> None:
    with pytest.raises(ValueError, match="either"):
        VectorIndex()


def test_a_server_that_accepts_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.indexes.vectors.REQUEST_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(StorageUnavailable, match=re.escape(url)):
            VectorIndex(url=url)
