"""The stock: titles, editions, copies, people, sections, search."""
