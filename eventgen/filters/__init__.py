"""Event filters as AWS reads them: patterns of EventBridge, filter policies of SNS, filter criteria of Lambda.

One engine with a dialect for each service: `eventbridge.RULE`, `pipes.QUEUE`, `sns.BODY`, `mappings.STREAM` ... Each
says what it refuses (`invalid`), what it lets through (`compile`, `matches`) and why it does not (`why_not`).
`contradictions` and `envelopes` know what is valid and yet never matches; `notifications` is S3's. A pattern is plain
data; what is not JSON in it, such as a reference to another node, counts as a text that nobody knows yet.
"""
