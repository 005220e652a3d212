"""A real browser, driven as W3C WebDriver has it: JSON over HTTP to chromedriver, with nothing in between."""

import base64
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

# What an element is called in the protocol's JSON (W3C WebDriver 11).
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

# Nothing that reaches out, nothing that asks, and no sandbox, which root cannot have.
ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad",
    "--hide-scrollbars",
]


class Driver:
    """chromedriver, on a free port; it starts and ends the browsers."""

    def __init__(self, folder: Path):
        self._folder = folder
        # It picks a port by IPv6 and gives up if that one is taken in IPv4.
        found = next(filter(None, (self._start() for _ in range(10))), None)
        assert found, f"chromedriver does not start: {self._log().read_text()}"
        self._url = f"http://127.0.0.1:{int(found[1])}"
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def _log(self) -> Path:
        return self._folder / "chromedriver.log"

    def _start(self) -> re.Match | None:
        """What it says when it has started; nothing if it ended instead."""
        with self._log().open("wb") as out:
            # In a group of its own, so that its browsers can be ended with it.
            self._process = subprocess.Popen(
                [tool("chromedriver"), "--port=0"], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True, env=os.environ | {"HOME": str(self._folder)},
            )
        deadline = time.monotonic() + 30
        while not (found := re.search(rb"started successfully on port (\d+)", self._log().read_bytes())):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                return None
            time.sleep(0.01)
        return found

    def browser(self, lang: str, width: int, scripts: bool) -> "Browser":
        """A browser that nobody used before: no cookies, in this language, so many pixels wide."""
        profile = tempfile.mkdtemp(prefix="profile-", dir=self._folder)
        arguments = [*ARGUMENTS, f"--user-data-dir={profile}", f"--accept-lang={lang}", f"--window-size={width},900"]
        preferences = {"profile.default_content_setting_values.javascript": 1 if scripts else 2}
        options = {"binary": tool("chromium"), "args": arguments, "prefs": preferences}
        answer = self.ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"},
        }}})
        browser = Browser(self, f"/session/{answer['sessionId']}", profile, width)
        browser.open("data:text/html,<title>plain</title><script>document.title = 'scripts'</script>")
        assert browser.title() == ("scripts" if scripts else "plain"), "scripts are on or off as was asked"
        return browser

    def ask(self, method: str, path: str, body: object = None) -> object:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self._url + path, data=data, headers={"Content-Type": "application/json"}, method=method
        )
        try:
            with self._opener.open(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as answer:
            error = json.load(answer)["value"]
            raise WebDriverError(error["error"], f"{path}: {error['message'].splitlines()[0]}") from None

    def stop(self) -> None:
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()
        # A browser's crash reporter leaves the group.
        end_those_at(self._folder)


def end_those_at(home: Path) -> None:
    """Ends every process that is known by the home it was given."""
    known = f"HOME={home}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if known in (process / "environ").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            pass


class WebDriverError(Exception):
    def __init__(self, code: str, message: str):
        super().__init__(f"{code}: {message}")
        # Which of the protocol's errors it is (W3C WebDriver 6.6).
        self.code = code


class Browser:
    def __init__(self, driver: Driver, session: str, profile: str, width: int):
        self._driver = driver
        self._session = session
        self._profile = profile
        # Windows have a least width; what a page is laid out for has none.
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        # Pages are told the browser's real name, without which it passes for one that looks at links on its own.
        agent = self.devtools("Browser.getVersion")["userAgent"].replace("HeadlessChrome", "Chrome")
        self.devtools("Emulation.setUserAgentOverride", userAgent=agent)

    def ask(self, method: str, path: str, body: object = None) -> object:
        return self._driver.ask(method, self._session + path, body)

    def devtools(self, command: str, **parameters: object) -> dict:
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, url: str) -> None:
        self.ask("POST", "/url", {"url": url})

    def visit(self, url: str, form: str = "") -> None:
        """Opens a page, or what comes back when its form that goes to `form…` is sent as it stands there."""
        self.open(url)
        if form:
            self.submit(form)

    def shows(self, width: int, theme: str) -> None:
        """The page as a screen of this width shows it, `light` or `dark`; whatever moves has come to rest."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600)
        features = [{"name": "prefers-color-scheme", "value": theme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.devtools("Emulation.setEmulatedMedia", features=features)

    def before_each_page(self, script: str) -> None:
        """Runs a script in every page from now on, before the page's own."""
        self.devtools("Page.addScriptToEvaluateOnNewDocument", source=script)

    def path(self) -> str:
        return urllib.parse.urlparse(self.ask("GET", "/url")).path

    def title(self) -> str:
        return self.ask("GET", "/title")

    def find(self, css: str) -> "Element":
        return Element(self, self.ask("POST", "/element", {"using": "css selector", "value": css})[ELEMENT])

    def all(self, css: str) -> list["Element"]:
        found = self.ask("POST", "/elements", {"using": "css selector", "value": css})
        return [Element(self, element[ELEMENT]) for element in found]

    def text(self) -> str:
        """What can be seen of the page, spaces and lines run together."""
        return " ".join(self.find("body").text().split())

    def submit(self, action: str, **fields: str) -> None:
        """Types into the form that goes to an address beginning with `action`, and presses its button."""
        form = f"form[action^='{action}']"
        for name, value in fields.items():
            self.find(f"{form} [name='{name}']").type(value)
        before = self.find("html")
        self.find(f"{form} button[type=submit]").click()
        self._wait_for_another(before)

    def follow(self, text: str) -> None:
        """Presses the first link of this text."""
        before = self.find("html")
        link = self.ask("POST", "/element", {"using": "link text", "value": text})
        Element(self, link[ELEMENT]).click()
        self._wait_for_another(before)

    def _wait_for_another(self, page: "Element") -> None:
        """Waits until the page that this element is the root of has given way to another, whole one."""
        deadline = time.monotonic() + 30
        while not self._has_another(page):
            assert time.monotonic() < deadline, f"no page came: {self.text()}"
            time.sleep(0.01)

    def _has_another(self, page: "Element") -> bool:
        try:
            return page.is_gone() and self.measure("document.readyState") == "complete"
        except WebDriverError as error:
            # Between two pages the driver knows neither, and has no better word for it.
            if error.code != "unknown error":
                raise
            return False

    def measure(self, expression: str) -> object:
        """A value of the page, asked by the debugger: it answers where scripts are forbidden too."""
        answer = self.devtools("Runtime.evaluate", expression=expression, returnByValue=True)
        return answer["result"].get("value")

    def wait_for(self, expression: str, what: str) -> None:
        """Waits until an expression is true of the page."""
        deadline = time.monotonic() + 30
        while not self.measure(expression):
            assert time.monotonic() < deadline, what
            time.sleep(0.01)

    def complaints(self) -> list[str]:
        """What the browser found wrong, such as something that the page's policy forbids; not refused requests."""
        log = self.ask("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in log if "responded with a status of 4" not in entry["message"]]

    def picture(self, file: Path) -> None:
        """The whole page, down to its foot."""
        shot = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(shot["data"]))

    def close(self) -> None:
        self.ask("DELETE", "")
        shutil.rmtree(self._profile, ignore_errors=True)


class Element:
    def __init__(self, browser: Browser, name: str):
        self._browser = browser
        self._path = f"/element/{name}"

    def text(self) -> str:
        return self._browser.ask("GET", f"{self._path}/text")

    def all(self, css: str) -> list["Element"]:
        found = self._browser.ask("POST", f"{self._path}/elements", {"using": "css selector", "value": css})
        return [Element(self._browser, element[ELEMENT]) for element in found]

    def value(self) -> str:
        return self._browser.ask("GET", f"{self._path}/property/value")

    def attribute(self, name: str) -> str | None:
        return self._browser.ask("GET", f"{self._path}/attribute/{name}")

    def is_gone(self) -> bool:
        """Whether its page is no longer the one that is shown."""
        try:
            self.attribute("lang")
            return False
        except WebDriverError as error:
            if error.code not in ("stale element reference", "no such element"):
                raise
            return True

    def type(self, text: str) -> None:
        """Instead of what stood there."""
        self._browser.ask("POST", f"{self._path}/clear", {})
        self._browser.ask("POST", f"{self._path}/value", {"text": text})

    def click(self) -> None:
        self._browser.ask("POST", f"{self._path}/click", {})


def tool(name: str, packages: str = "chromium chromium-driver") -> str:
    """Where a command is that the machine must have."""
    found = shutil.which(name)
    assert found, f"{name} is needed (Debian: apt-get install {packages})"
    return found
