"""The strip of a report says what the screen's strip says: d, verdict, severity, this lot."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from qtrace.printing.certificates import render_report
from qtrace.printing.drawing import Ink, Outline, Text
from qtrace.printing.report_data import (
    DefectClass,
    SeriesLot,
    SeriesStrip,
    Severity,
    report_from_json,
    report_to_json,
)
from qtrace.printing.report_series import MOST_LOTS, strip_marks
from qtrace.printing.words import DocumentLanguage, Name, Words
from tests.printing.support import REPORT, ZxingReader, in_language

LOTS = tuple(
    SeriesLot(
        f"L26-{place:05d}",
        2 if place == 4 else place % 2,
        Severity.TIGHTENED if 5 <= place < 10 else Severity.NORMAL,
        place != 4,
        counted=place != 7,
        current=place == MOST_LOTS - 1,
    )
    for place in range(MOST_LOTS)
)
STRIP = SeriesStrip(
    DefectClass.MAJOR, "II  AQL 2.5", LOTS, Name("下一批：正常", "Next lot: normal")
)


def texts(marks, name):
    return [mark.text for mark in marks if isinstance(mark, Text) and mark.name == name]


def test_every_lot_has_its_field_in_order_and_runs_have_their_word():
    marks = strip_marks(LOTS, Words(DocumentLanguage.EN))
    assert texts(marks, "d") == [str(lot.d) for lot in LOTS]
    assert texts(marks, "severity") == ["Normal", "Tightened", "Normal"]
    fields = [mark for mark in marks if isinstance(mark, Outline) and mark.fill is None]
    thick = [mark for mark in fields if mark.stroke and mark.stroke.width_mm == 0.7]
    dashed = [mark for mark in fields if mark.stroke and mark.stroke.dashed]
    assert (len(thick), len(dashed)) == (1, 1)
    assert max(x for mark in fields for x, _ in mark.points) <= 180
    (red,) = [mark for mark in marks if isinstance(mark, Text) and mark.ink is Ink.RED]
    assert red.text == "2"


def test_a_word_that_has_no_room_is_left_to_the_bar():
    lots = (replace(LOTS[5]), *LOTS[:2])
    assert texts(strip_marks(lots, Words(DocumentLanguage.EN)), "severity") == ["Normal"]


@pytest.mark.parametrize("language", list(DocumentLanguage))
def test_the_report_prints_its_series_and_older_ones_have_none(language):
    report = replace(in_language(REPORT, language), series=(STRIP,))
    done = render_report(report, ZxingReader())
    assert isinstance(done, bytes), done
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(done)).pages)
    assert ("Next lot: normal" if language is not DocumentLanguage.ZH else "下一批：正常") in said
    assert report_from_json(report_to_json(report)) == report
    without = report_to_json(replace(report, series=())).replace('"series":[],', "")
    assert report_from_json(without) == replace(report, series=())
