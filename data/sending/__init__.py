"""Files that reporters have sent, until a steward accepts them or sends them back."""
