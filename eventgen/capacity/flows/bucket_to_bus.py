"""S3 -> EventBridge: what a service tells is no PutEvents of the account."""

from eventgen.capacity.carrier import Passage

bucket_to_bus = Passage()
