variable "name" {
  description = "Prefix of the name of everything that the module makes."
  type        = string
  default     = "api-to-stream"

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

variable "partner_stream" {
  description = "ARN of the stream of the partners' clicks."
  type        = string

  validation {
    condition     = can(regex("^(arn:aws(-[a-z]{1,4}){0,2}:kinesis:[a-z]{2}(-[a-z]{2,4})?-[a-z]{2,9}-\\d:\\d{12}:stream/[a-zA-Z0-9_.-]{1,128})$", var.partner_stream))
    error_message = "It takes the ARN of a stream."
  }
}

variable "manage_api_gateway_account" {
  description = "Whether the module sets the role with which API Gateway writes logs. An account has one in each Region: false, if it is set elsewhere."
  type        = bool
  default     = true
}
