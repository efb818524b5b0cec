"""One page a module: each reads its parameters, asks `queries`, and lays out `widgets`."""
