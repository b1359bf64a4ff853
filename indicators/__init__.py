"""What is measured: definitions, questions and the engine that answers them."""
