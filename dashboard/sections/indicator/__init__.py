"""What an indicator's page shows, a panel each."""
