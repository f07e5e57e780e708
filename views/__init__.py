"""What people see: pages, the parts that pages share, and the words in both languages."""
