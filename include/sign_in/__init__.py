"""Who may do what in Airflow: three roles, the same with either of Airflow's auth managers."""
