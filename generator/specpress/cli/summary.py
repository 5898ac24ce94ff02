"""What came of a target, in one line."""

from __future__ import annotations

from specpress.cli.show import counted, relative
from specpress.generate import Made


def summary(one: Made) -> str:
    name, out = one.target.name, relative(one.target.out)
    told = ", ".join(counted(number, kind) for kind, number in sorted(one.told.items()) if number)
    after = f" in {one.seconds:.2f} s" + (f" ({told})" if told else "")
    match one.state:
        case "failed":
            errors = sum(d.severity == "error" for d in one.diagnostics)
            return f"{name}: nothing was written" + (
                f" ({counted(errors, 'error')})" if errors else ""
            )
        case "current":
            return f"{name}: {out} is up to date, {counted(one.total, 'file')}{after}"
        case "stale":
            return f"{name}: {out} is out of date, {counted(len(one.found), 'file')} differ{after}"
        case "written":
            changed = sum(d.action in ("write", "delete") for d in one.found)
            return f"{name}: {counted(changed, 'file')} of {one.total} written to {out}{after}"
