"""What leaves the program: chronology, who is who, quote bank, hits; each row with its pin cite."""
