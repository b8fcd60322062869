"""python -m evals.bench.rooms [QUESTION …]: which modules a question runs through, from HTTP to the answer.

Counted as it runs: every module of service/ and vectorstore/ of which a function is called while POST /v1/ask is
answered, once everything that is read once a process has been read.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from starlette.testclient import TestClient

from evals.collection import open_collection
from service.app import create_app

QUESTIONS = ("新北区2024年收到多少件行政复议申请？", "各区收到多少件行政复议申请？", "新北区有哪些调解品牌")
ROOT = Path(__file__).parents[2]
FOLDERS = (f"{ROOT}/service/", f"{ROOT}/vectorstore/")


def main(questions: Sequence[str]) -> int:
    with open_collection() as resources, visited() as rooms, TestClient(create_app(resources)) as client:
        for question in questions or QUESTIONS:
            ask(client, question)
            rooms.clear()
            ask(client, question)
            print(f"{len(rooms)} modules: {question}")
            print("  " + " ".join(sorted(rooms)))
    return 0


def ask(client: TestClient, question: str) -> None:
    client.post("/v1/ask", json={"question": question}).raise_for_status()


@contextmanager
def visited() -> Iterator[set[str]]:
    """The modules of which a function is called inside, also in threads that begin inside."""
    rooms: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            path = frame.f_code.co_filename
            if path.startswith(FOLDERS):
                rooms.add(path.removeprefix(f"{ROOT}/"))

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield rooms
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
