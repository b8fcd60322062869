"""A first start from nothing, in processes that die at the first attempt to reach anyone but this machine.

Run by test_offline.py, once as it is and once where there is no network at all:
`python -m tests.offline_scenario HOME CACHE REPORT`; prints the answer.
"""

import fcntl
import os
import re
import socket
import struct
import subprocess
import sys

import httpx

CAUGHT = 97
"""Exit code of a process that called someone."""
SECONDS = 240

# In the guarded process: every way from Python to another machine passes one of these audit events.
GUARD = f"""
import os, sys

LOCAL = ("127.", "::1", "localhost", "0.0.0.0")

def guard(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host and not str(host).startswith(LOCAL):
        os.write(2, f"CALLED {{event}} {{host}}\\n".encode())
        os._exit({CAUGHT})

sys.addaudithook(guard)
"""
FAZHI = GUARD + "from service.cli.main import main\nmain()\n"


def main(home: str, cache: str, report: str) -> int:
    environment = {**os.environ, "FAZHI_HOME": home, "FAZHI_CACHE": cache, "PYTHONUNBUFFERED": "1"}
    # The guard has to be seen to work: what it lets through would prove nothing.
    call = GUARD + "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=1)\n"
    if subprocess.run([sys.executable, "-c", call], stderr=subprocess.DEVNULL, check=False).returncode != CAUGHT:
        sys.stderr.write("the guard lets a call through\n")
        return 1
    ingest = subprocess.run(
        [sys.executable, "-c", FAZHI, "ingest", report],
        env=environment,
        timeout=SECONDS,
        stdout=sys.stderr,
        check=False,
    )
    if ingest.returncode:
        return ingest.returncode
    command = [sys.executable, "-c", FAZHI, "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        if found is None:
            return server.wait(SECONDS)
        body = {"question": "新北区2024年收到多少件行政复议申请？"}
        # trust_env off: a proxy of the machine is not ours to ask.
        response = httpx.post(f"{found[0]}/v1/ask", json=body, timeout=60, trust_env=False)
        sys.stdout.write(response.text)
        died = server.poll()
        server.terminate()
        return died or 0


def raise_loopback() -> None:
    """In a new network namespace even this machine cannot be reached until its loopback device is up."""
    up_and_running = 0x1 | 0x40
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, struct.pack("16sh14x", b"lo", up_and_running))


if __name__ == "__main__":
    if os.environ.pop("RAISE_LOOPBACK", ""):
        raise_loopback()
    sys.exit(main(*sys.argv[1:]))
