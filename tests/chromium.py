"""A headless Chromium, spoken to over pipes in the words of its developer tools: no driver and no port."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

VARIABLE = "EVENTGEN_CHROMIUM"  # names the browser, where it is not on PATH
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60  # seconds
OPTIONS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"),
    *("--no-sandbox", "--remote-debugging-pipe", "--window-size=1400,900"),  # the sandbox refuses to run as root
)


class Missing(Exception):
    """There is no browser; says so."""


def found() -> str:
    """The browser. Raises Missing."""
    named = os.environ.get(VARIABLE)
    browser = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not browser or not os.access(browser, os.X_OK):
        raise Missing(f"no {', '.join(NAMES)} on PATH, and {VARIABLE} names none")
    return browser


class Tab:
    """A page in the browser, and what it complained about or asked the network for."""

    def __init__(self, process: "subprocess.Popen[bytes]", asking: int, answering: int) -> None:
        self.process, self.asking, self.answering = process, asking, answering
        self.number, self.session, self.rest = 0, "", b""
        self.complaints: list[Any] = []
        self.asked: list[str] = []
        self.loaded = False

    def call(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        os.write(
            self.asking, json.dumps(message | ({"sessionId": self.session} if self.session else {})).encode() + b"\0"
        )
        while (answer := self._next()).get("id") != self.number:
            self._heard(answer)
        assert "error" not in answer, answer
        return answer["result"]

    def _next(self) -> Any:
        while b"\0" not in self.rest:
            assert select([self.answering], [], [], PATIENCE)[0], "the browser says nothing"
            read = os.read(self.answering, 1 << 16)
            assert read, "the browser is gone"
            self.rest += read
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def _heard(self, event: Any) -> None:
        method, told = event.get("method"), event.get("params", {})
        if method in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"):
            self.complaints.append(told)
        elif method == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif method == "Page.loadEventFired":
            self.loaded = True

    def open(self, file: Path) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Page.navigate", url=file.as_uri())
        while not self.loaded:
            self._heard(self._next())

    def ask(self, expression: str) -> Any:
        """What an expression of JavaScript is in the page; a promise is waited for."""
        told = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def press(self, key: str) -> None:
        text = {"Enter": "\r", " ": " "}.get(key, "")
        codes = {"Enter": 13, " ": 32, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowRight": 39}
        same = {"key": key, "code": key if key != " " else "Space", "windowsVirtualKeyCode": codes[key]}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **same)
        self.call("Input.dispatchKeyEvent", type="keyUp", **same)


@contextmanager
def tab(browser: str, file: Path, profile: Path) -> Iterator[Tab]:
    """A file, opened in a browser of its own."""
    their_in, asking = os.pipe()
    answering, their_out = os.pipe()
    script = f'exec "$@" 3<&{their_in} 4>&{their_out}'
    process = subprocess.Popen(
        ["bash", "-c", script, "bash", browser, *OPTIONS, f"--user-data-dir={profile}"],
        pass_fds=[their_in, their_out],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    os.close(their_in)
    os.close(their_out)
    try:
        made = Tab(process, asking, answering)
        made.open(file)
        yield made
        made.session = ""
        made.call("Browser.close")
        process.wait(20)
    finally:
        process.kill()
        process.wait()
        os.close(asking)
        os.close(answering)
