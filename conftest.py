"""The costly parts are made once a session, and the session may be several processes: for tests/ and evals/ alike."""

pytest_plugins = ["tests.parts", "tests.workers"]
