"""What the bars and squares on labels say: GS1 messages and the plant's own codes."""
