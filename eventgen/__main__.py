"""`python -m eventgen` is `eventgen`."""

from eventgen.entry import main

main()
