"""Files and the database. Rows and sessions never leave this package; importing it imports no SQL."""
