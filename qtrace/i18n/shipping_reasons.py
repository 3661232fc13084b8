"""Sentences about customers and shipments."""

from collections.abc import Mapping

from qtrace.i18n.translator import N_

SENTENCES: Mapping[str, tuple[str, str]] = {
    "CUSTOMER_EXISTS": (N_("There is a customer {customer} already"), N_("Choose another code")),
    "CUSTOMER_UNKNOWN": (N_("There is no such customer"), N_("Choose one from the list")),
    "CUSTOMER_CLOSED": (
        N_("Nothing more is sent to customer {customer}"),
        N_("Ask the supervisor to open the customer again, or choose another one"),
    ),
    "SHIPMENT_UNKNOWN": (
        N_("There is no such shipment"),
        N_("Look at the list of shipments again"),
    ),
    "SHIPMENT_STEP": (
        N_("Shipment {shipment} does not stand where this can be done"),
        N_("Look at it again: somebody else has changed it"),
    ),
    "SHIPMENT_DATE": (N_("{ship_by} lies in the past"), N_("Enter today or a later day")),
    "SHIPMENT_PART": (
        N_("Part {part} has no revision in force"),
        N_("A second person approves a revision first"),
    ),
    "SHIPMENT_EMPTY": (N_("Nothing is packed in {shipment}"), N_("Scan the first piece")),
    "SHIPMENT_SHORT": (
        N_("{shipment} lacks: {missing}"),
        N_("Pack the rest, or say why less is sent"),
    ),
    "SHIPMENT_STOPPED": (
        N_("{count} of {total} pieces may not leave: {pieces}"),
        N_("Take these pieces out, or wait until nothing stops them"),
    ),
    "PIECE_NOT_PRODUCT": (
        N_("{piece} is no product of ours"),
        N_("Scan the label of a unit or of a batch"),
    ),
    "PIECE_UNKNOWN": (N_("This piece is not known here"), N_("Scan its label again")),
    "PIECE_NEEDS_UNIT": (
        N_("Pieces of {piece} have serial numbers"),
        N_("Scan the label of each unit"),
    ),
    "PIECE_NOT_RELEASED": (
        N_("Batch {lot} is not released for the market"),
        N_("Put it back; it leaves after the release officer's market release"),
    ),
    "PIECE_NOT_FOR_MARKET": (
        N_("Batch {lot} has no market release"),
        N_("Put it back; it leaves after the release officer's market release"),
    ),
    "PIECE_NOT_GOOD": (
        N_("Unit {piece} did not come out of the last operation as good"),
        N_("Set it aside and call the supervisor"),
    ),
    "PIECE_EXPIRED": (
        N_("{piece} was usable until {expiry}"),
        N_("Set it aside; it does not leave any more"),
    ),
    "PIECE_NOT_ASKED": (
        N_("Part {part} at the revision of {piece} was not asked for in {shipment}"),
        N_("Put it back and scan what is asked for"),
    ),
    "PIECE_TOO_MANY": (
        N_("{shipment} asks for {asked} {unit} of {part}: with {piece} it would be too many"),
        N_("Put it back, or ask for more with F9"),
    ),
    "PIECE_TAKEN": (
        N_("{piece} is packed already: shipment {shipment}, {name}, {at}"),
        N_("Look whether the label is on the right unit"),
    ),
    "PIECE_SHORT": (
        N_("Of {lot} only {free} {unit} are free, {quantity} are wanted"),
        N_("Count again, or pack another batch"),
    ),
    "PIECE_QUANTITY": (
        N_("Nothing of {piece} can be packed now"),
        N_("Look at what is asked for and what lies here"),
    ),
}
