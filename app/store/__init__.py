"""The database file: opened, migrated, written, backed up, checked."""
