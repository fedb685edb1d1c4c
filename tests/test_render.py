"""Templates: what they may put out, and how they have to look."""

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from eventgen import cache
from eventgen.hcl import Expr, Hcl, hcl, text
from eventgen.render import environment

TEMPLATES = sorted(cache.templates().rglob("*.j2"))
CODE = {"hcl", "label", "identifier", "type"}
LAST_FILTERS = {".tf.j2": CODE, ".hcl.j2": CODE, ".md.j2": {"cell", "diagram", "duration", "parameter", "sh"}}
OUTPUT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
LAST_FILTER = re.compile(r"\|\s*(\w+)(?:\(\"[^\"]*\"\))?\s*\Z")
INLINE_END = re.compile(r"\S[^\n]*\{%-?\s*end\w+\s*-?%\}[ \t]*$", re.MULTILINE)

templates = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(cache.templates()).as_posix())


def rendered(source: str, **context: Any) -> str:
    return environment().from_string(source).render(**context)


@pytest.mark.parametrize(
    "value", ["plain", "${aws_x.y}", "", None, [], ["a"], {"a": 1}, 0, 1, True, False, 1.5, text("a"), Expr("var.x")]
)
def test_a_value_without_a_filter_is_refused_by_name(value: object) -> None:
    for source in ("{{ value }}", "a = {{ value }}\n", "{% for v in [value] %}{{ v }}{% endfor %}", "{{ [value][0] }}"):
        with pytest.raises(TypeError, match=re.escape(f"{type(value).__name__} {value!r} reached")):
            rendered(source, value=value)
        assert rendered(source.replace(" }}", " | hcl }}"), value=value).strip().endswith(hcl(value))


@pytest.mark.parametrize(
    "source",
    [
        '{{ "a" ~ (value | hcl) }}',
        '{{ (value | hcl) ~ "" }}',
        "{{ value | hcl | upper }}",
        "{{ value | hcl | replace('a', 'b') }}",
        "{{ (value | hcl) + '' }}",
        "{{ '%s' | format(value | hcl) }}",
        "{{ value | upper }}",
        "{{ value | e }}",
        "{{ value | safe }}",
        "{{ value if value }}",
        "{{ 'constant' }}",
        "{{ 1 }}",
        "{{ none }}",
        "{% set made = value %}{{ made }}",
        "{% set made %}{{ value }}{% endset %}",
        "{% macro m() %}{{ value }}{% endmacro %}{{ m() | hcl }}",
    ],
)
def test_what_a_filter_made_is_lost_by_what_follows(source: str) -> None:
    with pytest.raises(TypeError, match=r"reached a template's output without a filter"):
        rendered(source, value="a")


@pytest.mark.parametrize(
    "source", ["{{ nothing }}", "{{ nothing | hcl }}", "{{ value.nothing | hcl }}", "{% if nothing %}{% endif %}"]
)
def test_what_is_not_defined_is_refused(source: str) -> None:
    with pytest.raises((UndefinedError, TypeError)):
        rendered(source, value={})


def test_what_is_no_name_is_refused_as_a_label() -> None:
    assert rendered('"{{ value | label }}"', value="a-b.c") == '"a_b_c"'
    assert rendered('"{{ value | identifier }}"', value="a-b_c") == '"a-b_c"'
    for value in ('a" {', "a b", "${x}", "", "1", "é"):
        for name in ("label", "identifier"):
            with pytest.raises(ValueError, match="is no Terraform identifier"):
                rendered(f"{{{{ value | {name} }}}}", value=value)
    with pytest.raises(ValueError, match="is no type of a variable"):
        rendered("{{ value | type }}", value="any }")


def test_hcl_is_made_by_the_filters_alone() -> None:
    """`Hcl` says of a text that it is safe: nobody else may say so."""
    package = Path(str(environment.__wrapped__.__code__.co_filename)).parent
    makers = [path.name for path in sorted(package.rglob("*.py")) if re.search(r"\bHcl\(", path.read_text("utf-8"))]
    assert makers == ["hcl.py"]
    assert type(rendered("{{ value | hcl }}", value="a")) is str
    assert type(hcl("a") + "") is not Hcl


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 20


@templates
def test_every_output_ends_in_a_filter(path: Path) -> None:
    filters = next(known for ending, known in LAST_FILTERS.items() if path.name.endswith(ending))
    for output in OUTPUT.findall(path.read_text("utf-8")):
        match = LAST_FILTER.search(output.rstrip("-"))
        assert match and match[1] in filters, f"{{{{{output}}}}} ends in none of {sorted(filters)}"


@templates
def test_no_line_ends_in_an_inline_block(path: Path) -> None:
    """`trim_blocks` takes the line break after it: two arguments would share a line."""
    assert not INLINE_END.findall(path.read_text("utf-8"))


@templates
def test_the_template_compiles(path: Path) -> None:
    name = path.relative_to(cache.templates()).as_posix()
    assert environment().get_template(name).name == name


def test_the_pattern_of_inline_blocks_finds_them() -> None:
    assert INLINE_END.search("  a = 1{% if x %} b = 2{% endif %}\n  c = 3\n")
    assert INLINE_END.search("a {%- for x in y -%} b {%- endfor -%}  \n")
    assert not INLINE_END.search("{% if x %}\n  a = 1\n  {% endif %}\nb\n{% endfor %}")
    assert not INLINE_END.search("a = {% if x %}1{% endif %} # x\n")
