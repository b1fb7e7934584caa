"""Settings, addresses and the `congtin` command: wires the rooms together."""
