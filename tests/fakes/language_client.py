"""A client for a language server, as an editor is one: JSON-RPC over the server's standard streams."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

SETTINGS: Mapping[str, object] = {
    "validate": True,
    "hover": True,
    "completion": True,
    "schemaStore": {"enable": False, "url": ""},
    "kubernetesCRDStore": {"enable": False},
    "yamlVersion": "1.2",
}
"""What an editor's user would set; the server asks for it. Nothing is fetched from a network."""


class LanguageClient:
    """One server, and the documents open in it. Lines and columns count from 0, as in the protocol."""

    def __init__(self, command: Sequence[str | Path], folder: Path) -> None:
        self._folder = folder
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self._last_id = 0
        self._published: dict[str, tuple[int, list[dict[str, Any]]]] = {}
        self._versions: dict[str, int] = {}

    def __enter__(self) -> Self:
        self._request(
            "initialize",
            {
                "processId": None,
                "rootUri": self._folder.as_uri(),
                "workspaceFolders": [{"uri": self._folder.as_uri(), "name": self._folder.name}],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {
                        "completion": {"completionItem": {"snippetSupport": True}},
                        "hover": {"contentFormat": ["markdown"]},
                        "publishDiagnostics": {"versionSupport": True},
                    },
                },
            },
        )
        self._notify("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._request("shutdown", None)
            self._notify("exit", None)
            self._server.communicate(timeout=10)
        else:
            self._server.kill()
            self._server.communicate()

    def write(self, path: Path, text: str) -> None:
        """Open a document, or change it."""
        uri, version = path.as_uri(), self._versions.get(path.as_uri(), 0) + 1
        self._versions[uri] = version
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self._notify("textDocument/didOpen", {"textDocument": document})
        else:
            document = {"uri": uri, "version": version}
            self._notify(
                "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]}
            )

    def diagnostics(self, path: Path) -> list[dict[str, Any]]:
        """Return what the server finds in an open document as it stands."""
        uri = path.as_uri()
        while self._published.get(uri, (0, []))[0] < self._versions[uri]:
            self._take(self._receive())
        return self._published[uri][1]

    def completions(self, path: Path, line: int, column: int) -> list[dict[str, Any]]:
        """Return what the server offers at a place."""
        found = self._request("textDocument/completion", _at(path, line, column))
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found
        return items

    def hover(self, path: Path, line: int, column: int) -> str:
        """Return what the server tells of a place."""
        found = self._request("textDocument/hover", _at(path, line, column))
        return "" if found is None else str(found["contents"]["value"])

    def _request(self, method: str, parameters: object) -> Any:
        self._last_id += 1
        self._send({"id": self._last_id, "method": method, "params": parameters})
        while True:
            message = self._receive()
            if message.get("id") == self._last_id and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def _notify(self, method: str, parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def _take(self, message: dict[str, Any]) -> None:
        """Answer what the server asks, and keep what it publishes."""
        method = message.get("method")
        parameters: dict[str, Any] = message.get("params") or {}
        if method == "textDocument/publishDiagnostics":
            version = parameters.get("version", self._versions.get(parameters["uri"], 0))
            self._published[parameters["uri"]] = (version, parameters["diagnostics"])
        elif "id" in message and method is not None:
            answer = None
            if method == "workspace/configuration":
                answer = [SETTINGS if item.get("section") == "yaml" else {} for item in parameters["items"]]
            self._send({"id": message["id"], "result": answer})

    def _send(self, message: dict[str, object]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self._server.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        stream = self._server.stdout
        assert stream is not None
        length = 0
        while (header := stream.readline()) != b"\r\n":
            assert header, "the server ended"
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(stream.read(length))
        return message


def _at(path: Path, line: int, column: int) -> dict[str, object]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
