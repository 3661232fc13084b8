"""Real clock, ids and hasher behind the ports."""

import secrets
import time
from datetime import UTC, datetime
from uuid import UUID

from qtrace.domain.ids import IdSequence, compose_uuid7


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Aware UTC instant."""
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        """Seconds that never step back."""
        return time.monotonic()


class ClientIds:
    """Ids of one writer from the clock; uids with random bits of the operating system."""

    def __init__(self, writer: int, last_id: int, clock: SystemClock | None = None) -> None:
        self._sequence = IdSequence(writer, last_id)
        self._clock = clock or SystemClock()

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000)

    def next_id(self) -> int:
        """The next id of this writer."""
        return self._sequence.next(self._now_ms())

    def next_uid(self) -> UUID:
        """A new UUIDv7."""
        return compose_uuid7(self._now_ms(), secrets.randbits(74))


class Argon2Hasher:
    """argon2id with the library's recommended cost.

    Args:
        cheap: least possible cost; only for a demo plant, whose secrets are printed on a sheet.
    """

    def __init__(self, *, cheap: bool = False) -> None:
        from argon2 import PasswordHasher

        self._hasher = PasswordHasher(1, 64, 1) if cheap else PasswordHasher()
        self._dummy = self._hasher.hash("nobody's secret")

    def hash(self, secret: str) -> str:
        """Encoded argon2id hash."""
        return self._hasher.hash(secret)

    def verify(self, encoded: str | None, secret: str) -> bool:
        """True if the secret matches; as slow for nobody's hash."""
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            self._hasher.verify(encoded or self._dummy, secret)
        except (VerificationError, InvalidHashError):
            return False
        return encoded is not None
