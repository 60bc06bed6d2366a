// Typed markup that escapes by default.
