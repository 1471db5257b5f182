"""Rules of figures whose sentence says by its words how one is made of the others: 由…增加到…，增长…%."""
