"""The charts by keys and mouse: list, cursor, pictures, period, site, the way to the lot, paper."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from qtrace.domain.analytics.charts import ChartKind
from qtrace.domain.analytics.lot_study import ChartFamily, study_lots
from qtrace.domain.codes.internal import CommandCode
from qtrace.i18n import Language
from qtrace.reference import control_constants
from qtrace.services.analytics.capability import ChartAnswer, lot_values
from qtrace.services.analytics.queries import reading_series
from qtrace.services.analytics.rows import ChartFilter, Period
from qtrace.services.outcomes import Done, Refusal
from qtrace.ui.analytics.charts_model import ChartsModel, View
from qtrace.ui.analytics.charts_screen import ChartsScreen
from qtrace.ui.analytics.charts_texts import chart_basis, control_spec, point_words
from qtrace.ui.places import ChartsPlace, LotPlace
from qtrace.ui.shell_nav import nav_items
from qtrace.ui.theme.profiles import TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.ui.people.station import Look, check_looks, make_ui_bench, signed, texts


def state(station):
    return station.screen.model.state


def test_the_cursor_walks_the_points_and_enter_opens_their_lot(open_charts):
    station = open_charts()
    assert "charts" in {item.id for item in nav_items(station.bench)[0]}
    study = state(station).study
    assert (len(study.groups.places), study.groups.left_out) == (4, (4,))
    assert "1 lot too short" in texts(station.screen)
    assert state(station).cursor == 3
    assert "Rule 1: one point beyond a control limit" in texts(station.screen)
    station.press("Left")
    assert "12.004 mm" in station.screen.control.charts.accessibleDescription()
    station.press("Home")
    station.press("Left")
    assert state(station).cursor == 0
    assert "No rule fires at this point" in texts(station.screen)
    for key in ("End", "Right", "Left"):
        station.press(key)
    charts = station.screen.control.charts
    QTest.mousePress(charts, Qt.MouseButton.LeftButton, pos=QPoint(5, charts.height() // 3))
    assert state(station).cursor == 0
    QTest.mouseMove(charts, QPoint(charts.width() // 3, charts.height() // 3))
    assert state(station).cursor == 1
    lot = state(station).charts.series.lots[1]
    station.press("Enter")
    assert station.opened[-1] == LotPlace(lot.lot_id)
    station.shell.go(ChartsPlace())
    assert state(station).chosen == station.screen.table.chosen_key()
    for key in ("Down", "Up", "PageDown", "PageUp"):
        station.press(key)
    assert state(station).subject.part == "SR-12"
    assert not station.screen.command(CommandCode.ALL_OK)
    station.press("Ctrl+L")
    station.sign_in("chen")
    assert "charts" not in {item.id for item in nav_items(station.bench)[0]}


def test_digits_open_the_other_pictures(open_charts):
    station = open_charts("lin")
    station.press("2")
    assert "Stable first" in texts(station.screen)
    assert [fact.key for fact in station.screen.capability.facts._facts][:4] == [
        "Cp", "Cpk", "Pp", "Ppk",
    ]  # fmt: skip
    station.press("Enter")
    assert isinstance(station.screen, ChartsScreen)
    station.press("3")
    assert "2 failures in 5 lots" in texts(station.screen)
    bars = station.screen.pareto.picture._spec.bars
    assert {(bar.text, bar.count) for bar in bars} == {("F01", 1), ("Inner dia. 1", 1)}
    station.press("4")
    curve, before = station.screen.risk.curve, texts(station.screen)
    assert "If 2.5 % are bad" in before
    station.press("Right")
    assert state(station).p > 0.025
    assert texts(station.screen) != before
    station.press("Home")
    assert "If 0 % are bad: > 99.9 % of such lots" in texts(station.screen)
    QTest.mousePress(curve, Qt.MouseButton.LeftButton, pos=curve.rect().center())
    dragged = state(station).p
    QTest.mouseMove(curve, curve.rect().center() + QPoint(60, 0))
    assert state(station).p > dragged > 0
    station.screen.tabs.faces[0].click()
    assert state(station).view is View.CONTROL
    assert state(station).study is not None


def test_k_changes_the_kind_of_chart_and_says_why_it_fits(open_charts):
    station = open_charts()
    assert "Means and ranges fit: every lot gives 5 pieces" in texts(station.screen)
    assert "Shewhart" in texts(station.screen)
    station.press("K")
    assert state(station).study.location.kind is ChartKind.EWMA
    assert state(station).study.spread is None
    assert "EWMA finds small lasting shifts" in texts(station.screen)
    station.press("Left")
    assert "12.0" in station.screen.control.charts.accessibleDescription()
    station.press("K")
    assert state(station).study.location.kind is ChartKind.CUSUM
    assert "C+ " in station.screen.control.charts.accessibleDescription()
    check_looks(station)
    station.press("K")
    assert state(station).family is ChartFamily.SHEWHART
    station.press("2")
    station.press("K")
    assert state(station).view is View.CAPABILITY
    assert state(station).family is ChartFamily.SHEWHART


def test_w_says_where_the_numbers_come_from(open_charts, work):
    station = open_charts()
    _, inspection = work.started(pieces=20, containers=2)
    work.fill(inspection)
    assert isinstance(work.sign(inspection), Done)
    station.press("F5")
    source = station.screen.source

    def told():
        return {fact.key: fact.value for fact in source.facts._facts}

    station.press("W")
    assert told()["Standard"] == "ISO 7870-2:2013, clause 6"
    assert told()["Sigma"] == "mean range of the lots divided by d2"
    assert told()["What went in"].startswith("6 lots, 27 readings, ")
    check_looks(station)
    for key in ("K", "K"):
        station.press(key)
    assert told()["Standard"] == "ISO 7870-4:2021"
    assert "rule 1 alone" in told()["Rules"]
    expected = {
        "2": ("Bounds", "Bissell"), "3": ("Axis", "one axis"), "4": ("Curve", "binomial"),
        "5": ("Limits", "normal approximation"),
    }  # fmt: skip
    for key, (name, words) in expected.items():
        station.press(key)
        assert not source.isVisible()
        station.press("W")
        assert words in told()[name]
        check_looks(station)
    station.press("W")
    assert not source.isVisible()


def test_counts_of_decided_lots_have_the_chart_that_fits(open_charts, work):
    station = open_charts()
    station.press("5")
    assert "No lot was decided in this period" in texts(station.screen)
    station.press("Enter")
    assert isinstance(station.screen, ChartsScreen)
    for bad in ((), (1,), ()):
        _, inspection = work.started(pieces=20, containers=2)
        work.fill(inspection, bad=bad)
        assert isinstance(work.sign(inspection), Done)
        work.pass_time(days=1)
    station.press("F5")
    assert state(station).count_study.chart.kind is ChartKind.NP
    assert "np fits: failed pieces, and every sample has 5" in texts(station.screen)
    assert "Major: 0 of 5 failed, 0 defects" in texts(station.screen)
    station.press("Left")
    assert "1 of 5 failed, 1 defect" in station.screen.counts.chart.accessibleDescription()
    lot = state(station).counts.lots[1]
    station.press("K")
    assert state(station).count_study.chart.kind is ChartKind.C
    station.press("Left")
    station.press("Enter")
    assert station.opened[-1] == LotPlace(lot.lot_id)


def test_period_site_and_paper(open_charts, work):
    station = open_charts()
    asked = []
    station.screen.print_asked.connect(asked.append)
    station.press("F10")
    station.press("F10")
    (wish,) = asked
    assert (wish.subject.part, wish.by, wish.language) == ("SR-12", "Wang Siyuan", Language.EN)
    assert "is being drawn" in texts(station.screen)
    wish.then("PRINTER_UNREACHABLE")
    assert "not printed: PRINTER_UNREACHABLE" in texts(station.screen)
    station.press("F10")
    asked[-1].then("")
    assert "The report was printed" in texts(station.screen)
    work.pass_time(days=60)
    station.press("F5")
    assert state(station).study is not None
    station.press("S")
    assert state(station).site.code == "HM-1"
    assert "Site: HM-1" in texts(station.screen)
    assert len(state(station).charts.series.lots) == 5
    station.press("S")
    assert state(station).site is None
    station.press("P")
    assert state(station).filter.period is Period.ALL
    station.press("P")
    assert state(station).filter == ChartFilter(Period.MONTH)
    assert "Nothing was measured in this period" in texts(station.screen)
    for key in ("F10", "Enter", "Left", "2", "3", "4", "Right", "1"):
        station.press(key)
    assert len(asked) == 2
    station.press("P")
    assert len(state(station).charts.series.lots) == 5


def test_a_late_answer_is_lost_and_a_lost_database_is_said(work):
    bench = make_ui_bench(work.plant, stepped=True)
    bench.set_person(signed(work.plant, "wang"))
    model = ChartsModel(bench)
    model.refresh()
    bench._executor.run_all()
    assert model.state.study is not None
    model.show_view(View.CAPABILITY)
    model.show_view(View.PARETO)
    assert model.state.read_at is None
    bench._executor.run_all()
    assert model.state.pareto is not None
    assert model.state.capability is None
    bench.failed.emit(Refusal("DATABASE_LOST", {}))
    assert model.state.lost.code == "DATABASE_LOST"
    model.refresh()
    assert model.state.lost is None
    series = work.plant.bench.ask(reading_series, model.state.chosen, ChartFilter())
    flat = replace(series.lots[4], readings=series.lots[4].readings[:1], is_open=False)
    whole = replace(flat, n=1)
    series = replace(series, lots=(*series.lots[:2], whole, flat), is_cut=True)
    answer = ChartAnswer(series, study_lots(control_constants(), lot_values(series)))
    asked = replace(model.state, charts=answer, cursor=11)
    assert "older lots left out" in chart_basis(bench.translator, answer)
    line, _ = point_words(bench, asked)
    assert "piece 1" in line
    assert "TG-011" in line
    assert "1 of 5 pieces, ended early" in line
    assert control_spec(bench, answer, answer.study).unfinished == {11}


def test_no_page_ever_stands_in_a_window_of_its_own(crew_plant, qapp):
    bench, shown = make_ui_bench(crew_plant), []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.extend([watched] * watched.isWindow())
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    screen = ChartsScreen(bench, ChartsPlace())
    qapp.removeEventFilter(watch)
    screen.deleteLater()
    assert shown == []


def test_every_picture_fits_in_both_languages_and_themes(open_charts):
    for language, tokens in ((Language.EN, LIGHT), (Language.ZH_CN, DARK)):
        station = open_charts("wang", Look(language, tokens, TOUCH))
        for key in ("1", "2", "3", "4", "5", "K"):
            station.press(key)
            check_looks(station)
        station.close()
