"""A headless Chromium, driven over WebDriver by chromedriver: no other package is needed.

with Browser() as page: page.open(path); page.run("return document.title"); page.picture(file)
"""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request


def run_tests(module):
    """The tests of the file that was started: with the program that is named last, as the module's `program`;
    skipped where there is no browser."""
    if shutil.which("chromedriver") is None:
        print("no chromedriver")
        sys.exit(77)
    module.program = str(pathlib.Path(sys.argv.pop()).resolve())
    unittest.main(verbosity=2)


class Browser:
    def __init__(self, width=1280, height=720, language="en"):
        self.width, self.height, self.language = width, height, language

    def __enter__(self):
        self.home = tempfile.mkdtemp(prefix="mixflow-browser.")
        self.log = open(os.path.join(self.home, "driver.log"), "w+", encoding="utf-8")
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=self.log, stderr=subprocess.STDOUT)
        self.root = f"http://127.0.0.1:{self._port()}"
        args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                f"--window-size={self.width},{self.height}", f"--lang={self.language}", f"--user-data-dir={self.home}/profile",
                "--host-resolver-rules=MAP * ~NOTFOUND"]
        wanted = {"browserName": "chrome",
                  "goog:chromeOptions": {"args": args, "prefs": {"intl.accept_languages": self.language, "download.default_directory": self.home}},
                  "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        self.session = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        self.resize(self.width, self.height)
        return self

    def __exit__(self, *_):
        try:
            self._ask("DELETE", f"/session/{self.session}")
        finally:
            self.driver.terminate()
            self.driver.wait()
            self.log.close()
            shutil.rmtree(self.home, ignore_errors=True)

    def _port(self):
        for _ in range(200):
            self.log.seek(0)
            for line in self.log:
                if "started successfully on port" in line:
                    return int(line.split("port")[1].strip(" .\n"))
            time.sleep(0.05)
        raise RuntimeError("chromedriver did not start")

    def _ask(self, method, path, body=None, patience=180):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data=data, method=method, headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=patience) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def _cdp(self, command, **parameters):
        return self._ask("POST", f"/session/{self.session}/goog/cdp/execute", {"cmd": command, "params": parameters})

    def resize(self, width, height):
        """What the page sees is exactly this large, whatever the window's frame."""
        self._cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, path):
        self._ask("POST", f"/session/{self.session}/url", {"url": pathlib.Path(path).resolve().as_uri()})

    def run(self, script, *arguments):
        """The value of a script's `return`."""
        return self._ask("POST", f"/session/{self.session}/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, script, seconds=60):
        """Until the script returns something true; returns that, and how long it took."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            value = self.run(script)
            if value:
                return value, time.monotonic() - begun
            time.sleep(0.05)
        raise AssertionError(f"not within {seconds} s: {script}")

    def keys(self, text):
        """Types into whatever has the focus."""
        press = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._ask("POST", f"/session/{self.session}/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": press}]})

    def picture(self, file):
        pathlib.Path(file).write_bytes(base64.b64decode(self._ask("GET", f"/session/{self.session}/screenshot")))

    def pdf(self):
        return base64.b64decode(self._ask("POST", f"/session/{self.session}/print", {"page": {"width": 21.0, "height": 29.7}}))

    def media(self, kind):
        """As on a "screen", or as in "print"."""
        self._cdp("Emulation.setEmulatedMedia", media=kind)

    def complaints(self):
        """Errors and warnings that the console showed since the last call."""
        entries = self._ask("POST", f"/session/{self.session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    def requests(self):
        """Addresses asked for since the last call, those of the page itself (file:, data:, blob:) left out."""
        entries = self._ask("POST", f"/session/{self.session}/se/log", {"type": "performance"})
        told = [json.loads(entry["message"])["message"] for entry in entries]
        sent = [m["params"]["request"]["url"] for m in told if m["method"] == "Network.requestWillBeSent"]
        return [url for url in sent if not url.startswith(("file:", "data:", "blob:", "chrome:", "chrome-"))]
