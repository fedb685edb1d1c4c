variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "stream-to-delivery-stream"

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

variable "company_stream" {
  description = "ARN of a stream that exists already."
  type        = string

  validation {
    condition     = can(regex("^(arn:aws(-[a-z]{1,4}){0,2}:kinesis:[a-z]{2}(-[a-z]{2,4})?-[a-z]{2,9}-\\d:\\d{12}:stream/[a-zA-Z0-9_.-]{1,128})$", var.company_stream))
    error_message = "It takes the ARN of a stream."
  }
}
