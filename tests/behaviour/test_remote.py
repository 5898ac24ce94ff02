"""Documents on other hosts, against real servers on loopback: what is fetched, kept, locked, and refused."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.behaviour.test_command import call

from specpress import build
from specpress.config import Options
from specpress.digest import digest
from specpress.source import fetch as fetching
from specpress.source.files import TooLarge, Unreachable
from specpress.source.remote import COPIES, Remote, copy_path
from specpress.standin.application import standin

SPEC = """\
openapi: 3.1.0
info: {{title: Pets, version: '1'}}
paths: {{}}
components:
  schemas:
    Pet: {{$ref: '{0}/schemas/pet.yaml#/Pet'}}
"""
PET = "Pet: {type: object, required: [owner], properties: {owner: {$ref: 'deep/owner.json'}}}\n"
OWNER = '{"type": "object", "properties": {"name": {"type": "string"}}}'


@dataclass
class Host:
    """A server whose documents a test may change; `asked` are the paths of all requests."""

    texts: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def handler(self) -> type[BaseHTTPRequestHandler]:
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.asked.append(self.path)
                text = host.texts.get(self.path)
                moved = host.redirects.get(self.path)
                self.send_response(302 if moved else 404 if text is None else 200)
                if moved:
                    self.send_header("Location", moved)
                for name, value in host.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text or b"")

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        return Handler


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host({"/schemas/pet.yaml": PET.encode(), "/schemas/deep/owner.json": OWNER.encode()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), made.handler())
    made.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def here(tmp_path: Path, host: Host) -> Path:
    (tmp_path / "openapi.yaml").write_text(SPEC.format(host.url))
    (tmp_path / "specpress.toml").write_text(
        '[[target]]\nspec = "openapi.yaml"\nout = "pets"\nemit = ["models"]\n'
        f'allow_remote = ["{host.url}/schemas/"]\n'
    )
    return tmp_path


def lock_of(here: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((here / "pets/specpress.lock").read_text())["references"]
    return found


def test_what_is_allowed_is_fetched_kept_and_locked(here: Path, host: Host) -> None:
    done = call("generate", here=here)
    assert done.returncode == 0, done.stderr
    assert host.asked == ["/schemas/pet.yaml", "/schemas/deep/owner.json"]
    owner, pet = f"{host.url}/schemas/deep/owner.json", f"{host.url}/schemas/pet.yaml"
    assert lock_of(here) == {owner: digest(OWNER), pet: digest(PET)}
    assert (here / "pets" / copy_path(pet)).read_text() == PET
    models = (here / "pets/models.py").read_text()
    assert "class Pet" in models and "class Owner" in models


def test_a_later_run_needs_no_network(here: Path, host: Host) -> None:
    call("generate", here=here)
    host.asked.clear()
    host.texts.clear()
    assert call("generate", "--check", here=here).returncode == 0
    (here / "openapi.yaml").write_text(SPEC.format(host.url) + "    Other: {type: string}\n")
    changed = call("generate", "--check", here=here)
    assert changed.returncode == 1 and "SP620" in changed.stdout
    assert call("generate", here=here).returncode == 0
    assert call("generate", "--check", here=here).returncode == 0
    assert host.asked == []


def test_other_content_stops_until_it_is_accepted(here: Path, host: Host) -> None:
    call("generate", here=here)
    before = (here / "pets/models.py").read_text()
    host.texts["/schemas/pet.yaml"] = new = PET.replace("owner", "keeper", 2).encode()
    for arguments in (["--fresh"], ["--fresh", "--check"]):
        stopped = call("generate", *arguments, here=here)
        assert stopped.returncode == 2
        told = stopped.stderr + stopped.stdout
        assert "openapi.yaml:6:17: error[SP207]" in told and f"{host.url}/schemas/pet.yaml" in told
        assert digest(PET) in told and digest(new) in told and "--accept-remote" in told
    assert (here / "pets/models.py").read_text() == before
    assert lock_of(here)[f"{host.url}/schemas/pet.yaml"] == digest(PET)
    taken = call("generate", "--accept-remote", here=here)
    assert taken.returncode == 0, taken.stderr
    assert lock_of(here)[f"{host.url}/schemas/pet.yaml"] == digest(new)
    assert "keeper" in (here / "pets/models.py").read_text()


def test_a_lost_copy_is_fetched_again_and_held_to_the_lock(here: Path, host: Host) -> None:
    call("generate", here=here)
    copy = here / "pets" / copy_path(f"{host.url}/schemas/pet.yaml")
    copy.unlink()
    missing = call("generate", "--check", here=here)
    assert missing.returncode == 1 and "SP624" in missing.stdout
    assert call("generate", here=here).returncode == 0 and copy.read_text() == PET
    copy.write_text("Pet: {type: string}\n")
    assert call("generate", here=here).returncode == 0 and copy.read_text() == PET
    copy.unlink()
    host.texts["/schemas/pet.yaml"] = b"Pet: {type: string}\n"
    stopped = call("generate", here=here)
    assert stopped.returncode == 2 and "SP207" in stopped.stderr
    host.texts.clear()
    stopped = call("generate", here=here)
    assert stopped.returncode == 2 and "error[SP206]" in stopped.stderr
    assert "the server answers 404" in stopped.stderr


def test_lint_serve_and_scaffold_use_the_permission_of_the_target(
    here: Path, host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("generate", here=here)
    host.asked.clear()
    assert "SP204" not in call("lint", "openapi.yaml", here=here).stdout
    assert "SP204" in call("lint", str(here / "openapi.yaml"), here=here.parent).stdout
    monkeypatch.chdir(here)
    made = standin(Path("openapi.yaml"), tmp_path / "standin")
    assert made.app is not None
    assert call("generate", "--scaffold", "service.py", here=here).returncode == 0
    assert (here / "service.py").read_text()
    assert host.asked == []


def test_a_copy_has_remote_documents_in_its_slice(here: Path, host: Host) -> None:
    (here / "specpress.toml").write_text(
        '[[vendor]]\nspec = "openapi.yaml"\nout = "pets"\nemit = ["models"]\n'
        f'allow_remote = ["{host.url}/schemas/"]\n'
    )
    done = call("vendor", "update", here=here)
    assert done.returncode == 0, done.stderr
    assert "class Pet" in (here / "pets/models.py").read_text()
    assert host.url not in (here / "pets/openapi.json").read_text()
    host.texts.clear()
    checked = call("vendor", "check", here=here)
    assert checked.returncode == 0, checked.stderr + checked.stdout


@pytest.mark.parametrize(
    "allowed",
    [
        (),
        ("{0}/schemasandmore",),
        ("{0}/other/",),
        ("{0}1/schemas/",),
        ("https://127.0.0.1/schemas/",),
    ],
)
def test_what_no_prefix_covers_is_not_fetched(
    here: Path, host: Host, allowed: tuple[str, ...]
) -> None:
    prefixes = tuple(prefix.format(host.url) for prefix in allowed)
    made = build(here / "openapi.yaml", Options(emit=("models",), allow_remote=prefixes))
    assert [d.code for d in made.diagnostics] == ["SP204"] and not made.files
    assert "allow_remote" in made.diagnostics[0].help
    assert host.asked == []


@pytest.mark.parametrize(
    "reference",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/schemas/a",
        "{0}/schemas/../secret.yaml",
        "{0}/schemas/%2e%2E/secret.yaml",
        "//127.0.0.1/schemas/a.yaml",
        "http://me:secret@127.0.0.1/schemas/a.yaml",
        "../secret.yaml",
        "/secret.yaml",
    ],
)
def test_a_fetched_document_gets_no_further_than_one_at_home(
    here: Path, host: Host, reference: str
) -> None:
    (here / "secret.yaml").write_text("type: string\n")
    host.texts["/secret.yaml"] = b"type: string\n"
    host.texts["/schemas/pet.yaml"] = f"Pet: {{$ref: '{reference.format(host.url)}'}}\n".encode()
    options = Options(emit=("models",), allow_remote=(f"{host.url}/schemas/",))
    made = build(here / "openapi.yaml", options)
    assert [d.code for d in made.diagnostics] == ["SP204"] and not made.files
    assert made.diagnostics[0].file == f"{host.url}/schemas/pet.yaml"
    assert "secret@" not in made.diagnostics[0].message
    assert host.asked == ["/schemas/pet.yaml"]


def test_a_build_fetches_by_its_options_and_holds_to_what_it_is_given(
    here: Path, host: Host
) -> None:
    options = Options(emit=("models",), allow_remote=(host.url,))
    made = build(here / "openapi.yaml", options)
    url = f"{host.url}/schemas/pet.yaml"
    assert made.ok and made.sources[url] == digest(PET)
    assert made.files[copy_path(url)] == PET
    assert not (here / "pets").exists()
    held = build(here / "openapi.yaml", options, Remote(options.allow_remote, {url: "0" * 64}))
    assert [d.code for d in held.diagnostics] == ["SP207"]


def test_redirects_are_not_followed(here: Path, host: Host) -> None:
    host.redirects["/schemas/pet.yaml"] = "http://localhost:1/elsewhere"
    made = build(here / "openapi.yaml", Options(emit=("models",), allow_remote=(host.url,)))
    assert [d.code for d in made.diagnostics] == ["SP206"]
    assert "it redirects to http://localhost:1/elsewhere" in made.diagnostics[0].message


def test_a_name_may_not_lead_to_this_machine(monkeypatch: pytest.MonkeyPatch, host: Host) -> None:
    port = int(host.url.rpartition(":")[2])
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", port))]
    )
    with pytest.raises(Unreachable, match="not a public address"):
        fetching.fetch(f"http://schemas.example.com:{port}/schemas/pet.yaml")
    assert host.asked == []


@pytest.mark.parametrize(
    "address", ["10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1%1"]
)
def test_private_addresses_are_known(address: str) -> None:
    assert not fetching._is_public(address)
    assert fetching._is_public("93.184.215.14") and fetching._is_public("2606:2800:21f::1")


def test_size_and_coding_are_limited(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST_FILE", 20)
    with pytest.raises(TooLarge):
        fetching.fetch(f"{host.url}/schemas/pet.yaml")
    host.headers["Content-Encoding"] = "gzip"
    with pytest.raises(Unreachable, match="Content-Encoding gzip"):
        fetching.fetch(f"{host.url}/schemas/pet.yaml")


def test_an_answer_cut_short_is_no_document(host: Host) -> None:
    host.headers["Content-Length"] = str(len(PET) + 1)
    with pytest.raises(Unreachable, match="ends after"):
        fetching.fetch(f"{host.url}/schemas/pet.yaml")


@pytest.mark.parametrize("drip", [b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\na"])
def test_a_slow_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, drip: bytes) -> None:
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(drip)
                for _ in range(100):
                    time.sleep(0.05)
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        begin = time.monotonic()
        with pytest.raises(Unreachable, match="within 0.3 seconds"):
            fetching.fetch(f"http://127.0.0.1:{server.getsockname()[1]}/a")
        assert time.monotonic() - begin < 3
        thread.join(10)


def test_copies_are_never_code_and_never_clash() -> None:
    urls = ["https://a.example/x.py", "https://a.example/x.py?1", "https://a.example/" + "y" * 999]
    paths = [copy_path(url) for url in urls]
    assert len(set(paths)) == 3
    assert all(path.parent == COPIES and path.suffix == ".yaml" for path in paths)
    assert all(len(path.name) < 120 for path in paths)


def test_a_prefix_that_is_no_url_is_an_error(here: Path) -> None:
    config = here / "specpress.toml"
    config.write_text(config.read_text().replace("http://", "").replace("/schemas/", ""))
    done = call("generate", here=here)
    assert done.returncode == 2 and "error[SP603]" in done.stderr


def test_a_copy_holds_other_hosts_to_its_lock(here: Path, host: Host) -> None:
    (here / "specpress.toml").write_text(
        f'[[vendor]]\nspec = "openapi.yaml"\nout = "app/pets"\nallow_remote = ["{host.url}/schemas/"]\n'
    )
    done = call("vendor", "update", here=here)
    assert done.returncode == 0, done.stderr
    host.asked.clear()
    assert call("vendor", "check", "--deep", here=here).returncode == 0
    assert not host.asked
    host.texts["/schemas/deep/owner.json"] = OWNER.replace("name", "nick").encode()
    done = call("vendor", "update", here=here)
    assert done.returncode == 2
    assert "error[SP207]" in done.stderr
    assert "--accept-moved" in done.stderr
    assert "nick" not in (here / "app/pets/models.py").read_text()
    assert call("vendor", "update", "--accept-moved", here=here).returncode == 0
    assert "nick" in (here / "app/pets/models.py").read_text()
    assert call("vendor", "update", here=here).returncode == 0
