"""Files of other systems in, files for others out: CSV, mapped, tried, applied as one step."""
