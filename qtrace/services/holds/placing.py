"""Placing a hold: what is named, what the reason brings along, and the kin of a bad lot."""

from collections.abc import Iterable, Mapping

from qtrace.domain.catalogue import CatalogueReason
from qtrace.domain.hold_scopes import AnchorKind, Scope
from qtrace.domain.holds import ORIGINS, HoldRefusal, InFlight, ReasonPreset, usual_in_flight
from qtrace.domain.items import QualityState
from qtrace.models.cases import Case, CaseLink
from qtrace.models.items import Item
from qtrace.services.commands import Command
from qtrace.services.evidence import judge_evidence, keep_evidence
from qtrace.services.holds.block_rules import profiles_of
from qtrace.services.holds.commands import PlaceHold
from qtrace.services.holds.isolation import isolate_related, rules_of
from qtrace.services.holds.members import seeds_of
from qtrace.services.holds.opening import NewHold, judged_scopes, open_hold
from qtrace.services.holds.owners import owner_refusal
from qtrace.services.holds.reasons import SEVERITIES, Reason, reason_of
from qtrace.services.holds.state import lots_of
from qtrace.services.holds.tags import print_tags
from qtrace.services.items.standing import quality_state
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.texts import refuse_unkeepable
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]
IN_USE = frozenset({QualityState.RELEASED, QualityState.CONDITIONAL})


def place_hold(work: Work, command: PlaceHold) -> Facts | Refusal:
    """Stop what the command names and everything made of it; the facts say what that is."""
    reason = reason_of(work.session, command.reason)
    if reason is None:
        return refuse(HoldRefusal.HOLD_REASON_UNKNOWN, reason=command.reason)
    refusal = _unfit(work, command) or judge_evidence(command.photo)
    if refusal is not None:
        return refusal
    scopes = _wanted(work, command)
    if isinstance(scopes, Refusal):
        return scopes
    number, reached = open_hold(work, command.hold_id, scopes, _new(work, command, reason))
    if command.origin_case_id is not None:
        link = CaseLink(cause_id=command.origin_case_id, effect_id=command.hold_id, kind="causes")
        work.add(link)
    if command.photo is not None:
        keep_evidence(work, command.photo, ObjectKind.CASE, command.hold_id, "hold")
    tags = print_tags(work, scopes) if command.print_tags else 0
    isolated = isolate_kin(work, command.hold_id, scopes) if reason.preset.isolates else ""
    first = next((s.anchor_id for s in scopes if s.anchor is AnchorKind.ITEM), None)
    lot = work.session.get(Item, first) if first is not None else None
    told = (lot.lot or lot.serial or "") if lot is not None else ""
    return {"hold": number, "lot": told, "items": str(len(reached)), "tags": str(tags),
            "isolated": isolated}  # fmt: skip


def _unfit(work: Work, command: PlaceHold) -> Refusal | None:
    for field, value, known in (
        ("severity", command.severity, ("", *SEVERITIES)),
        ("origin", command.origin, ("", *ORIGINS)),
    ):
        if value not in known:
            return refuse(CatalogueReason.FIELD_INVALID, field=field, value=value)
    if command.review_by is not None and command.review_by <= work.now:
        return refuse(HoldRefusal.HOLD_REVIEW_PAST, until=command.review_by.isoformat())
    if command.owner_id is not None:
        me = work.actor.person_id
        refusal = owner_refusal(work, command.owner_id, me, "")
        if refusal is not None:
            return refusal
    cause = command.origin_case_id
    if cause is not None and work.session.get(Case, cause) is None:
        return refuse(HoldRefusal.NOTHING_TO_HOLD)
    return refuse_unkeepable(note=command.note)


def _new(work: Work, command: PlaceHold, reason: Reason) -> NewHold:
    preset = reason.preset
    return NewHold(
        reason=reason.code,
        severity=command.severity or preset.severity,
        note=command.note,
        origin=command.origin or preset.origin,
        profile=command.profile or preset.profile,
        origin_case_id=command.origin_case_id,
        propagates=preset.propagates if command.propagates is None else command.propagates,
        in_flight=command.in_flight or _in_flight(work, command, preset),
        review_by=command.review_by,
        owner_id=command.owner_id,
    )


def _in_flight(work: Work, command: PlaceHold, preset: ReasonPreset) -> InFlight:
    """That of the reason, unless another profile was chosen than the reason's."""
    if command.profile is None or command.profile is preset.profile:
        return preset.in_flight
    return usual_in_flight(command.profile, profiles_of(work.session))


def _wanted(work: Work, command: PlaceHold) -> tuple[Scope, ...] | Refusal:
    """Everything that the command names as scopes; a container of `lot_id` stands for its lot."""
    items = list(command.item_ids)
    if command.lot_id is not None:
        lot = work.session.get(Item, command.lot_id)
        if lot is not None and lot.kind == "container":
            lot = work.session.get(Item, lot.origin_id)
        if lot is None:
            return refuse(HoldRefusal.NOTHING_TO_HOLD)
        items.append(lot.id)
    named = [Scope(AnchorKind.ITEM, each) for each in items]
    return judged_scopes(work.session, (*named, *command.scopes))


_BOUGHT = frozenset(
    {AnchorKind.ITEM, AnchorKind.ORIGIN, AnchorKind.SUPPLIER_LOT, AnchorKind.RECEIPT}
)
"""What names lots of materials one by one; a whole part or source has no kin beside it."""


def isolate_kin(work: Work, hold_id: int, scopes: Iterable[Scope]) -> str:
    """Kin of lots that were in use and turn out bad, as the plant's rules say; numbers of holds.

    A lot that nobody has released yet is judged by its inspection, which asks the same rules.
    """
    if not any(rule.act == "hold" for rule in rules_of(work.session)):
        return ""
    cause = work.session.get_one(Case, hold_id)
    bought = [scope for scope in scopes if scope.anchor in _BOUGHT]
    items = {
        each.anchor_id for each in bought if each.anchor in (AnchorKind.ITEM, AnchorKind.ORIGIN)
    }
    named = lots_of(work.session, {*items, *seeds_of(work.session, bought)})
    numbers = []
    for lot_id in sorted(named):
        is_bought = work.session.get_one(Item, lot_id).kind == "lot"
        if is_bought and quality_state(work.session, lot_id) in IN_USE:
            numbers.append(isolate_related(work, lot_id, cause))
    return ", ".join(filter(None, numbers))


HANDLERS: dict[type[Command], Handler] = {PlaceHold: place_hold}
