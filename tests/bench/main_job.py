"""The command line as a script of its own (`python -c` counts as interactive for some libraries, which then draw on stdout)."""

from leadtool.cli import main

if __name__ == "__main__":
    main()
