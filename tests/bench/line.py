"""A slow line to a server of this machine: a proxy that lets bytes wait as the line would.

To connect takes a round trip too, and so does each step of TLS. The slow start of TCP and packets that get
lost are not imitated.
"""

import asyncio
import socket
from contextlib import suppress

RATE = 400_000 / 8  # bytes a second, each way
DELAY = 0.2  # seconds, each way
PACKET = 1460


class Direction:
    """One way of a line that all connections share: a packet waits for those before it, then travels."""

    def __init__(self) -> None:
        self._free_at = 0.0

    async def carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, wait: float) -> None:
        """Carry what `source` sends to `target`, from `wait` seconds on."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(wait)
        # A browser that has seen enough breaks off.
        with suppress(ConnectionError):
            while packet := await source.read(PACKET):
                self._free_at = max(loop.time(), self._free_at) + len(packet) / RATE
                arrives = self._free_at + DELAY
                # No more is read than the line takes, so that the server can still choose what goes first.
                await asyncio.sleep(self._free_at - loop.time())
                loop.call_at(arrives, _deliver, target, packet)
        loop.call_later(2 * DELAY, target.close)


def _deliver(target: asyncio.StreamWriter, packet: bytes) -> None:
    # Who asked may have gone meanwhile.
    if not target.is_closing():
        target.write(packet)


class Line:
    """A slow line to one server of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._up, self._down = Direction(), Direction()

    async def listen(self) -> int:
        """Begin; return the port at which the line starts."""
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0, limit=PACKET)
        return server.sockets[0].getsockname()[1]

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = socket.socket()
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * PACKET)
        peer.setblocking(False)
        await asyncio.get_running_loop().sock_connect(peer, ("127.0.0.1", self._port))
        answers, questions = await asyncio.open_connection(sock=peer, limit=PACKET)
        # Here a connection is there at once; over the line it takes a round trip.
        async with asyncio.TaskGroup() as both:
            both.create_task(self._up.carry(reader, questions, 2 * DELAY))
            both.create_task(self._down.carry(answers, writer, 0))
