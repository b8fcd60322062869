import socket

import pytest

from service.errors import AddressUnavailable
from service.listening import address_of, listen


def test_a_free_port_is_listened_at() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert address_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"
        with socket.create_connection(listener.getsockname(), timeout=5):
            pass


def test_a_port_in_use_is_told_at_once() -> None:
    with listen("127.0.0.1", 0) as listener, pytest.raises(AddressUnavailable, match=r"已被另一个程序占用.*--port"):
        listen("127.0.0.1", listener.getsockname()[1])


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b"])  # not ours; no address at all
def test_an_address_that_cannot_be_ours_is_told(host: str) -> None:
    with pytest.raises(AddressUnavailable, match="无法在"):
        listen(host, 0)
