const imports = `from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import (
    TYPE_CHECKING,
    Any,
    Dict,
    Iterator,
    List,
    Literal,
    Mapping,
    NamedTuple,
    Optional,
    TypedDict,
    Union,
    cast,
)

if TYPE_CHECKING:
    from typing_extensions import NotRequired

`;

/** What the module says of itself, and what it needs. */
export const heading = (
  version: string,
): string => `"""A client for gigaledger ${version}, made of its description (/openapi.json).

It needs Python 3.9 and nothing else. It is one file: fetch it again when the server is a newer one.

    import gigaledger

    ledger = gigaledger.Gigaledger("http://localhost:3000")
    for row in ledger.compute_capacity(by="provider", layer="chips")["rows"]:
        print(row["provider"], row["headlineKw"])

Measures are {"low", "point", "high"} in whole units: high is None when open, point when unknown. Whole numbers beyond
2**53 - 1 are strings of digits. What is refused is raised as Refused, with the problem that the server told.
"""

${imports}__version__ = ${JSON.stringify(version)}
`;

/** What every call goes through; the methods of the class follow it, one for each operation. */
export const client = `
class Message(NamedTuple):
    """One of server-sent events: its name, its id, and its data as it was read from JSON."""

    event: str
    id: str
    data: Any


class Refused(Exception):
    """The server refused the request and says why (RFC 9457)."""

    def __init__(self, status: int, problem: "Problem") -> None:
        errors = "".join(f"\\n  {one['pointer']}: {one['detail']}" for one in problem.get("errors", []))
        super().__init__(f"{status} {problem['title']}: {problem['detail']}{errors}")
        self.status = status
        self.problem = problem


def _problem_of(error: urllib.error.HTTPError) -> "Problem":
    text = error.read().decode("utf-8", "replace")
    try:
        told: Any = json.loads(text)
    except ValueError:
        told = None
    if isinstance(told, dict) and "title" in told and "detail" in told:
        return cast("Problem", told)
    said = {"type": "about:blank", "title": str(error.reason), "status": error.code, "detail": text}
    return cast("Problem", {**said, "instance": error.url, "requestId": ""})


def _messages(lines: Iterator[bytes]) -> Iterator[Message]:
    event, id, data = "message", "", ""
    for line in lines:
        name, _, value = line.decode("utf-8").rstrip("\\r\\n").partition(":")
        value = value[1:] if value.startswith(" ") else value
        if name == "event":
            event = value
        elif name == "id":
            id = value
        elif name == "data":
            data += value
        elif name == "" and value == "" and data:
            yield Message(event, id, json.loads(data))
            event, data = "message", ""


def _written(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ",".join(_written(one) for one in cast("List[Any]", value))
    return str(value)


class Gigaledger:
    """A ledger at an address. \`key\` is an access key, where the ledger has any; \`timeout\` is in seconds."""

    def __init__(
        self, url: str = "http://localhost:3000", key: Optional[str] = None, timeout: float = 60.0
    ) -> None:
        self._url = url.rstrip("/")
        self._key = key
        self._timeout = timeout

    def _open(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any],
        headers: Mapping[str, Any],
        body: Any,
        content_type: Optional[str],
    ) -> Any:
        asked = {name: _written(value) for name, value in query.items() if value is not None}
        address = self._url + path + ("?" + urllib.parse.urlencode(asked) if asked else "")
        sent = {name: str(value) for name, value in headers.items() if value is not None}
        if self._key is not None:
            sent["Authorization"] = "Bearer " + self._key
        if content_type is not None and body is not None:
            sent["Content-Type"] = content_type
        if body is None or isinstance(body, bytes):
            data = body
        elif isinstance(body, str):
            data = body.encode("utf-8")
        else:
            data = json.dumps(body).encode("utf-8")
        request = urllib.request.Request(address, data=data, headers=sent, method=method)
        try:
            return urllib.request.urlopen(request, timeout=self._timeout)
        except urllib.error.HTTPError as error:
            raise Refused(error.code, _problem_of(error)) from None

    def _ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any],
        headers: Mapping[str, Any],
        body: Any = None,
        content_type: Optional[str] = None,
    ) -> Any:
        with self._open(method, path, query, headers, body, content_type) as answer:
            content: bytes = answer.read()
            type = answer.headers.get_content_type()
        if type.endswith("json") and not type.endswith("ndjson"):
            return json.loads(content)
        is_text = type.startswith("text/") or type.endswith(("xml", "ndjson", "bibtex"))
        return content.decode("utf-8") if is_text else content

    def _follow(
        self, method: str, path: str, query: Mapping[str, Any], headers: Mapping[str, Any]
    ) -> Iterator[Message]:
        with self._open(method, path, query, headers, None, None) as answer:
            yield from _messages(answer)
`;
