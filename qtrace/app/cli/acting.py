"""Commands that change data act for a person, who proves it by a password."""

import argparse
import getpass
import os
from typing import TYPE_CHECKING

from qtrace.app.cli.plants import refused
from qtrace.domain.people import SecretKind
from qtrace.services.outcomes import Refusal
from qtrace.services.people.accounts import person_by_login
from qtrace.services.people.commands import SignIn
from qtrace.services.secrets import SignatureClaim

if TYPE_CHECKING:
    from qtrace.app.bootstrap import OpenPlant

STATION = "CLI-1"
PASSWORD_VARIABLE = "QTRACE_PASSWORD"  # noqa: S105 - name of a variable


def add_person_options(parser: argparse.ArgumentParser) -> None:
    """`--as PERSON`; the password is asked for, or taken from the environment."""
    parser.add_argument("--as", dest="person", metavar="PERSON", required=True, help="login name")


def person_claim(plant: "OpenPlant", login: str) -> SignatureClaim:
    """The person's claim, with the password asked for or taken from `QTRACE_PASSWORD`.

    Raises:
        CommandError: nobody has this login.
    """
    person = plant.workbench.ask(person_by_login, login)
    if person is None:
        raise refused("UNKNOWN_PERSON", {})
    secret = os.environ.get(PASSWORD_VARIABLE) or getpass.getpass(f"Password of {login}: ")
    return SignatureClaim(person.person_id, secret, SecretKind.PASSWORD, "login")


def signed_in_person(plant: "OpenPlant", login: str) -> int:
    """Id of the person after proving it; in a demo plant the name is enough.

    Raises:
        CommandError: unknown person or wrong password.
    """
    bench = plant.workbench
    if plant.plant.is_demo and PASSWORD_VARIABLE not in os.environ:
        person = bench.ask(person_by_login, login)
        if person is None:
            raise refused("UNKNOWN_PERSON", {})
        return person.person_id
    claim = person_claim(plant, login)
    outcome = bench.send(
        SignIn(
            uid=bench.ids.next_uid(),
            client_at=bench.clock.now(),
            person_id=claim.person_id,
            method="command_line",
        ),
        by=claim.person_id,
        claim=claim,
    )
    if isinstance(outcome, Refusal):
        raise refused(outcome.code, dict(outcome.facts))
    return claim.person_id
