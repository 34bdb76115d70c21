"""What an import does with checked records: plan, account, refused rows."""
