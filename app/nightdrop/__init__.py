"""The night-drop: sessions, windows, trays, outcomes of a scan."""
