"""`python -m eventgen` is `eventgen`."""

from eventgen.cli import main

main()
