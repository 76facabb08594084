"""A language model on loopback: a real HTTP server that answers as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Model:
    """Where it listens, and what it was asked."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over; what keeps a caller waiting waits for it."""


def says(understood: Any) -> Answer:
    """A chat completion whose content is this text, or this value as JSON."""
    told = understood if isinstance(understood, str) else json.dumps(understood)
    return sends({"choices": [{"message": {"role": "assistant", "content": told}}]})


def sends(body: Any, status: int = 200, **headers: str) -> Answer:
    """This body, as JSON unless it is bytes."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("content-length", str(len(raw)))
        handler.end_headers()
        handler.wfile.write(raw)

    return answer


@contextmanager
def serving(answer: Answer) -> Iterator[Model]:
    """The server, for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            model.asked.append(json.loads(self.rfile.read(length)))
            model.headers.append({k.lower(): v for k, v in self.headers.items()})
            model.paths.append(self.path)
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                pass  # whoever asked went away

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model = Model(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield model
    finally:
        model.gone.set()
        server.shutdown()
        server.server_close()
        thread.join()
