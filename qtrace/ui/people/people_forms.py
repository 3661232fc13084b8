"""The forms of the people screen."""

from collections.abc import Sequence

from qtrace.domain.people import Role
from qtrace.i18n import Translator
from qtrace.i18n.words import role_name
from qtrace.services.people.accounts import PersonRow
from qtrace.services.people.station_pins import PinStation
from qtrace.ui.people.people_model import PeopleForm, PersonDraft
from qtrace.ui.people.roles import BENCH_ORDER
from qtrace.ui.widgets.fields import ChoiceField, Option, TextField, TextLook, printable
from qtrace.ui.widgets.forms import DeskForm

PLANT = "plant"


class PersonForm(DeskForm):
    """A form about one person; it gives its answers as a `PersonDraft`."""

    def __init__(
        self,
        tr: Translator,
        form: PeopleForm,
        person: PersonRow | None,
        badge: str,
        stations: Sequence[PinStation] = (),
    ) -> None:
        titles = {
            PeopleForm.ADD: tr.say("Add a person"),
            PeopleForm.CHANGE: tr.say("Names and dates"),
            PeopleForm.ROLES: tr.say("Roles"),
            PeopleForm.PIN: tr.say("One-time PIN"),
            PeopleForm.PASSWORD: tr.say("One-time password"),
            PeopleForm.STATIONS: tr.say("Stations of the PIN"),
        }
        notes = {
            PeopleForm.ADD: tr.say("Login name and badge are never given to anybody else."),
            PeopleForm.ROLES: tr.say("Every change is recorded; an ended role stays in history."),
            PeopleForm.PIN: tr.say("It works once: the person must choose an own one with it."),
            PeopleForm.PASSWORD: tr.say(
                "It works once: the person must choose an own one with it."
            ),
        }
        notes[PeopleForm.STATIONS] = tr.say(
            "A PIN counts with the badge at these stations; elsewhere the password is asked once."
        )
        name = tr.name(person.name_en, person.name_zh) if person is not None else ""
        title = titles[form]
        if form is not PeopleForm.ADD and name:
            title = tr.say("{name}: {what}", name=name, what=title)
        super().__init__(title, notes.get(form, ""))
        self._tr = tr
        self.kind = form
        self._stations = tuple(stations)
        self._texts: dict[str, TextField] = {}
        self._choices: dict[str, ChoiceField] = {}
        makers = {
            PeopleForm.ADD: self._add_fields,
            PeopleForm.CHANGE: self._change_fields,
            PeopleForm.ROLES: self._role_fields,
            PeopleForm.PIN: self._secret_fields,
            PeopleForm.PASSWORD: self._secret_fields,
            PeopleForm.STATIONS: self._station_fields,
        }
        makers[form](person)
        if form is PeopleForm.ADD:
            self._texts["badge"].set_text(badge)
        words = {PeopleForm.ADD: tr.say("Add"), PeopleForm.ROLES: tr.say("Save roles")}
        self.set_save(tr.say("Cancel"), words.get(form, tr.say("Save")))

    def draft(self) -> PersonDraft:
        """The answers."""
        texts = {name: field.text() for name, field in self._texts.items()}
        language = self._choices["language"].chosen()[0] if "language" in self._choices else ""
        roles = self._choices["roles"].chosen() if "roles" in self._choices else ()
        stations = self._choices["stations"].chosen() if "stations" in self._choices else ()
        language = "" if language == PLANT else language
        return PersonDraft(**texts, roles=roles, language=language, stations=stations)

    def take_badge(self, code: str) -> bool:
        """A scanned badge fills its field; False if the form has none."""
        if "badge" not in self._texts:
            return False
        self._texts["badge"].set_text(code)
        return True

    def _text(self, name: str, field: TextField, text: str = "", span: int = 1) -> None:
        field.set_text(text)
        self._texts[name] = field
        self.add(name, field, span)

    def _add_fields(self, _person: PersonRow | None) -> None:
        tr = self._tr
        hint = tr.say("small letters, for example li.ming")
        self._text("login", TextField(tr.say("Login name"), hint))
        hint = tr.say("the next free one, or scan a badge")
        self._text("badge", TextField(tr.say("Badge"), hint, TextLook(mono=True)))
        self._names(None)
        self._roles(())
        hint = tr.say("6 to 12 digits; works once")
        self._text("secret", TextField(tr.say("One-time PIN"), hint, TextLook(mono=True)))
        self._ends(None)
        self._language(None)

    def _change_fields(self, person: PersonRow | None) -> None:
        self._names(person)
        self._ends(person)
        self._language(person)

    def _role_fields(self, person: PersonRow | None) -> None:
        self._roles(person.roles if person is not None else ())

    def _secret_fields(self, _person: PersonRow | None) -> None:
        tr = self._tr
        is_pin = self.kind is PeopleForm.PIN
        label = tr.say("PIN") if is_pin else tr.say("Password")
        hint = tr.say("6 to 12 digits") if is_pin else tr.say("at least 8 characters")
        self._text("secret", TextField(label, hint, TextLook(mono=True)), span=2)

    def _station_fields(self, _person: PersonRow | None) -> None:
        options = [Option(str(row.station_id), row.code) for row in self._stations]
        choice = ChoiceField(self._tr.say("Stations"), options, columns=3, several=True)
        choice.choose(str(row.station_id) for row in self._stations if row.is_allowed)
        self._choices["stations"] = choice
        self.add("stations", choice, 2)

    def _names(self, person: PersonRow | None) -> None:
        tr = self._tr
        look = TextLook(check=printable(tr))
        english, chinese = (person.name_en, person.name_zh) if person is not None else ("", "")
        self._text("name_en", TextField(tr.say("Name in English"), "", look), english)
        self._text("name_zh", TextField(tr.say("Name in Chinese"), "", look), chinese)

    def _ends(self, person: PersonRow | None) -> None:
        tr = self._tr
        until = person.valid_to if person is not None else None
        text = until.isoformat() if until is not None else ""
        hint = tr.say("empty: no end; 2027-12-31")
        self._text("valid_to", TextField(tr.say("Ends on"), hint), text)

    def _language(self, person: PersonRow | None) -> None:
        tr = self._tr
        options = (
            Option(PLANT, tr.say("as the station")),
            Option("zh_CN", "中文"),
            Option("en", "English"),
        )
        choice = ChoiceField(tr.say("Language"), options, columns=3)
        choice.choose(((person.language if person is not None else None) or PLANT,))
        self._choices["language"] = choice
        self.add("language", choice, 2)

    def _roles(self, roles: tuple[Role, ...]) -> None:
        options = [Option(role.value, role_name(self._tr, role)) for role in BENCH_ORDER]
        choice = ChoiceField(self._tr.say("Roles"), options, columns=3, several=True)
        choice.choose(role.value for role in roles)
        self._choices["roles"] = choice
        self.add("roles", choice, 2)
