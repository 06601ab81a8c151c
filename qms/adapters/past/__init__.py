"""What the history of git tells: which text was which document, how ledgers grew."""
