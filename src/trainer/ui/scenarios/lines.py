"""A line that wraps and has an end at the right: filters and their order, results and their badge."""

from PySide6.QtCore import QRect

from trainer.ui.widgets.layouts import FlowRow


class EndedRow(FlowRow):
    """A `FlowRow` whose last item stands at the right end of its line, unless it has a line of its own."""

    def setGeometry(self, rect: QRect) -> None:
        """Place the items, and the last one at the end."""
        super().setGeometry(rect)
        if self.count() < 2:  # noqa: PLR2004 - a last item that has one before it
            return
        before, last = self.itemAt(self.count() - 2), self.itemAt(self.count() - 1)
        spot = last.geometry()
        if spot.left() > before.geometry().right():
            spot.moveRight(rect.right())
            last.setGeometry(spot)
