"""The findings about one file, as they are gathered.

A hostile file can hold millions of problems. All of them are counted; only so many are kept as any person,
or any screen, could do anything with.
"""

from trainer.scenario.diagnostics import Diagnostic, Message, Place, Severity
from trainer.scenario.source import SourceText

__all__ = ["Findings"]


class Findings:
    """Gathers diagnostics of one file, up to a limit."""

    def __init__(self, source: SourceText, most: int) -> None:
        self._source = source
        self._most = most
        self.diagnostics: list[Diagnostic] = []
        self.omitted = 0
        """How many further ones there are that are not kept."""
        self.has_errors = False

    def add(self, message: Message, index: int, **arguments: object) -> None:
        """Gather a finding about the character at an index from 0."""
        if self._has_room(message):
            place = self._source.place(index)
            self.diagnostics.append(message.at(self._source.path, place, arguments))

    def add_at(self, message: Message, place: Place, **arguments: object) -> None:
        """Gather a finding at a place."""
        if self._has_room(message):
            self.diagnostics.append(message.at(self._source.path, place, arguments))

    def conclude(self, message: Message, place: Place, **arguments: object) -> None:
        """Gather the finding that ended the reading: however many there are, this one is listed."""
        self.has_errors = True
        self.diagnostics.append(message.at(self._source.path, place, arguments))

    @property
    def room(self) -> int:
        """How many further ones are kept."""
        return max(0, self._most - len(self.diagnostics))

    def omit(self, message: Message, count: int) -> None:
        """Count findings that there is no room for."""
        self.has_errors = self.has_errors or (count > 0 and message.code.severity is Severity.ERROR)
        self.omitted += count

    def _has_room(self, message: Message) -> bool:
        """Note that there is a finding, and tell whether it is to be kept."""
        self.has_errors = self.has_errors or message.code.severity is Severity.ERROR
        if len(self.diagnostics) < self._most:
            return True
        self.omitted += 1
        return False
