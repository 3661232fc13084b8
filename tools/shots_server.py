"""A plant's server for the pictures: it answers at once, and nobody joins it."""

from collections.abc import Callable

from qtrace.models.database import head_revision
from qtrace.ports import (
    DeviceTrouble,
    FoundPlant,
    FoundStation,
    PlantStanding,
    ServerAddress,
    ServerRights,
)

STATIONS = (
    FoundStation("IQC-2", "Incoming inspection 2", "来料检验2", is_present=True),
    FoundStation("LINE-1", "Infusion pump line 1", "输液泵一号线", is_present=False),
    FoundStation("LINE-2", "Infusion pump line 2", "输液泵二号线", is_present=False),
    FoundStation("SUP-1", "Supervisor", "班长", is_present=False),
)


class ShownServer:
    """`ports.PlantConnector` of a server that is there."""

    def present(self) -> ServerAddress:
        """A server in the plant's network."""
        return ServerAddress("qtrace-db.suzhou.example", 5432, "suzhou")

    def probe(
        self, _address: ServerAddress, then: Callable[[FoundPlant | DeviceTrouble], None]
    ) -> None:
        """It is the plant's, and this machine may work there."""
        revision = head_revision()
        then(
            FoundPlant(
                version="16.4",
                is_encrypted=True,
                latency_ms=0.4,
                rights=ServerRights.STATION,
                standing=PlantStanding.CURRENT,
                schema=(revision, revision),
                name_en="Suzhou plant",
                name_zh="苏州工厂",
                stations=STATIONS,
            )
        )

    def join(
        self, _address: ServerAddress, _station: str, then: Callable[[DeviceTrouble | None], None]
    ) -> None:
        """As if it had been kept."""
        then(None)
