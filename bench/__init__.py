"""What is measured, each by itself and against a bare limit in the same run. Nothing asserts it."""
