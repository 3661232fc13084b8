"""Opening a plant: one writing process per station, however the file is named."""

import pytest

from qtrace.app.bootstrap import StationProblem, open_plant
from tests.support.plants import make_plant


def test_a_path_and_a_url_of_one_file_share_the_stations_lock(sqlite_url):
    made = make_plant(sqlite_url)
    made.bench.close()
    path = sqlite_url.removeprefix("sqlite:///")
    first = open_plant(path, "IQC-2")
    try:
        with pytest.raises(StationProblem) as taken:
            open_plant(sqlite_url, "IQC-2")
        assert taken.value.code == "STATION_TAKEN"
    finally:
        first.close()
    open_plant(sqlite_url, "IQC-2").close()


def test_a_plant_that_is_not_set_up_is_named(sqlite_url):
    with pytest.raises(StationProblem) as absent:
        open_plant(sqlite_url, "")
    assert absent.value.code == "PLANT_NOT_SET_UP"
