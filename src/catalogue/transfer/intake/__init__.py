"""What an import does with checked records: plan them, count them, set refused rows aside."""
