"""Settings from the environment, their checks, and the Airflow Connections behind them."""
