"""How the exchange fares: what waits, what failed, what is measured."""
