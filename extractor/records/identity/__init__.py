"""What a report is: who evaluated whom, when, by which number, with which score."""
