"""Scores, points, deductions and grades (评分) against each other."""
