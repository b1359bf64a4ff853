"""What an operator watches and bounds: a line for each request, figures for a monitor, each reader's
share of the server.
"""
