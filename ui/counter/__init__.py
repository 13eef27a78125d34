"""The counter: one visit at a time, scanned in and out, paid in one step."""
