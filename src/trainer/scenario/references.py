"""References inside one scenario: scenes that are named, and flags that are set, tested and cleared."""

from trainer.scenario import catalogue
from trainer.scenario.diagnostics import Message, excerpt
from trainer.scenario.judging import Judge
from trainer.scenario.nodes import Node, ScalarNode
from trainer.scenario.scalars import is_string

__all__ = ["SceneName", "check_flags"]


class SceneName:
    """The id of a scene of this file."""

    def read(self, node: Node, judge: Judge) -> str | None:
        """Return the id."""
        if type(node) is not ScalarNode:
            judge.report(catalogue.WANTS_SCENE, node)
            return None
        return read_scene_name(node, catalogue.WANTS_SCENE, judge)


def read_scene_name(node: ScalarNode, wanted: Message, judge: Judge) -> str | None:
    """Return the id of a scene that a scalar is; report one that no scene has, or that is none at all."""
    name = node.value
    scenes = judge.references.scenes
    if not name or not is_string(node):
        judge.report(wanted, node)
    elif scenes is None or name in scenes:
        return name
    elif nearest := judge.nearest(name, scenes):
        judge.report(catalogue.MISSPELLED_SCENE, node, scene=excerpt(name), nearest=excerpt(nearest))
    else:
        judge.report(catalogue.NO_SUCH_SCENE, node, scene=excerpt(name))
    return None


def check_flags(judge: Judge) -> None:
    """Report flags that are tested or cleared and never set, and those that are set and never tested."""
    references = judge.references
    first_set = dict(reversed(references.set))
    ever_set = frozenset(first_set)
    most = judge.document.limits.flags
    if len(first_set) > most:
        excess = sorted(node.start for node in first_set.values())[most]
        judge.report_at(catalogue.FLAG_COUNT, excess, high=most)
        return
    if not references.unjudged_sets:
        for flag, node in (*references.tested, *references.cleared):
            if flag not in ever_set:
                _report_never_set(flag, node, ever_set, judge)
    ever_tested = {flag for flag, _ in references.tested}
    for flag, node in references.set:
        if flag not in ever_tested:
            judge.report(catalogue.NEVER_TESTED, node, flag=flag)


def _report_never_set(flag: str, node: ScalarNode, ever_set: frozenset[str], judge: Judge) -> None:
    nearest = judge.nearest(flag, ever_set)
    if nearest is None:
        judge.report(catalogue.NEVER_SET, node, flag=flag)
    else:
        judge.report(catalogue.MISSPELLED_FLAG, node, flag=flag, nearest=nearest)
