"""Questions in, cited answers out, over HTTP and on the command line."""
