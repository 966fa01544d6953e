"""What sound can be heard through and spoken into, as Qt finds it: `python -m trainer.ui.sound_devices`.

For the doctor, who asks in a process of its own: where a system's sound is broken, asking for it may hang or
end the process, and a doctor has to survive what is ill. Prints one JSON object and opens no window.
"""

import json
import sys

from PySide6.QtCore import QCoreApplication, qInstallMessageHandler, qVersion
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

__all__ = ["main"]


def main() -> int:
    """Print the devices, the one in use first, and the version of Qt."""
    # A system without sound is told by the lists; what Qt logs about it would only be in the way.
    qInstallMessageHandler(lambda *_message: None)
    application = QCoreApplication([])
    outputs = _names(QMediaDevices.defaultAudioOutput(), QMediaDevices.audioOutputs())
    inputs = _names(QMediaDevices.defaultAudioInput(), QMediaDevices.audioInputs())
    sys.stdout.write(json.dumps({"qt": qVersion(), "outputs": outputs, "inputs": inputs}) + "\n")
    sys.stdout.flush()
    del application
    return 0


def _names(first: QAudioDevice, devices: list[QAudioDevice]) -> list[str]:
    names = [device.description() for device in devices]
    return sorted(names, key=lambda name: name != first.description())


if __name__ == "__main__":
    sys.exit(main())
