"""The demo shop: about 400 real films and a year of believable trade, or a very large shop."""
