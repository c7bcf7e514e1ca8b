"""Stands between Playwright and a Firefox as its maker ships it, as the program that Playwright starts.

Playwright drives such a Firefox by WebDriver BiDi, but asks at once for a command that the long-term
version does not know yet, and gives up when it is refused. That one is answered here; all else is passed
on as it is. Why, and when this may go: docs/decisions/0004-exit.md.

    python bidi_bridge.py FIREFOX ARGUMENTS…
"""

import asyncio
import json
import re
import sys

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

# It chooses between light and dark and the like, which no test asks of Firefox.
UNKNOWN_TO_FIREFOX = "emulation.setMediaFeaturesOverride"
# Playwright looks for this line to learn where to connect.
LISTENING = "WebDriver BiDi listening on "


async def address_of(firefox: asyncio.subprocess.Process) -> str:
    """Return where Firefox listens, as soon as it says so; it says other things before."""
    while line := (await firefox.stderr.readline()).decode():
        if found := re.search(rf"{LISTENING}(\S+)", line):
            return found[1]
        sys.stderr.write(line)
    sys.exit("Firefox ended before it listened")


async def pass_on(playwright: ServerConnection, address: str) -> None:
    """Carry messages both ways until one side ends."""
    async with connect(address + playwright.request.path, max_size=None) as firefox:

        async def answers() -> None:
            async for text in firefox:
                await playwright.send(text)
            await playwright.close()

        answering = asyncio.create_task(answers())
        async for text in playwright:
            command = json.loads(text)
            if command["method"] == UNKNOWN_TO_FIREFOX:
                await playwright.send(json.dumps({"type": "success", "id": command["id"], "result": {}}))
            else:
                await firefox.send(text)
        answering.cancel()


async def main(*command: str) -> None:
    """Start Firefox, tell where the bridge listens, and end with Firefox."""
    firefox = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    address = await address_of(firefox)
    async with serve(lambda client: pass_on(client, address), "127.0.0.1", 0, max_size=None) as server:
        port = server.sockets[0].getsockname()[1]
        sys.stderr.write(f"{LISTENING}ws://127.0.0.1:{port}\n")
        # What Firefox says is read to the end, for a full pipe would stop it.
        await firefox.communicate()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
