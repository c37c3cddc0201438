"""Makes the fixtures of the real servers known to every test."""

pytest_plugins = ["services", "recorded_outside", "issued_access"]
