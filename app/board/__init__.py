"""The ratings board: five seats, a thumb from each that liked the film, and what was said of it."""
