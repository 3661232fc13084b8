"""Drawing what a print job or an issued document asks for: blocking, without Qt."""

import json
from dataclasses import dataclass
from enum import StrEnum

from qtrace.ports import SymbolReader
from qtrace.printing.certificates import render_report
from qtrace.printing.history_data import history_from_json
from qtrace.printing.label_data import LabelData, LabelSize, label_from_json
from qtrace.printing.labels import render_labels_pdf, render_labels_zpl
from qtrace.printing.refusals import PrintRefusal
from qtrace.printing.report_data import report_from_json
from qtrace.printing.symbols import Matrix, Symbology, encode
from qtrace.printing.unit_label_data import UnitLabelData, unit_label_from_json
from qtrace.printing.unit_labels import render_unit_labels_pdf, render_unit_labels_zpl
from qtrace.services.documents.issued import HISTORY_KIND, IssuedDocument
from qtrace.services.labels.texts import LabelCode, label_texts
from qtrace.services.labels.unit_label_texts import unit_label_texts
from qtrace.services.workbench import Workbench


class LabelFormat(StrEnum):
    """What a label printer understands."""

    PDF = "pdf"
    ZPL = "zpl"


@dataclass(frozen=True, slots=True)
class DrawnLabels:
    """Finished bytes of a label job, every symbol read back before."""

    content: bytes
    labels: int


def draw_labels(
    workbench: Workbench, job_id: int, reader: SymbolReader, form: LabelFormat
) -> DrawnLabels | PrintRefusal:
    """Draw all labels of a job, or say why one cannot be drawn."""
    units = workbench.ask(unit_label_texts, job_id)
    if units:
        return _draw_units(units, reader, form)
    labels: list[LabelData] = []
    for text in workbench.ask(label_texts, job_id):
        label = label_from_json(text)
        if isinstance(label, PrintRefusal):
            return label
        labels.append(label)
    draw = render_labels_pdf if form is LabelFormat.PDF else render_labels_zpl
    content = draw(labels, LabelSize.L100X60, reader)
    if isinstance(content, PrintRefusal):
        return content
    return DrawnLabels(content, len(labels))


def _draw_units(
    texts: tuple[str, ...], reader: SymbolReader, form: LabelFormat
) -> DrawnLabels | PrintRefusal:
    labels: list[UnitLabelData] = []
    for text in texts:
        label = unit_label_from_json(text)
        if isinstance(label, PrintRefusal):
            return label
        labels.append(label)
    draw = render_unit_labels_pdf if form is LabelFormat.PDF else render_unit_labels_zpl
    content = draw(labels, reader)
    return content if isinstance(content, PrintRefusal) else DrawnLabels(content, len(labels))


def symbol_rows(code: LabelCode) -> tuple[str, ...]:
    """Modules of the symbol that the label prints, `1` is dark; empty if it cannot be drawn."""
    symbology = Symbology.GS1_DATAMATRIX if code.is_gs1 else Symbology.DATAMATRIX
    drawn = encode(symbology, code.content, code.year)
    return drawn.rows if isinstance(drawn, Matrix) else ()


def draw_document(document: IssuedDocument, reader: SymbolReader) -> bytes | PrintRefusal:
    """Draw an issued document from its frozen data and the code of its issuing record."""
    data = json.loads(document.data)
    data["head"]["verification_code"] = document.verification_code
    text = json.dumps(data, ensure_ascii=False)
    if document.kind == HISTORY_KIND:
        from qtrace.printing.history_report import render_history

        history = history_from_json(text)
        if isinstance(history, PrintRefusal):
            return history
        return render_history(history, reader)
    report = report_from_json(text)
    if isinstance(report, PrintRefusal):
        return report
    return render_report(report, reader, document.photos)
