"""The workbook that a client's data is entered in: made from the schema, read back with each value's cell."""
