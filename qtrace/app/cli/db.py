"""`qtrace db upgrade|check|roles`: bring a database up to date, check it, say who may do what."""

import argparse
import json

from qtrace.app.cli.errors import CommandError, ExitStatus
from qtrace.app.cli.plants import add_plant_options, plant_url, told


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `db upgrade`, `db check` and `db roles`."""
    parser = subparsers.add_parser("db", help="bring a database up to date, or check it")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    upgrade = actions.add_parser("upgrade", help="bring the schema up to this program's")
    add_plant_options(upgrade)
    upgrade.set_defaults(run=run_upgrade)
    check = actions.add_parser("check", help="schema, guards and projections")
    add_plant_options(check)
    check.add_argument("--json", action="store_true", help="one JSON document")
    check.set_defaults(run=run_check)
    roles = actions.add_parser("roles", help="SQL of the three roles of a plant on PostgreSQL")
    roles.add_argument("--name", metavar="DATABASE", default="qtrace", help="name of the database")
    for role in ("owner", "station", "sealer"):
        roles.add_argument(f"--{role}", metavar="ROLE", default=f"qtrace_{role}")
    parts = ("roles", "rights")
    roles.add_argument("--only", choices=parts, help="roles before the tables, rights after them")
    roles.set_defaults(run=run_roles)


def run_upgrade(options: argparse.Namespace) -> int:
    """Upgrade the schema in one transaction."""
    from qtrace.models.database import head_revision, upgrade

    with told():
        upgrade(plant_url(options))
    print(f"The database has schema {head_revision()}.")
    return ExitStatus.OK


def run_check(options: argparse.Namespace) -> int:
    """Check schema, guards and every projection against its facts."""
    from qtrace.app.bootstrap import open_plant
    from qtrace.services.checks import check_projections, lots_counted

    with told():
        plant = open_plant(plant_url(options), options.station, writing=False)
        try:
            wrong = plant.workbench.ask(check_projections)
            items = plant.workbench.ask(lots_counted)
        finally:
            plant.close()
    rows = [
        {"table": m.table, "key": m.key, "expected": m.expected, "found": m.found} for m in wrong
    ]
    if options.json:
        verdict = "ok" if not rows else "PROJECTION_MISMATCH"
        print(json.dumps({"verdict": verdict, "items": items, "findings": rows}))
    elif not rows:
        print(f"OK: schema, guards and projections of {items} items are right.")
    else:
        for row in rows:
            print(
                "PROJECTION_MISMATCH {table} {key}: expected {expected}, found {found}".format(
                    **row
                )
            )
    return ExitStatus.OK if not rows else ExitStatus.INTEGRITY


def run_roles(options: argparse.Namespace) -> int:
    """Print the script; nothing is sent to any server."""
    from qtrace.models.roles import RoleNames, right_statements, role_statements

    try:
        names = RoleNames(options.owner, options.station, options.sealer)
    except ValueError as error:
        text = f"Three different names of a-z, 0-9 and _ are needed, not: {error}"
        raise CommandError(ExitStatus.BAD_INPUT, "BAD_ROLE_NAME", text) from error
    if options.only != "rights":
        print("-- As a superuser, once, in the database itself; then set the passwords:")
        print(f"--   \\password {names.owner}   \\password {names.station}")
        for statement in role_statements(names, options.name):
            print(f"{statement};")
    if options.only != "roles":
        print("-- As the owner, after `qtrace db upgrade` has made the tables.")
        for statement in right_statements(names):
            print(f"{statement};")
    return ExitStatus.OK
