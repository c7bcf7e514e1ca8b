"""The line over which `make bench-paint` measures is as slow as it says."""

import asyncio
import time

from tests.bench.line import DELAY, RATE, Line

ANSWER = b"a" * 10_000


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(ANSWER)
    writer.close()


async def _ask_over_the_line() -> float:
    """Return how many seconds it takes to connect, ask, and have the answer."""
    server = await asyncio.start_server(_answer, "127.0.0.1", 0)
    port = await Line(server.sockets[0].getsockname()[1]).listen()
    started = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"?")
    assert await reader.readexactly(len(ANSWER)) == ANSWER
    return time.monotonic() - started


def test_to_connect_to_ask_and_each_byte_take_their_time() -> None:
    there_and_back = 2 * DELAY
    assert asyncio.run(_ask_over_the_line()) >= 2 * there_and_back + len(ANSWER) / RATE - 0.01
