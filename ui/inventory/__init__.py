"""The stock: found as fast as one types, shown as a list, as covers or by section."""
