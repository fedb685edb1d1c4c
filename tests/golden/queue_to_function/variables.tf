variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "queue-to-function"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,30}$", var.name))
    error_message = "Use up to 31 lower-case letters, digits and hyphens, starting with a letter."
  }
}

variable "tags" {
  description = "Tags of everything that takes tags, beside those of the page."
  type        = map(string)
  default     = {}
}

variable "inbox_arn" {
  description = "ARN of the queue of the other module."
  type        = string

  validation {
    condition     = can(regex("^(arn:aws(-[a-z]{1,4}){0,2}:sqs:[a-z]{2}(-[a-z]{2,4})?-[a-z]{2,9}-\\d:\\d{12}:[A-Za-z0-9_-]{1,75}(\\.fifo|[A-Za-z0-9_-]{0,5}))$", var.inbox_arn))
    error_message = "It takes the ARN of a queue."
  }
}
