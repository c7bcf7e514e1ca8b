"""The web server as deploy/nginx has it, on free ports of this machine, for tests and drills."""

import http.client
import os
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.browser.running_site import free_port

HOST = "mreze.example.org"
Write = Callable[[list[str]], object]


class _Connection(http.client.HTTPSConnection):
    """Asks by the name of the site, whatever the certificate says."""

    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE

    def connect(self) -> None:
        """Connect."""
        plain = socket.create_connection((self.host, self.port), timeout=self.timeout)
        self.sock = self.context.wrap_socket(plain, server_hostname=HOST)


class WebServer:
    """An nginx of its own, in front of whatever listens at `upstream`.

    `write` is given the arguments of `manage.py web_server_files`.
    """

    def __init__(self, folder: Path, files: Path, upstream: list[str], write: Write) -> None:
        self.port = self.plain_port = free_port()
        # One that nobody has taken yet may be given twice.
        while self.plain_port == self.port:
            self.plain_port = free_port()
        self.log = folder / "error.log"
        self.certificate = folder / "fullchain.pem"
        certificate = ("-keyout", folder / "privkey.pem", "-out", self.certificate)
        subprocess.run(
            [
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                f"/CN={HOST}",
                "-addext",
                f"subjectAltName=DNS:{HOST}",
                *certificate,
            ],
            check=True,
            capture_output=True,
        )
        places = {"certificates": folder, "log": self.log}
        ports = {"http": f"127.0.0.1:{self.plain_port}", "https": f"127.0.0.1:{self.port}"}
        named = [f"--{name}={value}" for name, value in {**places, **ports}.items()]
        write([str(files), *named, *(f"--upstream={address}" for address in upstream)])
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
        configuration = folder / "nginx.conf"
        configuration.write_text(
            # Whoever starts it may read its folder; so may its workers.
            f"daemon off; {'user root;' if os.geteuid() == 0 else ''} pid {folder}/pid;\n"
            f"worker_processes 2; error_log {self.log} crit;\n"
            "events { worker_connections 2048; }\n"
            f"http {{ include /etc/nginx/mime.types; {temporary} include {files}/astra.conf; }}\n",
            "utf-8",
        )
        self.process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(configuration)])
        self._wait()

    def _wait(self) -> None:
        for _try in range(100):
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("nginx does not start")

    def get(
        self, path: str, method: str = "GET", body: bytes = b"", timeout: float = 10, **headers: str
    ) -> http.client.HTTPResponse:
        """Ask for an address by TLS, under the name of the site; _ in the name of a header is -."""
        connection = self.connection(timeout)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, {"Host": HOST, **named})
        return connection.getresponse()

    def connection(self, timeout: float = 10) -> http.client.HTTPSConnection:
        """Return a connection that may be asked several times; it is opened by the first question."""
        return _Connection("127.0.0.1", self.port, timeout=timeout)

    def reload(self) -> None:
        """Let it read its files anew."""
        self.process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self.process.terminate()
        self.process.wait()
