"""Everything that must hold of a change, the quickest first: `python -m tests`, in a checkout."""

import subprocess
import sys

CHECKS = ("ruff format --check", "ruff check", "mypy", "pytest -n auto -rs")


def main() -> int:
    """Runs all of them, also after one that fails; 1 if one did."""
    failed = [check for check in CHECKS if _run(check)]
    print(f"failed: {', '.join(failed)}" if failed else "all is well", flush=True)
    return 1 if failed else 0


def _run(check: str) -> int:
    print(f"== {check}", flush=True)
    return subprocess.run([sys.executable, "-m", *check.split()], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
