"""What is wrong with options and texts in a file of readings."""

from typing import Final

from qtrace.domain.inspection import ReadingCode
from qtrace.i18n import N_

SENTENCES: Final = {
    ReadingCode.NO_SUCH_OPTION: (
        N_("{given} is none of the options: {choices}"),
        N_("Correct the file"),
    ),
    ReadingCode.NOT_PRINTABLE: (
        N_("{given} has characters that cannot be shown"),
        N_("Correct the file"),
    ),
    ReadingCode.TEXT_TOO_LONG: (
        N_("{length} characters are too many: 60 at most"),
        N_("Correct the file"),
    ),
}
