"""The costly parts are made once a session, for tests/ and evals/ alike."""

pytest_plugins = ["tests.parts"]
