"""QTrace: the quality workstation of a medical-device plant."""

__version__ = "0.1.0"
