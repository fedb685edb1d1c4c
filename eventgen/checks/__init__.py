"""{path: text} -> Diagnostics: what is wrong with Terraform that is about to be written."""
