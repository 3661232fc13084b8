"""What is half typed on receiving's own forms is there again after language switch and idle lock."""

import pytest

from qtrace.i18n import Language, load_translator
from qtrace.services.suppliers.handlers import suppliers
from qtrace.ui.places import QueuePlace, ReceivePlace
from qtrace.ui.receiving.forms import PaperForm
from qtrace.ui.receiving.receive_state import Form
from qtrace.ui.receiving.screens import ReceivingScreens
from tests.ui.people.station import Station
from tests.ui.receiving.dock import SSCC, Ordered, label
from tests.ui.receiving.scenes import full_papers
from tests.ui.receiving.test_station import enter


@pytest.fixture
def station(dock, qapp):
    screens = ReceivingScreens()
    made = Station(dock.plant, {QueuePlace: screens.queue, ReceivePlace: screens.receive})
    yield made
    made.close()


def forms(station):
    return station.screen.pages.forms


def other_view(station, by="lin"):
    """Language switch, idle lock, and the next person: three views of the same work."""
    station.bench.set_language(load_translator(Language.ZH_CN))
    yield
    station.shell._leave("idle")
    enter(station, by)
    yield
    station.bench.set_language(load_translator(Language.EN))
    yield


def at_a_line(station, dock):
    dock.deliver(Ordered(supplier_lot=None))
    enter(station, "chen")
    station.shell.go(ReceivePlace(line_id=dock.lines[-1]))
    return station.screen.model


def test_goods_stay_half_typed_and_their_first_entry_hidden(station, dock):
    at_a_line(station, dock).open_form(Form.GOODS)
    form = forms(station).goods
    for text in ("7F42", "7F42"):
        form.lot.setText(text)
        form.lot.returnPressed.emit()
    form.expiry.setText("2031-11-05")
    form.expiry.returnPressed.emit()
    form.revision.setText("C")
    for _ in other_view(station):
        form = forms(station).goods
        assert form.isVisible()
        assert (form.lot.text(), form.lot.isReadOnly()) == ("7F42", True)
        assert (form.expiry.text(), form.revision.text()) == ("", "C")
    form.expiry.setText("2031-11-06")
    form.expiry.returnPressed.emit()
    assert "differ" in form.fault, "the hidden entry is known, whoever types the second one"
    for _ in range(2):
        form.expiry.setText("2031-11-05")
        form.expiry.returnPressed.emit()
    station.press("F10")
    goods = station.screen.model.state.goods
    assert (goods.supplier_lot, str(goods.expiry), goods.revision) == ("7F42", "2031-11-05", "C")
    station.screen.model.open_form(Form.GOODS)
    assert forms(station).goods.lot.text() == "", "other goods begin anew"


def test_a_paper_keeps_its_number_and_kind(station, dock):
    dock.deliver(Ordered(), sscc=SSCC)
    enter(station, "chen")
    station.scan(f"]d2{label()}")
    station.press("F3")
    station.press("Down")
    forms(station).paper.number.setText("MC-7")
    kind = forms(station).paper.typed()["kind"]
    for _ in other_view(station):
        assert forms(station).paper.typed() == {"number": "MC-7", "kind": kind}
    station.press("F10")
    (paper,) = station.screen.model.state.papers
    assert (paper.kind, paper.number) == (kind, "MC-7")


def test_a_search_for_a_supplier_keeps_its_choice(station, dock):
    at_a_line(station, dock).open_form(Form.SUPPLIER)
    form = forms(station).supplier
    station.screen.model.show(suppliers=station.plant.bench.ask(suppliers))
    form.search.setText("i")
    station.press("Down")
    chosen = form.typed()["chosen"]
    for _ in other_view(station):
        form = forms(station).supplier
        assert (form.search.text(), form.typed()["chosen"]) == ("i", chosen)
    assert form.table.chosen_key() == int(chosen)


def test_reasons_and_containers_of_a_reprint_stay(station, dock):
    dock.deliver(Ordered(papers=full_papers()), sscc=SSCC)
    enter(station, "chen")
    station.scan(f"]d2{label()}")
    station.press("F10")
    station.screen.act("reprint")
    form = forms(station).reprint
    assert form.typed() == {}
    assert not station.screen.has_unsaved()
    form.reason.setText("torn")
    form.last.setText("3")
    for _ in other_view(station):
        form = forms(station).reprint
        assert (form.first.text(), form.last.text(), form.reason.text()) == ("1", "3", "torn")
    station.screen.model.open_form(Form.ADMIT)
    forms(station).admit.reason.setText("known site")
    for _ in other_view(station, "chen"):
        assert forms(station).admit.reason.text() == "known site"
        assert forms(station).reprint.reason.text() == "torn", "closed forms keep theirs"


def test_a_code_stays_at_the_door_and_in_the_queue(station, dock):
    enter(station, "chen")
    station.shell.go(ReceivePlace())
    station.press("F2")
    station.screen.code_panel.field.setText("PO-26-00")
    for _ in other_view(station):
        assert station.screen.code_panel.field.text() == "PO-26-00"
        assert station.screen.code_panel.isVisible()
    station.press("Esc")
    assert not station.screen.has_unsaved()
    station.shell.go(QueuePlace())
    station.press("F2")
    assert not station.screen.has_unsaved()
    station.screen.code_panel.field.setText("L26-00")
    for _ in other_view(station, "chen"):
        assert station.screen.code_panel.field.text() == "L26-00"
    station.press("Esc")
    station.press("F2")
    assert station.screen.code_panel.field.text() == ""


def test_a_paper_that_nothing_was_offered_for_yet_keeps_its_kind(qtbot):
    form = PaperForm(load_translator(Language.EN))
    qtbot.addWidget(form)
    form.put_typed({"number": "MC-7", "kind": "certificate"})
    assert form.typed() == {"number": "MC-7", "kind": "certificate"}
    form.offer(("coc", "certificate"))
    assert form.typed() == {"number": "MC-7", "kind": "certificate"}
