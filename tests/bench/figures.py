"""What the measurements have alike: how figures are summed up and promises told."""

import statistics
import sys


def p50_p95(values: list[float]) -> tuple[float, float]:
    """Return the median of `values`, and what 95 of 100 do not exceed."""
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]


def verdict(holds: bool, promise: str) -> str:
    """Return the line that tells whether a promise holds."""
    return f"{'  holds' if holds else '  BROKEN'}  {promise}"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
