"""The print room: frozen data in, PDF bytes out. No queries, no Qt, no clock.

`stock` knows sheets of labels, `fonts` and `type` set text in any script, `barcodes` and `drawing`
make shapes, `document` writes the file, and each document is a module with a `build`.
"""
