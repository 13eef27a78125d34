"""Files of other systems in, files for other systems out: CSV, mapped, tried, applied as one step."""
