"""Every command with its handler: the whole list of what can be done to the data."""

from collections.abc import Mapping

from qtrace.services import people, people_commands, stations
from qtrace.services.commands import Command
from qtrace.services.pipeline import Handler


def handlers() -> Mapping[type[Command], Handler]:
    """Handler of every command of the house, area by area."""
    return {
        people_commands.CountFailure: people.count_failure,
        people_commands.SignIn: people.sign_in,
        people_commands.SignOut: people.sign_out,
        people_commands.AddPerson: people.add_person,
        people_commands.ChangePerson: people.change_person,
        people_commands.SetSecret: people.set_secret,
        people_commands.ChangeOwnSecret: people.change_own_secret,
        people_commands.GrantRole: people.grant_role,
        people_commands.EndRole: people.end_role,
        people_commands.SetUpPlant: stations.set_up_plant,
        people_commands.EnrolStation: stations.enrol_station,
        people_commands.ChangeStation: stations.change_station,
    }
