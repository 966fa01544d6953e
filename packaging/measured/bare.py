"""What start-up is measured against: a window of PySide6 with one label, gone once it has been painted."""

import os

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

WIDTH, HEIGHT = 1280, 800


class Window(QWidget):
    """Ends the process after its first paint."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint, and end."""
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: os._exit(0))


if __name__ == "__main__":
    application = QApplication([])
    window = Window()
    QVBoxLayout(window).addWidget(QLabel("Puente"))
    window.resize(WIDTH, HEIGHT)
    window.show()
    application.exec()
