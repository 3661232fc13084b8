"""Customers: handlers."""

from collections.abc import Mapping

from sqlalchemy import select

from qtrace.domain.people import PeopleReason
from qtrace.domain.shipping import ShippingReason
from qtrace.models.shipping import Customer
from qtrace.services.commands import Command
from qtrace.services.outcomes import Refusal, refuse
from qtrace.services.shipping.commands import AddCustomer, ChangeCustomer
from qtrace.services.texts import refuse_texts
from qtrace.services.work import Handler, ObjectKind, Work

Facts = Mapping[str, str]


def add_customer(work: Work, command: AddCustomer) -> Facts | Refusal:
    """Add a customer; its code is unique."""
    code = command.customer_code.strip()
    name = command.name_en or command.name_zh
    refusal = refuse_texts(customer_code=code, name_en=name, address=command.address)
    if refusal is not None:
        return refusal
    if work.session.scalar(select(Customer.id).where(Customer.code == code)) is not None:
        return refuse(ShippingReason.CUSTOMER_EXISTS, customer=code)
    work.add(
        Customer(
            id=command.customer_id,
            code=code,
            name_en=command.name_en.strip(),
            name_zh=command.name_zh.strip(),
            address=command.address.strip(),
            kind=command.kind.value,
            is_active=True,
        )
    )
    work.touch(ObjectKind.CUSTOMER, command.customer_id)
    return {"customer": code}


def change_customer(work: Work, command: ChangeCustomer) -> Facts | Refusal:
    """Correct a customer; shipments keep whom they went to."""
    row = work.session.get(Customer, command.customer_id, with_for_update=True)
    if row is None:
        return refuse(ShippingReason.CUSTOMER_UNKNOWN)
    if row.row_version != command.row_version:
        return refuse(PeopleReason.CHANGED_BY_OTHERS)
    name = command.name_en or command.name_zh
    refusal = refuse_texts(name_en=name, address=command.address)
    if refusal is not None:
        return refusal
    row.name_en, row.name_zh = command.name_en.strip(), command.name_zh.strip()
    row.address, row.kind = command.address.strip(), command.kind.value
    row.is_active = command.is_active
    work.touch(ObjectKind.CUSTOMER, row.id)
    return {"customer": row.code}


HANDLERS: dict[type[Command], Handler] = {
    AddCustomer: add_customer,
    ChangeCustomer: change_customer,
}
