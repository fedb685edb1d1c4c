"""Strategies of names, of variables, and of the rest of what stands at the head of a page."""

from collections.abc import Mapping

from hypothesis import strategies as st
from option_texts import Values, plain_text
from option_values import field_values

from eventgen.model import Header, Variable

# Names that others could be made of: labels in Terraform, outputs, inputs
PIECES = ("a", "b", "it", "to", "2", "dead_letter", "access", "log", "delivery", "execution", "vpc", "arn", "name")
INPUTS = ("anchor_arn", "a_package", "b_definition", "manage_api_gateway_account", "count", "for")
node_names = st.one_of(
    st.from_regex(r"[a-z][a-z0-9_-]{0,5}", fullmatch=True),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("_".join).filter(lambda name: name[0].isalpha()),
)
variable_names = st.one_of(st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,5}", fullmatch=True), st.sampled_from(INPUTS))
page_names = st.one_of(st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True), field_values(Header.model_fields["name"]))

DEFAULTS: Mapping[str, Values] = {  # of variables, by their type
    "string": plain_text,
    "number": st.one_of(st.integers(), st.floats()),
    "bool": st.booleans(),
    "list(string)": st.lists(plain_text, max_size=3),
    "map(string)": st.dictionaries(plain_text, plain_text, max_size=3),
}
VARIABLE = {n: field_values(f) for n, f in Variable.model_fields.items() if n not in ("type", "default")}
variables = field_values(Variable.model_fields["type"]).flatmap(
    lambda type_: st.fixed_dictionaries({"type": st.just(type_)}, optional={"default": DEFAULTS[type_], **VARIABLE})
)
headers = st.fixed_dictionaries(
    {"eventgen": field_values(Header.model_fields["eventgen"]), "name": page_names},
    optional={
        "variables": st.dictionaries(variable_names, variables, min_size=1, max_size=3),
        **{n: field_values(f) for n, f in Header.model_fields.items() if n not in ("eventgen", "name", "variables")},
    },
)
