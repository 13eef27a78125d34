"""The night-drop: cases out of the box, one scan after the other, nothing in their way."""
