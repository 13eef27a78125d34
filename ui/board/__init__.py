"""The ratings board on the wall and on the screen."""
