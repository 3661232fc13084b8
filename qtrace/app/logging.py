"""The log of this machine: one rotating file, named loggers, UTC.

No lot, serial or person is logged at INFO or above: the record stream is the place for those.
"""

import logging
import logging.handlers
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

FILE_NAME = "qtrace.log"
FILE_BYTES = 2_000_000
OLD_FILES = 5

_QT = logging.getLogger("qtrace.qt")


def start_logging(log_dir: Path, level: int = logging.INFO) -> logging.Handler:
    """Log everything from `level` up to a rotating file in `log_dir`, stderr if that is refused.

    Returns:
        The handler, for `stop_logging`.
    """
    handler: logging.Handler
    try:
        log_dir.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            log_dir / FILE_NAME, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler(sys.stderr)
    formatter = logging.Formatter(
        "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s [%(threadName)s] %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S",
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.setLevel(level)
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level == logging.NOTSET or root.level > level:
        root.setLevel(level)
    logging.captureWarnings(capture=True)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Take `handler` away again and close its file."""
    logging.captureWarnings(capture=False)
    logging.getLogger().removeHandler(handler)
    handler.close()


def take_qt_messages() -> None:
    """Send Qt's own messages to the log; call it once, before the application object is made."""
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_from_qt)


def _from_qt(kind: "QtMsgType", context: "QMessageLogContext", message: str) -> None:
    from PySide6.QtCore import QtMsgType

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }
    _QT.log(levels.get(kind, logging.WARNING), "%s: %s", context.category or "default", message)
