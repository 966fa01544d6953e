"""From the bytes of a file to a tree of nodes, with every F code on the way but those that need the format.

Nothing here raises for what a file holds: the outcome is always a document, which says what was wrong and
how far the reading came.
"""

import re
from itertools import islice
from typing import Final, NamedTuple

from trainer.scenario import catalogue
from trainer.scenario.characters import Characters, code_point, control_characters, count_controls, examine
from trainer.scenario.diagnostics import Diagnostic, Place
from trainer.scenario.findings import Findings
from trainer.scenario.nodes import MapNode, UnjudgedNode
from trainer.scenario.source import DEFAULT_LIMITS, Limits, SourceFile, SourceText
from trainer.scenario.tree import Tree
from trainer.scenario.yaml_faults import Fault

__all__ = ["Document", "parse"]

BYTE_ORDER_MARK: Final = "\ufeff"
MEBIBYTE: Final = 1024 * 1024
TAG_DIRECTIVE: Final = "%TAG"
MOST_DIRECTIVES: Final = 1_000


class Document(NamedTuple):
    """What was read of a file: as much of the tree as there is, and what was found on the way."""

    source: SourceText
    root: MapNode | None
    """None where there is no mapping at the top, or none that is judged."""
    diagnostics: tuple[Diagnostic, ...]
    ended: Place | None
    """Where F001 or F002, or a tab in its stead, ended reading; None where the file was read to its end."""
    omitted: int
    limits: Limits


def parse(file: SourceFile, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a file into nodes. Whatever it holds, this returns, and says in the document what was wrong."""
    text = ""
    message = None
    if file.fault is not None:
        message = catalogue.UNREADABLE
    elif len(file.data) > limits.size:
        message = catalogue.TOO_LARGE
    else:
        try:
            text = file.data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
        except UnicodeDecodeError:
            message = catalogue.NOT_UTF8
    source = SourceText(file.path, text)
    if message is None:
        return _parse_text(source, limits)
    top = Place(1, 1)
    found = message.at(file.path, top, {"reason": file.fault, "limit": limits.size // MEBIBYTE})
    return Document(source, None, (found,), top, 0, limits)


def _parse_text(source: SourceText, limits: Limits) -> Document:
    characters = examine(source.text)
    findings = Findings(source, limits.problems)
    tree = Tree(source.text, characters.originals, findings, limits)
    fault = _excess_of_directives(source.text) or tree.read(characters.text)
    if fault is None and not isinstance(tree.top, MapNode | UnjudgedNode):
        fault = Fault(tree.top.start if tree.top is not None else 0, catalogue.NOT_A_MAPPING, {})
    invisible = characters.invisible
    if invisible is not None and (fault is None or invisible < fault.at):
        # Such a character is no part of YAML; the parser has read something else in its place.
        fault = Fault(invisible, catalogue.INVISIBLE, {"character": code_point(source.text[invisible])})
    if fault is None:
        _report_controls(characters, source.text, len(source.text), findings)
        return _document(source, tree, findings, None, limits)
    if not fault.exact:
        findings, tree = _read_again(source, characters, fault.at, limits)
    place = _end(source, characters, fault, findings)
    return _document(source, tree, findings, place, limits)


def _read_again(
    source: SourceText, characters: Characters, end: int, limits: Limits
) -> tuple[Findings, Tree]:
    """Read just the text before the place where reading ended.

    The parser looks ahead, so that it may stop before it has handed over all that it had read; and where a
    bracket is open, it read on beyond the place of the problem. Reading again gives exactly what stands
    before; that this text breaks off in the middle is no second problem.
    """
    findings = Findings(source, limits.problems)
    tree = Tree(source.text, characters.originals, findings, limits)
    tree.read(characters.text[:end])
    return findings, tree


def _excess_of_directives(text: str) -> Fault | None:
    """Return where there are too many directives: the parser compares each with every other."""
    if text.count(TAG_DIRECTIVE) <= MOST_DIRECTIVES:
        return None
    begins = re.finditer(rf"(?:\A|[\r\n]){TAG_DIRECTIVE}", text)
    excess = next(islice(begins, MOST_DIRECTIVES, None), None)
    return Fault(excess.end() - len(TAG_DIRECTIVE), catalogue.MALFORMED, {}) if excess else None


def _end(source: SourceText, characters: Characters, fault: Fault, findings: Findings) -> Place:
    """Report why reading ended, and the control characters before; return the place."""
    stands_for_tab = fault.message is catalogue.TAB
    end = fault.at + 1 if stands_for_tab else fault.at
    _report_controls(characters, source.text, end, findings)
    place = source.place(fault.at) if fault.at < len(source.text) else source.end()
    if not stands_for_tab:
        findings.conclude(fault.message, place, **fault.arguments)
    return place


def _document(
    source: SourceText, tree: Tree, findings: Findings, ended: Place | None, limits: Limits
) -> Document:
    root = tree.top if isinstance(tree.top, MapNode) else None
    return Document(source, root, tuple(findings.diagnostics), ended, findings.omitted, limits)


def _report_controls(characters: Characters, text: str, end: int, findings: Findings) -> None:
    """Report the control characters before an end; of millions, most are only counted."""
    if not characters.has_controls:
        return
    begin = 0
    for index in islice(control_characters(text, end), findings.room):
        begin = index + 1
        if text[index] == "\t":
            findings.add(catalogue.TAB, index)
        else:
            findings.add(catalogue.CONTROL_CHARACTER, index, character=code_point(text[index]))
    findings.omit(catalogue.CONTROL_CHARACTER, count_controls(text, begin, end))
