"""`python -m qtrace` and the `qtrace` command."""

import sys

from qtrace.app.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
