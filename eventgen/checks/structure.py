"""Files of a module -> Diagnostics: what its parts are to each other. What a block takes is the schema's business.

TFC001 address twice            TFC006 no such function          TFC011 output of nothing
TFC002 no such block            TFC007 number of arguments       TFC012 two of what AWS has one of
TFC003 no such variable, local  TFC008 index against count       TFC013 a name twice
TFC004 no such attribute        TFC009 each, count, self, path   TFC014 cycle
TFC005 bare word                TFC010 unused                    TFC015 address expected
                                                                 TFC016 constant expected
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from eventgen.checks.references import NOTHING, REPEATED, Declared, Module, References, Scope, chain
from eventgen.diagnostics import Diagnostic, Severity
from eventgen.syntax import (
    Attribute,
    Block,
    Body,
    Call,
    File,
    Literal,
    Name,
    Object,
    Step,
    Template,
    Tuple,
    within,
)

Found = Iterator[Diagnostic]
Blocks = list[tuple[File, Block, str]]  # the last is the address, where there is one

PREFIXES = {"resource": "", "data": "data.", "ephemeral": "ephemeral.", "variable": "var.", "output": "output."}
PREFIXES |= {"module": "module.", "check": "check."}
SELF: Scope = {"self": None}

# What AWS has one of: the arguments that say of what -> types. Behind `=` stands what an absent argument means.
ONE_OF = {
    "": "aws_api_gateway_account",
    "api_id name": "aws_apigatewayv2_stage",
    "api_id route_key": "aws_apigatewayv2_route",
    "arn": "aws_sns_topic_data_protection_policy aws_sns_topic_policy",
    "bucket": """aws_s3_bucket_accelerate_configuration aws_s3_bucket_acl aws_s3_bucket_cors_configuration
        aws_s3_bucket_lifecycle_configuration aws_s3_bucket_logging aws_s3_bucket_notification
        aws_s3_bucket_object_lock_configuration aws_s3_bucket_ownership_controls aws_s3_bucket_policy
        aws_s3_bucket_public_access_block aws_s3_bucket_replication_configuration
        aws_s3_bucket_server_side_encryption_configuration aws_s3_bucket_versioning
        aws_s3_bucket_website_configuration""",
    "bucket key": "aws_s3_object",
    "bucket name": "aws_s3_bucket_metric",
    "event_bus_name=default": "aws_cloudwatch_event_bus_policy",
    "event_bus_name=default rule target_id": "aws_cloudwatch_event_target",
    "event_bus_name=default statement_id": "aws_cloudwatch_event_permission",
    "event_source_arn function_name": "aws_lambda_event_source_mapping",
    "function_name": "aws_lambda_function_recursion_config",
    "function_name qualifier": "aws_lambda_provisioned_concurrency_config",
    "function_name qualifier=$LATEST": """aws_lambda_function_event_invoke_config aws_lambda_function_url
        aws_lambda_runtime_management_config""",
    "function_name qualifier=$LATEST statement_id": "aws_lambda_permission",
    "key_id": "aws_kms_key_policy",
    "log_group_name name": "aws_cloudwatch_log_metric_filter aws_cloudwatch_log_subscription_filter",
    "policy_name": "aws_cloudwatch_log_resource_policy",
    "queue_url": "aws_sqs_queue_policy aws_sqs_queue_redrive_allow_policy aws_sqs_queue_redrive_policy",
    "resource_arn": "aws_dynamodb_resource_policy aws_kinesis_resource_policy",
    "rest_api_id": "aws_api_gateway_rest_api_policy",
    "rest_api_id parent_id path_part": "aws_api_gateway_resource",
    "rest_api_id resource_id http_method": "aws_api_gateway_integration aws_api_gateway_method",
    "rest_api_id resource_id http_method status_code": """aws_api_gateway_integration_response
        aws_api_gateway_method_response""",
    "rest_api_id stage_name": "aws_api_gateway_stage",
    "rest_api_id stage_name method_path": "aws_api_gateway_method_settings",
    "role name": "aws_iam_role_policy",
    "role policy_arn": "aws_iam_role_policy_attachment",
    "stream_arn name": "aws_kinesis_stream_consumer",
    "table_name stream_arn": "aws_dynamodb_kinesis_streaming_destination",
    "topic_arn protocol endpoint": "aws_sns_topic_subscription",
}
NAMES = {  # that an account has once in a region, a bucket's once in the world
    "alarm_name": "aws_cloudwatch_composite_alarm aws_cloudwatch_metric_alarm",
    "bucket": "aws_s3_bucket",
    "dashboard_name": "aws_cloudwatch_dashboard",
    "event_bus_name=default name": "aws_cloudwatch_event_rule",
    "function_name": "aws_lambda_function",
    "function_name name": "aws_lambda_alias",
    "group_name=default name": "aws_scheduler_schedule",
    "name": """aws_cloudtrail aws_cloudwatch_event_api_destination aws_cloudwatch_event_archive aws_cloudwatch_event_bus
        aws_cloudwatch_event_connection aws_cloudwatch_log_group aws_dynamodb_table aws_ecs_cluster aws_iam_policy
        aws_iam_role aws_kinesis_firehose_delivery_stream aws_kinesis_stream aws_kms_alias aws_pipes_pipe
        aws_scheduler_schedule_group aws_sfn_state_machine aws_sns_topic aws_sqs_queue""",
}
INLINE = {  # arguments and blocks of a resource that are resources of their own as well: what their type adds
    "aws_api_gateway_rest_api": {"policy": "_policy"},
    "aws_kms_key": {"policy": "_policy"},
    "aws_s3_bucket": {
        **{n: f"_{n}" for n in ("acl", "logging", "object_lock_configuration", "policy", "replication_configuration")},
        **{n: f"_{n}" for n in ("server_side_encryption_configuration", "versioning")},
        **{"cors_rule": "_cors_configuration", "lifecycle_rule": "_lifecycle_configuration"},
        **{"website": "_website_configuration", "acceleration_status": "_accelerate_configuration"},
    },
    "aws_sns_topic": {"policy": "_policy"},
    "aws_sqs_queue": {n: f"_{n}" for n in ("policy", "redrive_policy", "redrive_allow_policy")},
}
# Of a resource, what names it as a whole: `.url` and `.id` of a queue are the same thing
WHOLE = frozenset({"id", "arn", "url", "name", "bucket", "key_id", "function_name"})
OWNERS = {"bucket": "aws_s3_bucket", "function_name": "aws_lambda_function", "role": "aws_iam_role"}
Row = tuple[tuple[str, str], ...]  # arguments, and what they mean where they lack


def _rows(table: Mapping[str, str], code: str) -> dict[str, tuple[str, Row]]:
    split: dict[str, Row] = {words: tuple(word.partition("=")[::2] for word in words.split()) for words in table}
    return {type_: (code, split[words]) for words, types in table.items() for type_ in types.split()}


ROWS = _rows(ONE_OF, "TFC012") | _rows(NAMES, "TFC013")
_JUDGED = ROWS.keys() | INLINE.keys()


def structure(files: Sequence[File]) -> Found:
    """What is wrong between the parts of a module. All its files, no others."""
    module, found, blocks = _declared(files)
    references = References(module)
    for file, block, address in blocks:
        if walk := _WALKS.get(block.type):
            references.begin(file, address)
            walk(references, block)
    yield from found
    yield from references.found
    yield from _unused(module)
    yield from _twice(module, blocks)
    yield from _cycles(module)


# What there is


def _declared(files: Sequence[File]) -> tuple[Module, list[Diagnostic], Blocks]:
    """Everything with an address, the addresses that stand there twice, and all blocks."""
    module, found, blocks = Module(), list[Diagnostic](), Blocks()
    for file in files:
        for block in file.body.blocks:
            address = ""
            for declared in _of(file, block, module):
                address = address or declared.address
                first = module.declared.setdefault(declared.address, declared)
                if first is not declared:
                    message, fix = f"{declared.address} stands there twice: first at {first.where}", "keep one of them"
                    found.append(Diagnostic(declared.place, Severity.ERROR, "TFC001", message, fix))
            blocks.append((file, block, address))
    return module, found, blocks


def _of(file: File, block: Block, module: Module) -> Iterable[Declared]:
    attributes, kind = block.body.attributes, block.type
    if kind in PREFIXES and len(block.labels) == (2 if kind in ("resource", "data", "ephemeral") else 1):
        repeated = "for_each" if "for_each" in attributes else "count" if "count" in attributes else ""
        declared = Declared(PREFIXES[kind] + ".".join(block.labels), file, block.at, block.body, repeated)
        within = (
            [_of(file, inner, module) for inner in block.body.blocks if inner.type == "data"] if kind == "check" else ()
        )
        return declared, *(data for found in within for data in found)
    if kind == "locals":
        return [Declared(f"local.{name}", file, a.at, Body({name: a})) for name, a in attributes.items()]
    if kind == "provider" and block.labels:
        alias = attributes["alias"].value if "alias" in attributes else None
        name = f"{block.labels[0]}.{alias.value}" if isinstance(alias, Literal) else block.labels[0]
        return (Declared(f"provider.{name}", file, block.at, block.body),)
    if kind == "terraform":
        module.providers.update(_required(block.body))
    return ()


def _required(body: Body) -> Iterator[str]:
    """The local names of providers, and the aliases that whoever calls the module hands over."""
    for block in body.blocks:
        for name, attribute in block.body.attributes.items() if block.type == "required_providers" else ():
            yield name
            for part in within(attribute.value):
                if isinstance(part, Step) and isinstance(part.of, Name):
                    yield f"{part.of.name}.{part.key}"


# Where references stand


def _instance(references: References, block: Block) -> None:
    """A resource or a data source: arguments, meta-arguments and blocks."""
    attributes = block.body.attributes
    scope = REPEATED["for_each" if "for_each" in attributes else "count" if "count" in attributes else ""]
    for name, attribute in attributes.items():
        if type(attribute.value) is not Literal or name in _META:
            if name in _META:
                _META[name](references, attribute.value, scope)
            else:
                references.expression(attribute.value, scope)
    references.configured(block)
    for inner in block.body.blocks:
        _within(references, inner, block, scope)


def _module(references: References, block: Block) -> None:
    """What goes into a module and what comes out may have nothing to do with each other: no cycle goes that way."""
    attributes = block.body.attributes
    scope = REPEATED["for_each" if "for_each" in attributes else "count" if "count" in attributes else ""]
    for name in _META.keys() & attributes.keys():
        _META[name](references, attributes[name].value, scope)
    references.begin(references.file)
    for name, attribute in attributes.items():
        if name in ("source", "version"):
            references.constant(attribute.value, f"{name} of a module")
        elif name not in _META:
            references.expression(attribute.value, scope)


def _within(references: References, block: Block, of: Block, scope: Scope) -> None:
    if block.type == "lifecycle":
        _lifecycle(references, block, of, scope)
    elif block.type in ("provisioner", "connection"):
        _provisioner(references, block.body, {**scope, **SELF})
    else:
        references.block(block, scope)


def _lifecycle(references: References, block: Block, of: Block, scope: Scope) -> None:
    for name, attribute in block.body.attributes.items():
        if name == "replace_triggered_by":
            references.addresses(attribute.value, name, scope)
        elif name == "ignore_changes":
            references.ignored(attribute.value, of)
        else:
            references.constant(attribute.value, name)
    for inner in block.body.blocks:
        references.body(inner.body, {**scope, **SELF} if inner.type == "postcondition" else scope)


def _provisioner(references: References, body: Body, scope: Scope) -> None:
    for name, attribute in body.attributes.items():
        if name not in ("when", "on_failure"):  # these take words
            references.expression(attribute.value, scope)
    for inner in body.blocks:
        references.block(inner, scope)


def _variable(references: References, block: Block) -> None:
    for name, attribute in block.body.attributes.items():
        if name != "type":
            references.constant(attribute.value, f"{name} of a variable")
    for inner in block.body.blocks:
        references.body(inner.body, NOTHING)
    references.edges.pop(references.owner, None)  # a validation speaks of its own variable


def _output(references: References, block: Block) -> None:
    for name, attribute in block.body.attributes.items():
        if name == "depends_on":
            references.addresses(attribute.value, name, NOTHING)
        elif name == "value" and isinstance(attribute.value, Literal) and attribute.value.value in (None, ""):
            message = f"{references.owner} names nothing"
            references.error("TFC011", message, attribute.at, len(name), "remove the output")
        else:
            references.expression(attribute.value, NOTHING)
    for inner in block.body.blocks:
        references.body(inner.body, NOTHING)


def _locals(references: References, block: Block) -> None:
    for name, attribute in block.body.attributes.items():
        references.begin(references.file, f"local.{name}")
        references.expression(attribute.value, NOTHING)


def _provider(references: References, block: Block) -> None:
    references.body(block.body, NOTHING)


def _check(references: References, block: Block) -> None:
    for inner in block.body.blocks:
        references.begin(references.file, "data." + ".".join(inner.labels) if inner.type == "data" else "")
        _instance(references, inner)


def _import(references: References, block: Block) -> None:
    scope = REPEATED["for_each" if "for_each" in block.body.attributes else ""]
    for name, attribute in block.body.attributes.items():
        if name == "to":
            references.address(attribute.value, "to", scope)
        elif name == "provider":
            references.provider(attribute.value)
        else:
            references.expression(attribute.value, NOTHING if name == "for_each" else scope)


def _moved(references: References, block: Block) -> None:
    """What was moved or removed may not stand there any more."""
    ends = {name: chain(a.value) for name, a in block.body.attributes.items() if name in ("from", "to")}
    for end, (name, steps) in ends.items():
        if name is None:
            at = block.body.attributes[end].at
            references.error("TFC015", f"{end} takes an address such as aws_sqs_queue.orders", at, len(end))
            continue
        declared = references.module.declared.get(".".join([name.name, *(str(step.key) for step in steps)]))
        if end == "from" and declared and _base(*ends.get("to", (None, []))) != declared.address:
            message = f"{declared.address} is {block.type}, and stands there still: {declared.where}"
            references.error("TFC001", message, name.at, len(declared.address), "remove one of them")


def _base(name: Name | None, steps: list[Step]) -> str:
    return ".".join([name.name if name else "", *(step.key for step in steps if isinstance(step.key, str))])


_META: dict[str, Callable[[References, Any, Scope], None]] = {
    "count": lambda references, value, _: references.expression(value, NOTHING),
    "for_each": lambda references, value, _: references.expression(value, NOTHING),
    "depends_on": lambda references, value, scope: references.addresses(value, "depends_on", scope),
    "provider": lambda references, value, _: references.provider(value),
    "providers": lambda references, value, _: references.providers(value),
}
_WALKS: dict[str, Callable[[References, Block], None]] = {
    **dict.fromkeys(("resource", "data", "ephemeral"), _instance),
    "module": _module,
    **dict.fromkeys(("moved", "removed"), _moved),
    "check": _check,
    "import": _import,
    "locals": _locals,
    "output": _output,
    "provider": _provider,
    "variable": _variable,
}


# What is too little and too much


def _unused(module: Module) -> Found:
    used = set(module.loose)
    for owner, targets in module.edges.items():
        used.update(targets.keys() - {owner} if owner in targets else targets)
    for address, declared in module.declared.items():
        if address not in used and address.startswith(("var.", "local.")):
            kind = "variable" if address.startswith("var.") else "local value"
            message = f"the {kind} {address.partition('.')[2]} is used nowhere"
            yield Diagnostic(declared.place, Severity.WARNING, "TFC010", message, "remove it")


class Claim(NamedTuple):
    """That a block says what AWS keeps once of a thing."""

    what: str
    file: File
    at: int
    length: int
    condition: Hashable  # the count or for_each that it hangs on; None where it is there in any case


Key = tuple[str, tuple[Hashable, ...], Hashable]  # a type, what of, and through which provider


def _twice(module: Module, blocks: Blocks) -> Found:
    """Blocks that say the same of the same thing, and those of one type with one name."""
    resources = [(f, b, a) for f, b, a in blocks if b.type == "resource" and a and b.labels[0] in _JUDGED]
    things, claims = _Things(module, resources), dict[Key, list[Claim]]()
    for file, block, address in resources:
        for key, claim in things.claims(file, block, address):
            same = claims.setdefault(key, [])
            first = next((c for c in same if claim.condition in (None, c.condition) or c.condition is None), None)
            same.append(claim)
            if first:
                yield _both(key, first, claim)


def _both(key: Key, first: Claim, second: Claim) -> Diagnostic:
    code, of = ROWS[key[0]][0], ", ".join(map(_said, key[1])) or "the account"
    place = first.file.place(first.at)
    stands = f"{first.what} ({place.file}:{place.line})"
    message = f"{second.what} and {stands} are both the {key[0]} of {of}: AWS has one"
    fix = "put all of it into one of them"
    if code == "TFC013":
        message, fix = f"{second.what} has the name {of}, and so has {stands}", "give one of them another name"
    return Diagnostic(second.file.place(second.at, second.length), Severity.ERROR, code, message, fix)


def _said(thing: Any) -> str:
    """A thing, as a message names it."""
    if not isinstance(thing, tuple):
        return str(thing)
    if thing[0] == "template":
        return "".join(part if isinstance(part, str) else f"${{{_said(part)}}}" for part in thing[1:])
    if thing[0] not in ("whole", "path"):
        return "..."
    return "".join(f".{key}" if isinstance(key, str) else "[...]" for key in thing[1:])[1:]


class _Things:
    """What arguments refer to, in a form that can be compared."""

    def __init__(self, module: Module, resources: Blocks) -> None:
        self.declared = module.declared
        self.locals: dict[str, Hashable] = {}
        self.repetition: Hashable = None  # of the block at hand
        self.varies = False  # whether what was read last depends on it
        self.resources = resources

    @cached_property
    def named(self) -> dict[Hashable, Hashable]:
        """A type and a name -> its resource: for arguments that write the name out."""
        found = dict[Hashable, Hashable]()
        for _, block, address in self.resources:
            if block.labels[0] in OWNERS.values() and (values := self.values(block, ROWS[block.labels[0]][1])):
                found[block.labels[0], values[-1]] = ("whole", address)
        return found

    def claims(self, file: File, block: Block, address: str) -> Iterator[tuple[Key, Claim]]:
        type_, attributes = block.labels[0], block.body.attributes
        row, inline = ROWS.get(type_), INLINE.get(type_, {})
        realm, (many, condition) = self.realm(block), self.condition(block)
        self.repetition, self.varies = condition, False
        values = self.values(block, row[1]) if row and many else None
        if row and values is not None:
            said = [attributes[argument] for argument, _ in row[1] if argument in attributes]
            at, length = (said[0].at, len(said[0].name)) if said else (block.at, len(block.type))
            yield (type_, values, realm), Claim(address, file, at, length, condition)
            if many > 1 and not self.varies:
                yield (type_, values, realm), Claim(f"{address}[1]", file, at, length, condition)
        parts: list[Attribute | Block] = [*attributes.values(), *block.body.blocks] if inline and many else []
        for part in parts:
            name = part.type if isinstance(part, Block) else part.name
            if name in inline and not (isinstance(part, Attribute) and _nothing(part.value)):
                key = (type_ + inline[name], (("whole", address),), realm)
                yield key, Claim(f"{name} of {address}", file, part.at, len(name), condition)

    def condition(self, block: Block) -> tuple[int, Hashable]:
        """How many there are (1 where that is not written out), and what it hangs on."""
        attributes = block.body.attributes
        repeated = attributes.get("for_each") or attributes.get("count")
        if repeated is None:
            return 1, None
        value = repeated.value
        if isinstance(value, Call) and value.name == "toset" and len(value.arguments) == 1:
            value = value.arguments[0]
        if isinstance(value, Tuple | Object):
            return len(value.items), (None if value.items else "")
        if isinstance(value, Literal):
            return (value.value, None) if isinstance(value.value, int) else (1, None)
        return 1, self.of(value)

    def realm(self, block: Block) -> Hashable:
        """The provider and the region, where they are not the module's own."""
        attributes = block.body.attributes
        if "provider" not in attributes and "region" not in attributes:
            return None
        return tuple(self.of(attributes[name].value) if name in attributes else None for name in ("provider", "region"))

    def values(self, block: Block, row: Row) -> tuple[Hashable, ...] | None:
        """What a block is about; None where that is not said."""
        attributes, values = block.body.attributes, list[Hashable]()
        for argument, otherwise in row:
            attribute = attributes.get(argument)
            value = self.of(attribute.value) if attribute and not _nothing(attribute.value) else otherwise
            if value in (None, ""):
                return None
            if isinstance(value, str) or value[:1] == ("template",):  # type: ignore[index]
                owner = OWNERS.get(argument)
                value = value if owner in (None, block.labels[0]) else self.named.get((owner, value), value)
            values.append(value)
        return tuple(values)

    def of(self, value: Any) -> Hashable:
        """The same for two expressions that say the same."""
        if isinstance(value, Literal):
            return str(value.value).lower() if isinstance(value.value, bool | None) else str(value.value)
        if isinstance(value, Name | Step):
            return self.path(value)
        if isinstance(value, Template):
            parts = [part if isinstance(part, str) else self.of(part) for part in value.parts]
            return parts[0] if len(parts) == 1 else ("template", *parts)
        if isinstance(value, Object):
            return ("object", *((self.of(key), self.of(item)) for key, item in value.items))
        kind = getattr(value, "name", getattr(value, "operator", getattr(value, "names", "")))
        parts = getattr(
            value, "arguments", getattr(value, "operands", getattr(value, "items", getattr(value, "parts", [])))
        )
        return (type(value).__name__, kind, *map(self.of, parts))

    def path(self, value: Name | Step) -> Hashable:
        name, steps = chain(value)
        if name is None:
            return ("step", *(self.of(part) for part in within(value) if isinstance(part, Literal | Call)))
        keys = [step.key if isinstance(step.key, str) else (self.of(step.key),) for step in steps]
        if name.name in ("each", "count"):
            self.varies = True
            return ("repeated", name.name, *keys, self.repetition)
        if name.name == "local" and len(keys) == 1 and (declared := self.declared.get(f"local.{keys[0]}")):
            if declared.address not in self.locals:
                self.locals[declared.address] = ("path", declared.address)  # for locals that go round
                (attribute,) = declared.body.attributes.values()
                self.locals[declared.address] = self.of(attribute.value)
            return self.locals[declared.address]
        size = 2 if name.name == "data" else 1
        if len(keys) > size and keys[-1] in WHOLE and not any(isinstance(key, str) for key in keys[size:-1]):
            return ("whole", ".".join(map(str, (name.name, *keys[:size]))), *keys[size:-1])
        return ("path", name.name, *keys)


def _nothing(value: Any) -> bool:
    return isinstance(value, Literal) and value.value is None


# What goes round

Graph = dict[str, list[str]]
MOST_CYCLES = 100  # that are looked for: each costs as much as there are references between those on cycles


def _cycles(module: Module) -> Found:
    """Each way that leads back to where it began; no step is in two of them."""
    ways = {node: targets for node, targets in module.edges.items() if targets}
    graph = _circular({node: [to for to in targets if to in ways] for node, targets in ways.items()})
    for _ in range(MOST_CYCLES):
        if not graph:
            return
        start = next(iter(graph))
        way = _around(start, graph)
        for node, to in pairwise(way):
            graph[node].remove(to)
        if way:
            yield _cycle(module, way)
        else:
            graph[start] = []
        graph = _circular(graph)


def _cycle(module: Module, way: list[str]) -> Diagnostic:
    declared, at = module.declared[way[0]], module.edges[way[0]][way[1]]
    length = len(way[1]) if declared.file.text.startswith(way[1], at) else 1
    said = " -> ".join(f"{node} (validation)" if node.startswith("var.") else node for node in way)
    message = f"{said}: nothing of this can be made first" if len(way) > 2 else f"{way[0]} refers to itself"
    return Diagnostic(declared.file.place(at, length), Severity.ERROR, "TFC014", message)


def _around(start: str, graph: Graph) -> list[str]:
    """The shortest way from a node back to it, both ends named; empty where there is none."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for to in graph[node]:
            if to == start:
                way = [start, node]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if to not in came:
                came[to] = node
                waiting.append(to)
    return []


def _circular(graph: Graph) -> Graph:
    """What is on a cycle or between two."""
    graph = _leading(graph)
    return _reversed(_leading(_reversed(graph)))


def _reversed(graph: Graph) -> Graph:
    back: Graph = {node: [] for node in graph}
    for node, targets in graph.items():
        for to in targets:
            back[to].append(node)
    return back


def _leading(graph: Graph) -> Graph:
    """Without the nodes from which every way ends."""
    back, left = _reversed(graph), {node: len(targets) for node, targets in graph.items()}
    waiting = [node for node, targets in graph.items() if not targets]
    while waiting:
        for node in back[waiting.pop()]:
            left[node] -= 1
            if not left[node]:
                waiting.append(node)
    return {node: [to for to in targets if left[to]] for node, targets in graph.items() if left[node]}
