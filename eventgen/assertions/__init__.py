"""What the tests of a module assert: `nodes` of each kind, `flows` of each integration; the rest is shared."""
