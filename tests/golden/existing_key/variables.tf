variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "existing-key"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,27}$", var.name))
    error_message = "Use up to 28 lower-case letters, digits and hyphens, starting with a letter."
  }
}

variable "tags" {
  description = "Tags of everything that takes tags, beside those of the page."
  type        = map(string)
  default     = {}
}

variable "company_key" {
  description = "ARN of the key of the company."
  type        = string

  validation {
    condition     = can(regex("^(arn:aws(-[a-z]{1,4}){0,2}:kms:[a-z]{2}(-[a-z]{2,4})?-[a-z]{2,9}-\\d:\\d{12}:key/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}))$", var.company_key))
    error_message = "It takes the ARN of a KMS key."
  }
}
