"""Owner: opening hours, rental classes, ages, staff, the shop and its backups."""
