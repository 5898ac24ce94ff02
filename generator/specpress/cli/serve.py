"""`specpress serve`: the generated router with example answers, for those who cannot wait for the real service."""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import click

from specpress.cli.show import Shown, counted, note, show


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("spec", type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port; 0 takes a free one.")
def serve(spec: Path, host: str, port: int) -> None:
    """Serve made-up answers from the generated router: a stand-in while the real service is being written.

    Requests are checked as the real router checks them; every credential is accepted. Answers are the examples
    of the spec, or made from its schemas. A request chooses another answer with the header `Prefer: code=404`,
    another example with `Prefer: example=name`. /docs shows the API, from local files only.
    """
    missing = [name for name in ("fastapi", "uvicorn") if find_spec(name) is None]
    if missing:
        told = f"{' and '.join(missing)} is missing: pip install 'specpress[serve]'"
        raise click.ClickException(told)
    from specpress.standin.application import standin

    with tempfile.TemporaryDirectory(prefix="specpress-") as folder:
        made = standin(spec, Path(folder))
        show(
            [d for d in made.diagnostics if d.severity == "error" or made.app],
            Shown("text", to_stderr=True),
        )
        if made.app is None:
            sys.exit(2)
        note(
            f"{counted(made.operations, 'operation')}; every answer is an example, nothing is real"
        )
        _run(made.app, host, port)


def _run(app: object, host: str, port: int) -> None:
    """Until interrupted."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: object = None) -> None:
            await super().startup(sockets=None)
            for server in self.servers:
                for socket in server.sockets:
                    address = socket.getsockname()
                    click.echo(f"http://{address[0]}:{address[1]}/docs")

    config = uvicorn.Config(app, host=host, port=port, log_level="warning")  # type: ignore[arg-type]
    Server(config).run()
