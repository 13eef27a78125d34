"""The shelf planner: what was done at it, and what it refuses, in words."""
