"""What no page can make wrong about state machines."""

import re

from hcl_values import Template
from made import Made, code, refused
from templated import texts, types

from eventgen import kinds

MACHINE = "{{definition: {{StartAt: A, States: {{A: {{Type: Pass, End: true}}}}}}, {}}}"
LONGEST = "m" * 62  # as `t-` stands before it
LOGGED = ("type: standard", "type: express, logging: {level: all}")


def test_the_name_is_short_and_plain_enough_for_its_log() -> None:
    made = Made(f"state_machines: {{{LONGEST}: {MACHINE.format('')}, ship-order_2: {MACHINE.format('')}}}")
    names = [machine.attributes["name"] for machine in made.all("aws_sfn_state_machine")]
    assert len(names) == 2
    for name in names:
        assert isinstance(name, Template)
        whole = "".join(part if isinstance(part, str) else "t" for part in name.parts)
        assert re.fullmatch(r"[0-9A-Za-z_-]{1,80}", whole)
    for name in (f"{LONGEST}m", "ship order", "ship*"):
        assert refused(f"state_machines: {{{name}: {MACHINE.format('')}}}") != []


def test_the_log_is_named_as_step_functions_wants_it() -> None:
    for options in LOGGED:
        made = Made(f"state_machines: {{order: {MACHINE.format(options)}}}")
        to = made["aws_sfn_state_machine.order"].find("logging_configuration").attributes["log_destination"]
        assert isinstance(to, Template)
        group, ending = to.parts
        assert (code(group), ending) == ("aws_cloudwatch_log_group.order_execution.arn", ":*")


def test_nobody_waits_for_an_execution() -> None:
    """Whoever lets an API or a pipe start executions answers for this rule anew."""
    flows = [name for name in kinds.names("integrations") if name.endswith("_to_state_machine")]
    assert flows == ["rule_to_state_machine"]
    assert [text for text in texts() if "StartSyncExecution" in text or "REQUEST_RESPONSE" in text] == []
    assert {type_ for type_ in types() if type_.startswith("aws_pipes_")} == set()
    machine = kinds.resource("state_machine")
    assert machine
    assert machine.send == ("states:StartExecution",)
