"""The resource centre: what was requested, how soon it was answered, who came, which rooms were used."""
