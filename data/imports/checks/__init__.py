"""What a file must satisfy before it counts; every broken rule is found in one round."""
