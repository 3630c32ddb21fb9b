"""An organisation of a test's own: two technicians, somebody who asks, and the tickets that the test files."""

import itertools
import json

import sample

_numbers = itertools.count(1)


class Office:
    def __init__(self, desk):
        self._desk, self._number = desk, next(_numbers)
        self.name, self.caller = f"Office {self._number}", f"Olga Example{self._number}"
        self.email = f"olga.{self._number}@example.org"
        desk.run("organisation", "add", self.name)
        desk.run("person", "add", self.caller, "--email", self.email, "--organisation", self.name)

    def account(self, name="tech", **options):
        """Makes an account of this organisation, and returns its login."""
        return sample.account(self._desk, f"{name}.{self._number}", organisation=self.name, **options)

    def file(self, title="The screen is dark", *options):
        """Files a ticket for who asks; returns its number."""
        said = self._desk.run("ticket", "file", "--json", "--requester", self.email, *options, "--", title)
        return json.loads(said)["number"]

    def ticket(self, number):
        """A ticket as it is now."""
        return json.loads(self._desk.run("ticket", "show", number, "--json"))

    def log(self, number):
        """What happened to a ticket: the kinds of its entries, without those of the desk itself."""
        return [entry["kind"] for entry in self.ticket(number)["log"] if entry["author"] != "desk"]

    def tickets(self):
        """The numbers of all that was filed for who asks, the newest first."""
        said = self._desk.run("ticket", "list", "--all", "--requester", self.email, "--json")
        return [each["number"] for each in json.loads(said)]
