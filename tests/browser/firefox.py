"""The explorer in Firefox ESR, over Marionette (no other package is needed): firefox.py PROGRAM

Opens from the disk, passes the engine check, and a slider's move changes the cards.  Skipped where
firefox-esr is not installed."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUNS, PATIENCE, SKIPPED = 4, 240, 77
PREFERENCES = """user_pref("marionette.port", {port});
user_pref("network.dns.disabled", true);
user_pref("app.update.auto", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
"""
CARDS = "return [...document.querySelectorAll('.card .number')].map(n => n.textContent).join(' | ')"
DONE = f"return document.getElementById('status').textContent.startsWith('{RUNS} of {RUNS} runs')"
TAKE = "const list = document.querySelector('#panel select'); list.value = 'control'; list.dispatchEvent(new Event('change'))"
MOVE = """const s = document.querySelector('[data-lever=coast_guard] input[type=range]'); s.value = s.max;
s.dispatchEvent(new Event('input', { bubbles: true }))"""


class Firefox:
    def __init__(self):
        self.home = tempfile.mkdtemp(prefix="mixflow-firefox.")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        pathlib.Path(self.home, "user.js").write_text(PREFERENCES.format(port=self.port), encoding="utf-8")
        self.asked = 0

    def __enter__(self):
        self.process = subprocess.Popen(["firefox-esr", "--headless", "--marionette", "--profile", self.home, "--no-remote"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": self.home})
        self.socket = self.reach()
        self.hear()
        self.ask("WebDriver:NewSession")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def reach(self):
        begun = time.monotonic()
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            except OSError:
                if time.monotonic() - begun > PATIENCE:
                    raise
                time.sleep(0.2)

    def hear(self):
        """One message: its length, a colon, JSON."""
        length = b""
        while not length.endswith(b":"):
            length += self.socket.recv(1)
        wanted, text = int(length[:-1]), b""
        while len(text) < wanted:
            text += self.socket.recv(wanted - len(text))
        return json.loads(text)

    def ask(self, command, **parameters):
        self.asked += 1
        message = json.dumps([0, self.asked, command, parameters])
        self.socket.sendall(f"{len(message)}:{message}".encode())
        _, _, error, value = self.hear()
        if error:
            raise RuntimeError(error["message"])
        return value

    def run(self, script):
        return self.ask("WebDriver:ExecuteScript", script=script, args=[], newSandbox=True, sandbox=None)["value"]

    def wait(self, script):
        begun = time.monotonic()
        while time.monotonic() - begun < PATIENCE:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.1)
        raise AssertionError(f"not within {PATIENCE} s: {script}")


def main(program):
    if shutil.which("firefox-esr") is None:
        print("no firefox-esr")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder, Firefox() as page:
        room = pathlib.Path(folder, "room.html")
        subprocess.run([program, "explore", ROOT / "scenarios/workshop/workshop.cfg", "-o", room, "--people", "500",
                        "--replicates", str(RUNS), "--full", "0", "--package", "control", "--quiet"], check=True, stderr=subprocess.DEVNULL)
        page.ask("WebDriver:Navigate", url=room.as_uri())
        check = page.wait("const c = document.getElementById('check').dataset.check; return c !== 'engine_wait' && c")
        assert check == "engine_ok", check
        page.run(TAKE)
        page.wait(DONE)
        before = page.run(CARDS)
        page.run(MOVE)
        page.wait(f"{CARDS.replace('return', 'const now =')}; return now !== {json.dumps(before)}")
        page.wait(DONE)
        after = page.run(CARDS)
        assert after != before, before
        print(f"{page.run('return navigator.userAgent')}\n{before}\n{after}")
    return 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
