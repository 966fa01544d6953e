"""The bill of materials: everything that the frozen program carries, in CycloneDX."""

import json
import platform
import shutil
from pathlib import Path
from typing import Any, Final

from frozen import BuildError, environment, run

PRODUCT: Final = "puente-trainer"
HEADING: Final = ("--output-format", "JSON", "--spec-version", "1.6", "--mc-type", "application")


def inventory(python: Path, work: Path, file: Path) -> None:
    """Write what an environment of the program holds; the tool that lists it stands in one of its own."""
    tool = environment(work, "inventory")
    run(
        *(tool, "-m", "cyclonedx_py", "environment", "--output-reproducible", *HEADING),
        *("--output-file", file, python),
    )


def complete(file: Path, frozen: Path) -> None:
    """Say whose bill it is, and add the interpreter and what comes from the Debian it was built on."""
    bill = json.loads(file.read_text(encoding="utf-8"))
    listed: list[dict[str, Any]] = bill["components"]
    product = next(each for each in listed if each["name"] == PRODUCT)
    listed.remove(product)
    bill.setdefault("metadata", {})["component"] = {**product, "type": "application"}
    listed.append(_component("CPython", platform.python_version(), "generic/python"))
    if shutil.which("dpkg-query") is not None:
        for name, version in sorted(_system_packages(frozen)):
            listed.append(_component(name, version, f"deb/{_distribution()}/{name}"))
    file.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _component(name: str, version: str, place: str) -> dict[str, str]:
    address = f"pkg:{place}@{version}"
    return {"bom-ref": address, "type": "library", "name": name, "version": version, "purl": address}


def _distribution() -> str:
    return platform.freedesktop_os_release()["ID"]


def _system_packages(frozen: Path) -> set[tuple[str, str]]:
    """Return names and versions of the packages whose libraries lie beside the program."""
    files = [path for path in (frozen / "_internal").glob("lib*.so*") if not path.is_symlink()]
    packages = set()
    for each in files:
        # The interpreter is listed as itself; the system may have another of the same name.
        if each.name.startswith("libpython"):
            continue
        try:
            owner = run("dpkg-query", "--search", f"*/{each.name}").partition(":")[0]
        except BuildError:
            # Qt's own, which came with PySide6 and are listed with it.
            continue
        packages.add((owner, run("dpkg-query", "--show", "--showformat=${Version}", owner)))
    return packages
