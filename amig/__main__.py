"""`python -m amig`."""

from amig.cli import main

main()
