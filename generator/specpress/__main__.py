"""`python -m specpress`, for where the command is not on the path."""

from __future__ import annotations

from specpress.cli import main

main()
