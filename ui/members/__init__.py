"""Members: accounts, who rents on them, what is out, what is owed."""
