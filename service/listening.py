"""The address to serve at. Light, so that a port in use is told before anything is loaded."""

import errno
import socket

from service.errors import AddressUnavailable

BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Listening at once, not only bound: two starts at the same time cannot both succeed.

    Raises AddressUnavailable.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
        except BaseException:
            listener.close()
            raise
    except (OSError, OverflowError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            message = f"{host}:{port} 已被另一个程序占用，请用 --port 换一个端口，或先停止那个程序。"
        else:
            message = f"无法在 {host}:{port} 上监听：{getattr(error, 'strerror', None) or error}。"
        raise AddressUnavailable(message) from error
    return listener


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
