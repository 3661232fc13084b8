"""Papers and hits as the panels show them."""

from qtrace.domain.catalogue import PaperKind
from qtrace.i18n.receiving_words import status_word
from qtrace.i18n.words import paper_word
from qtrace.services.items.queries import ItemHit, Matched
from qtrace.ui.items.list_texts import MISSING
from qtrace.ui.items.lot_view import DetailKind, DetailRef, LotView
from qtrace.ui.items.sight import Sight, joined
from qtrace.ui.theme.icons import IconName
from qtrace.ui.widgets.buttons import TileSpec
from qtrace.ui.widgets.steps import RecordLine


def papers(sight: Sight, view: LotView) -> tuple[RecordLine, ...]:
    """Papers that were seen with who saw them, then the missing ones."""
    tr = sight.tr
    rows = [
        RecordLine(
            DetailRef(DetailKind.PAPER, row.paper_id).key,
            IconName.DOCUMENT,
            paper_word(tr, row.kind),
            row.number,
            note=joined(sight.name(row.seen_by), sight.moment(row.seen_at)),
        )
        for row in (view.page.papers if view.page is not None else ())
    ]
    rows += [
        RecordLine(
            f"{MISSING}{kind}",
            IconName.HELP,
            paper_word(tr, kind),
            "",
            note=tr.say("missing, release is refused"),
        )
        for kind in view.missing_papers
    ]
    return tuple(rows)


def papers_note(sight: Sight, view: LotView) -> str:
    """How many of the required ones are missing."""
    tr = sight.tr
    if view.missing_papers:
        return tr.count("{n} missing", "{n} missing", len(view.missing_papers))
    if view.page is not None and not view.page.papers:
        return tr.say("none required, none registered")
    return tr.term("paper", "complete")


def kinds(sight: Sight, view: LotView) -> tuple[TileSpec, ...]:
    """Kinds to choose from, the missing ones first."""
    order = [*view.missing_papers]
    order += [kind.value for kind in PaperKind if kind.value not in order]
    return tuple(
        TileSpec(
            kind,
            paper_word(sight.tr, kind),
            note=sight.tr.term("paper", "missing") if kind in view.missing_papers else "",
            selected=kind == view.paper.kind,
        )
        for kind in order
    )


def found(sight: Sight, view: LotView) -> str:
    """What the typed code leads to."""
    tr, find = sight.tr, view.find
    if not find.asked:
        return ""
    if not find.hits:
        return tr.say("Nothing is known as {code}", code=find.asked)
    return tr.count("{n} lot has this code", "{n} lots have this code: choose one", len(find.hits))


def hits(sight: Sight, view: LotView) -> tuple[TileSpec, ...]:
    """The lots to choose from."""
    find = view.find
    return tuple(
        TileSpec(
            str(number),
            hit.lot,
            _hit_note(sight, hit),
            IconName.TAG,
            status_word(sight.tr, hit.status),
            selected=number == find.chosen,
        )
        for number, hit in enumerate(find.hits)
    )


def _hit_note(sight: Sight, hit: ItemHit) -> str:
    tr = sight.tr
    part = f"{hit.part.number} {sight.name(hit.part.name)}" if hit.part is not None else ""
    by = {
        Matched.SUPPLIER_LOT: tr.say("supplier lot {lot}", lot=hit.supplier_lot or ""),
        Matched.CONTAINER: tr.say("container {number}", number=hit.container_no or ""),
        Matched.SERIAL: tr.say("serial number {serial}", serial=hit.serial or ""),
    }
    return joined(part, by.get(hit.matched, ""))
