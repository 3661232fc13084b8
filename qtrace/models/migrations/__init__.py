"""Schema revisions. A landed revision is never edited."""

KNOWN = ("0001", "0002")
HEAD = KNOWN[-1]
