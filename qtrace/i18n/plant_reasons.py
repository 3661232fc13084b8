"""Sentences about making plants and demo plants."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "NOT_A_DEMO": (
        N_("{file} is not a demo plant; nothing was changed"),
        N_("Move it away if a demo plant is to be made there"),
    ),
    "PLANT_IS_DEMO": (
        N_("{database} belongs to a demo plant; a live plant is never made there"),
        N_("Choose another database"),
    ),
    "PLACE_TAKEN": (
        N_("{database} holds data that are not of QTrace"),
        N_("Choose an empty database or another file"),
    ),
    "FOLDER_REFUSED": (
        N_("The folder {folder} cannot be written: {detail}"),
        N_("Choose another folder, or ask for the right to write there"),
    ),
    "STATION_TAKEN": (
        N_("Station {station} is open in another program on this machine (process {detail})"),
        N_("Close it there, or choose another station"),
    ),
    "STATION_ELSEWHERE": (
        N_("Station {station} is open on another computer ({address}), since {since}"),
        N_("Close it there, or choose another station in the settings of this computer"),
    ),
    "LOCK_UNAVAILABLE": (
        N_("The lock file {file} cannot be made: {detail}"),
        N_("Ask for the right to write in its folder"),
    ),
}
