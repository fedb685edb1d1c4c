"""A graph under load: what each hop is asked for, by rate and size, and what bounds it.

`nodes/KIND.py` says what events use where they come to, `flows/FROM_to_TO.py` what a flow does otherwise; both are
found by their names. `traffic.py` carries the rates through the graph, `limits.py` holds them against their bounds,
`saturation.py` finds the first that is reached, and `backlog.py` tells what waits when a consumer stops.
"""
