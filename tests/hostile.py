"""Strings that look for a way out of quotes: what the property tests feed to everything that takes text."""

import random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

PIECES = (
    *('"', '\\"', "\\", "\\\\", "\\n", "\\u0041", "\\U0001f600", "\\u{41}", "\n", "\r\n", "\t", "\0", "\x1b", "\x7f"),
    *("${", "$${", "$$${", "%{", "%%{", "%%%{", "$", "$$", "%", "%%", "{", "}", "${}", "$${}", "%{}", "~}", "!{"),
    *("${var.name}", "${aws_sqs_queue.images.arn}", "$${a b}", '${"x"}', "%{ if true }x%{ endif }", '${"${1}"}'),
    *("<<EOF", "<<-EOF\n", "\nEOF\n", "#", "//", "/*", "*/", "=", "[", "]", "(", ")", ",", ": ", " #", "- ", "'", "`"),
    *(
        "{{ x }}",
        "{% raw %}",
        "{#",
        "&a",
        "*a",
        "!!str",
        "null",
        "true",
        "NaN",
        "0x1F",
        "1e9",
        "~",
        " ",
        "  ",
        "a",
        "é",
    ),
    *("\u00a0", "\u0085", "\u200b", "\u200f", "\u202e", "\u2028", "\u2029", "\ufeff", "\u00ad", "\ufffe", "\uffff"),
    *("e\u0301", "\u0301", "\u1100\u1161", "😀", "👩‍👩‍👧", "🇩🇪", "\U0010ffff", "\U000e0001", "漢字", "עברית", "ﬁ", "Å"),
)
BREAKOUTS = (
    '"\n}\nresource "aws_x" "y" {\n  a = "${file("/etc/passwd")}',
    '$${file("/etc/passwd")}%{ for x in y }${x}%{ endfor }%%{ if z }',
    '\\"${var.name}\\',
    "<<EOF\n${var.name}\nEOF\n",
    "$",
    "\\",
    "",
    "{\0\u2028\u202e😀e\u0301$${x}%%{y}${",
)

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
hostile_text = st.one_of(
    st.lists(st.one_of(st.sampled_from(PIECES), any_text), max_size=6).map("".join),
    st.sampled_from(BREAKOUTS),
    any_text,
)


def seeded(count: int, seed: int) -> list[str]:
    """The same strings at each run, for judges that are too slow to be asked one at a time."""
    dice = random.Random(seed)
    made = [*PIECES, *BREAKOUTS]
    while len(made) < count:
        made.append("".join(dice.choice(PIECES) for _ in range(dice.randint(1, 8))))
    return made[:count]


def examples(count: int) -> settings:
    """The same examples at each run, however long each takes."""
    return settings(max_examples=count, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
