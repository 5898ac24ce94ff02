"""`specpress explain CODE`."""

from __future__ import annotations

import sys

import click

from specpress.codes import CODES
from specpress.printers.style import style_of


@click.command(short_help="Tell the story behind a diagnostic or a review rule.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell the story behind a diagnostic or a review rule; without CODE, list them all."""
    if code is None:
        for name, known in sorted(CODES.items()):
            click.echo(f"{name}  {known.severity:<7}  {known.title}")
        return
    known_code = CODES.get(code.upper())
    if known_code is None and _rule(code):
        return
    if known_code is None:
        click.echo(f"no such code: {code}; `specpress explain` lists them all", err=True)
        sys.exit(2)
    style = style_of(sys.stdout)
    head = style.paint(f"{known_code.severity}[{code.upper()}]", known_code.severity)
    click.echo(f"{head}: {known_code.title}\n\n{known_code.story}", color=True)
    if known_code.example:
        click.echo("\nFor example:\n")
        for line in known_code.example.splitlines():
            click.echo(f"    {line}".rstrip())


def _rule(name: str) -> bool:
    """A review rule, by its name or by the id of a finding; False where there is none."""
    from specpress.review.stories import STORIES

    rule = name if name in STORIES else name.rpartition("-")[0]
    if rule not in STORIES:
        return False
    story = STORIES[rule]
    click.echo(f"{rule}: {story.title}\n\n{story.story}")
    for title, text in (("\nFor example, from:\n", story.old), ("\nto:\n", story.new)):
        if text:
            click.echo(title)
            for line in text.splitlines():
                click.echo(f"    {line}")
    return True
