-- From schema 4 to 5: indicators of a fourth level; how grave a failed check is.

ALTER TABLE score_items ADD COLUMN level4 TEXT;

ALTER TABLE checks ADD COLUMN severity TEXT CHECK (severity IN ('light', 'ordinary', 'serious'));
UPDATE checks SET severity = CASE
    WHEN rule IN ('score_total', 'stated_score', 'grade_fits_score', 'column_sum', 'paid_within_contract',
      'total_with_slip', 'percentage_of_amount', 'capital_amount', 'amount_in_two_units', 'report_after_evaluation',
      'fact_after_report') THEN 'serious'
    WHEN rule IN ('number_with_dates', 'year_out_of_range', 'impossible_date') THEN 'light'
    ELSE 'ordinary'
  END
  WHERE status = 'fail';
