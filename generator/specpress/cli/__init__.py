"""The command `specpress`: one file per verb, each imported only when it is called."""

from __future__ import annotations

import importlib
import importlib.util

import click

from specpress.version import VERSION

VERBS = {
    "generate": "Make the packages of the configuration, or of one spec.",
    "lint": "Say what is wrong with a spec, and what code generation cares about.",
    "explain": "Tell the story behind a diagnostic or a review rule.",
    "diff": "Review a new spec against the old one: what breaks, for whom.",
    "review": "Review the specs that a branch changes, as configured.",
    "accept": "Record a finding of `diff` as known and accepted.",
    "impact": "Find the lines of your own code that a change of the spec breaks.",
    "verify": "Hold a spec to the documentation page it transcribes.",
    "transcribe": "Turn a documentation page into a draft spec.",
    "vendor": "Keep copies of generated code in other repositories.",
    "serve": "Serve made-up answers from the generated router.",
}
"""In the order of `--help`; a verb is there as soon as `cli/<verb>.py` is, with a click command of that name."""


class Verbs(click.Group):
    """Lists verbs without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb for verb in VERBS if _exists(verb)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS or not _exists(cmd_name):
            return None
        module = importlib.import_module(f"specpress.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"no such command: {args[0]}.{_closest(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, VERBS[verb]) for verb in self.list_commands(ctx)])


def _exists(verb: str) -> bool:
    return importlib.util.find_spec(f"specpress.cli.{verb}") is not None


def _closest(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(name, known, 1)
    return f" Did you mean {found[0]}?" if found else ""


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From an OpenAPI document to Pydantic models, a client and a FastAPI router that stay in sync.",
)
@click.version_option(VERSION, prog_name="specpress")
def specpress() -> None:
    pass


def main() -> None:
    """The entry point of the installed command."""
    from specpress.cli.run import run

    run(specpress)
