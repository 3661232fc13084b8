"""Sentences of reasons that every area shares: people, conflicts, the database."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "UNKNOWN_PERSON": (
        N_("This badge or name belongs to nobody here"),
        N_("Check the badge, or ask an administrator"),
    ),
    "WRONG_SECRET": (
        N_("That was not right; {tries_left} tries are left"),
        N_("Enter it again, or ask an administrator for a new one"),
    ),
    "LOCKED_OUT": (
        N_("Too many wrong tries: locked until {until}"),
        N_("Wait, or ask an administrator; placing a hold still works"),
    ),
    "PERSON_LEFT": (
        N_("This account is not active"),
        N_("Ask an administrator"),
    ),
    "SECRET_NOT_SET": (
        N_("No PIN or password is set for this person"),
        N_("Ask an administrator to set one"),
    ),
    "MUST_CHANGE_SECRET": (
        N_("The one-time secret must be replaced first"),
        N_("Choose a new one now"),
    ),
    "NOT_ALLOWED": (
        N_("Your role may not do this ({command})"),
        N_("Ask somebody whose role may, or an administrator"),
    ),
    "NOT_SIGNED_IN": (N_("Nobody is signed in"), N_("Scan your badge")),
    "SIGNATURE_REQUIRED": (
        N_("This needs a signature"),
        N_("Scan a badge and enter the PIN"),
    ),
    "SAME_PERSON": (
        N_("The same person may not do both"),
        N_("A second person must do this"),
    ),
    "WRONG_STATE": (
        N_("This is not possible in the present state"),
        N_("Look at the new state, then decide again"),
    ),
    "PIN_AT_STATION_ONLY": (
        N_("A PIN counts only at a station of the plant where people stand"),
        N_("Use your password here"),
    ),
    "PIN_NOT_ENROLLED": (
        N_("Your PIN does not count at station {station} yet"),
        N_("Sign in here once with your password, or ask an administrator to enrol you"),
    ),
    "PIN_NEEDS_BADGE": (
        N_("A PIN counts only together with your badge"),
        N_("Scan your badge, or use your password"),
    ),
    "PIN_TOO_SHORT": (N_("A PIN has 6 to 12 digits"), N_("Choose a longer PIN")),
    "PIN_NOT_DIGITS": (N_("A PIN has digits only"), N_("Choose 6 to 12 digits")),
    "PIN_TOO_SIMPLE": (
        N_("A PIN of equal or counting digits is too easy to guess"),
        N_("Choose other digits"),
    ),
    "PASSWORD_TOO_SHORT": (
        N_("A password has at least 8 characters"),
        N_("Choose a longer password"),
    ),
    "PASSWORD_TOO_LONG": (
        N_("A password has at most 256 characters"),
        N_("Choose a shorter password"),
    ),
    "PASSWORD_COMMON": (
        N_("This password is too common or too simple"),
        N_("Choose another password"),
    ),
    "LOGIN_TAKEN": (
        N_("The login name {login} belongs, or belonged, to somebody"),
        N_("Choose another login name"),
    ),
    "BADGE_TAKEN": (
        N_("This badge belongs, or belonged, to somebody else"),
        N_("Give out a new badge"),
    ),
    "PLANT_EXISTS": (
        N_("This database is a plant already"),
        N_("Open it, or choose another file"),
    ),
    "COMMAND_UID_REUSED": (
        N_("The same request came twice with different content"),
        N_("Do it again; tell an administrator if it comes back"),
    ),
    "CHANGED_BY_OTHERS": (
        N_("Somebody else changed this a moment ago"),
        N_("Look at the new state, then decide again"),
    ),
    "NOT_FOUND": (N_("This does not exist here"), N_("Refresh and choose again")),
    "GLYPH_MISSING": (
        N_("The character “{character}” cannot be printed"),
        N_("Write it another way"),
    ),
    "TEXT_REFUSED": (
        N_("This text contains characters that cannot be kept"),
        N_("Type it again"),
    ),
    "REASON_NEEDED": (N_("This needs a reason"), N_("Write why")),
    "STATION_CODE_TAKEN": (
        N_("The station code {station} is in use"),
        N_("Choose another code"),
    ),
    "DATABASE_MISSING": (
        N_("There is no plant at {database}"),
        N_("Check the path, or set up a plant"),
    ),
    "DATABASE_LOCKED": (
        N_("The database is busy with another program"),
        N_("Nothing was saved; try again in a moment"),
    ),
    "DATABASE_READ_ONLY": (
        N_("The database cannot be written"),
        N_("Nothing was saved; ask an administrator for write permission"),
    ),
    "DATABASE_DAMAGED": (
        N_("The database file is damaged"),
        N_("Stop work, keep the file, restore the last backup"),
    ),
    "DATABASE_NEWER": (
        N_("The database was written by a newer QTrace"),
        N_("Update this station; nothing was changed"),
    ),
    "DATABASE_OLDER": (
        N_("The database was written by an older QTrace"),
        N_("Run: qtrace db upgrade"),
    ),
    "DATABASE_UNREACHABLE": (
        N_("The plant database cannot be reached"),
        N_("Nothing was saved; check the network, then try again"),
    ),
    "DATABASE_REFUSED": (
        N_("The database refused this station"),
        N_("Ask an administrator to check its rights"),
    ),
    "DATABASE_CONFLICT": (
        N_("Several stations changed the same things at once"),
        N_("Nothing was saved; do it again"),
    ),
    "DATABASE_CROWDED": (
        N_("The database server takes no more connections"),
        N_("Ask an administrator to raise max_connections (three a station)"),
    ),
    "DISK_FULL": (
        N_("The disk is full: this was not saved"),
        N_("Free some space, then do it again; earlier work is safe"),
    ),
    "GUARDS_MISSING": (
        N_("Protections are missing in the database: {guards}"),
        N_("Stop work and tell an administrator: qtrace db check"),
    ),
    "INTERNAL_ERROR": (
        N_("The program made a mistake ({detail}); nothing was saved"),
        N_("Do it again; tell an administrator if it comes back"),
    ),
}
