"""Container labels: composed once, printed as PDF or ZPL, every symbol read back before.

Status is said by word, by shape and by silhouette: quarantine is an open band, released a full
one, and whatever must not be used carries a striped barrier; red is only an addition.
"""

from collections.abc import Sequence

from qtrace.ports import SymbolReader
from qtrace.printing.drawing import Drawing
from qtrace.printing.label_data import LabelData, LabelSize
from qtrace.printing.label_layout import compose
from qtrace.printing.label_template import label_template
from qtrace.printing.pdf import drawings_to_pdf
from qtrace.printing.refusals import PrintRefusal, PrintRefusalCode
from qtrace.printing.symbols import Resolution, verify
from qtrace.printing.zpl import drawing_to_zpl

PDF_RESOLUTION = Resolution(600)


def render_labels_pdf(
    labels: Sequence[LabelData], size: LabelSize, reader: SymbolReader
) -> bytes | PrintRefusal:
    """All labels as one PDF, a page each, or the first refusal: then nothing is printed.

    Args:
        labels: the labels in printing order.
        size: template to use.
        reader: reads every symbol back from its own geometry.
    """
    drawings = _compose_all(labels, size, reader, PDF_RESOLUTION)
    if isinstance(drawings, PrintRefusal):
        return drawings
    return drawings_to_pdf(drawings, f"{labels[0].lot}")


def render_labels_zpl(
    labels: Sequence[LabelData], size: LabelSize, reader: SymbolReader, dpi: int = 203
) -> bytes | PrintRefusal:
    """All labels as one ZPL job, or the first refusal: then nothing is printed.

    Args:
        labels: the labels in printing order.
        size: template to use.
        reader: reads every symbol back from its own geometry.
        dpi: dots per inch of the printer: 203, 300 or 600.
    """
    drawings = _compose_all(labels, size, reader, Resolution(dpi, native=True))
    if isinstance(drawings, PrintRefusal):
        return drawings
    return b"".join(drawing_to_zpl(drawing, dpi) for drawing in drawings)


def _compose_all(
    labels: Sequence[LabelData], size: LabelSize, reader: SymbolReader, resolution: Resolution
) -> list[Drawing] | PrintRefusal:
    if not labels:
        return PrintRefusal(PrintRefusalCode.NOTHING_TO_PRINT)
    template = label_template(size)
    if isinstance(template, PrintRefusal):
        return template
    drawings = []
    for label in labels:
        composed = compose(label, template, size.value, resolution)
        if isinstance(composed, PrintRefusal):
            return composed
        for symbol in composed.symbols:
            refusal = verify(symbol, reader)
            if refusal is not None:
                return refusal
        drawings.append(composed.drawing)
    return drawings
