"""The revision of the records that this version of the program works with, told without loading Alembic.

Nearly every start finds the records up to date. Alembic costs 11 MiB of memory and a tenth of a second, so it
is loaded only where a database is made or upgraded; a test holds this name against the migrations.
"""

from typing import Final

__all__ = ["HEAD"]

HEAD: Final = "0004"
