"""One page a module: each reads its parameters, asks `analysis`, and lays out `markup` and `controls`."""
