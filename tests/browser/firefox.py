"""Firefox as its maker ships it, driven by the same library as Chromium.

What differs (docs/decisions/0004-exit.md): after Back or Forward to a page that Firefox had kept whole,
Playwright waits for a load that never comes, so there only `evaluate`, `mouse` and `keyboard` work; and it
knows no window without JavaScript, but a whole Firefox without (`preferences`).
"""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

BRIDGE = Path(__file__).with_name("bidi_bridge.py")


def program() -> str | None:
    """Return Firefox's program, if there is one; FIREFOX names another."""
    if named := os.environ.get("FIREFOX"):
        return shutil.which(named)
    return shutil.which("firefox-esr") or shutil.which("firefox")


def start(playwright: Playwright, folder: Path, **preferences: Any) -> Browser:
    """Start Firefox with its own preferences as of `about:config`; `folder` takes a file."""
    # Playwright starts one program with its own arguments, so the bridge needs to be one.
    launcher = folder / "firefox"
    launcher.write_text(f'#!/bin/sh\nexec {shlex.join([sys.executable, str(BRIDGE), str(program())])} "$@"\n')
    launcher.chmod(0o700)
    return playwright.firefox.launch(
        channel="moz-firefox", executable_path=launcher, firefox_user_prefs=preferences
    )
