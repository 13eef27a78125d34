"""The shop itself: what it owns and what it promises. Knows no screen and no printer."""
