"""The front of house: the window, and the command line."""
