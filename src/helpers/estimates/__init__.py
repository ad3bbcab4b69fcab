"""Statistics as pure functions on arrays, each citing its source; nothing here knows a school."""
