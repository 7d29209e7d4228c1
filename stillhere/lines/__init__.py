"""How we reach people. The only code that knows a provider."""
