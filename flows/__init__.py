"""Prefect flows, everything that touches the network, alert delivery and the command line."""
