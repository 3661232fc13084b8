from datetime import timedelta

from qtrace.app.adapters import Argon2Hasher
from qtrace.domain.people import Role
from qtrace.services.news import heads_of_others, news_of_others
from qtrace.services.people.commands import EnrolStation
from qtrace.services.registry import handlers
from qtrace.services.work import StationRef
from qtrace.services.workbench import Outside, Workbench, find_station


def test_a_station_hears_of_others_and_not_of_itself(plant):
    plant.done(
        EnrolStation(
            **plant.head(),
            station_id=plant.ids.next_id(),
            site_id=1,
            station_code="IQC-3",
            name_en="",
            name_zh="",
            mode="receiving",
        ),
        by=plant.admin,
    )
    known = find_station(plant.database, "IQC-3")
    assert known is not None
    other = Workbench(
        plant.database,
        handlers(),
        Outside(plant.clock, plant.ids, Argon2Hasher(cheap=True)),
        StationRef(known.station.id, 1, "IQC-3"),
    )
    plant.clock.advance(timedelta(hours=2))
    heads = other.ask(heads_of_others)
    assert other.ask(news_of_others, heads) == ()
    plant.clock.set(plant.clock.now() - timedelta(hours=1))  # that station's clock is behind
    lin = plant.person("lin", Role.INSPECTOR)
    assert plant.bench.ask(news_of_others, plant.bench.ask(heads_of_others)) == ()
    news = other.ask(news_of_others, heads)
    assert any(item.changes.touches("person", lin) for item in news)
    assert [item.station_id for item in news] == [plant.bench.station.id] * len(news)
    assert other.ask(news_of_others, heads | {news[-1].station_id: news[-1].sequence}) == ()


def test_a_burst_is_heard_to_its_end(plant, monkeypatch):
    monkeypatch.setattr("qtrace.services.news.MOST", 2)
    heads, heard = {plant.bench.station.id: 0}, []
    reader = Workbench(
        plant.database,
        handlers(),
        Outside(plant.clock, plant.ids, Argon2Hasher(cheap=True)),
        StationRef(plant.ids.next_id(), 1, "elsewhere"),
    )
    for number in range(3):
        plant.person(f"p{number}", Role.INSPECTOR)
    while news := reader.ask(news_of_others, heads):
        heard += [item.sequence for item in news]
        heads = {news[-1].station_id: news[-1].sequence}
    assert heard == list(range(1, 11))


def test_the_first_receiving_station_is_found_without_a_code(plant):
    found = find_station(plant.database, "")
    assert found is not None
    assert found.station.code == "IQC-2"
    assert found.last_id > 0
    assert find_station(plant.database, "nowhere") is None
    line = find_station(plant.database, "CLI-1")
    assert line is not None
    assert line.writer_no != found.writer_no
