"""A graph in virtual time: messages go through it as AWS would hand them on, without AWS.

`nodes/KIND.py` says what a node does with messages, `flows/FROM_to_TO.py` how a flow hands them on; both are found by
their names. `world.py` has the clock and the log, out of which `tally.py` and `story.py` read what happened.
"""
