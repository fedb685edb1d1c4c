"""Event pipelines on AWS from one YAML page: validated, and rendered as Terraform."""
