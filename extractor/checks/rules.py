"""All rules, each with what it needs and what may differ; a new one is a function and a line here."""

from __future__ import annotations

from collections.abc import Set
from decimal import localcontext

from extractor.checks.bounds import bands, intervals, most_points, pace
from extractor.checks.claims import columns, extremes, named_lists, rates_of_paragraph, rates_of_rows
from extractor.checks.claims import named_rows as rows_by_name
from extractor.checks.doubts import with_doubts
from extractor.checks.identity import approvals, misnamed, naming, numbers
from extractor.checks.linked import in_tables, listed
from extractor.checks.material import Material, Rule
from extractor.checks.scoring import (
    done_shares,
    full_points,
    goals,
    grades,
    level_extremes,
    level_rates,
    level_scores,
    matrices,
    parts_in_text,
    rankings,
    remarks,
    standards,
)
from extractor.checks.scoring import items as scoring
from extractor.checks.scoring import rates as scoring_rates
from extractor.checks.tables import (
    across,
    carried,
    carried_years,
    contracts,
    doubled,
    down_rows,
    forms,
    group_totals,
    groups,
    numbered_levels,
    row_remarks,
    rows,
    running,
    several_forms,
    surveys,
    totals,
)
from extractor.checks.tables import products as row_products
from extractor.checks.time import claims, dates, days_in_rows, late_approvals, order, periods, spans, terms, years
from extractor.checks.told import (
    again,
    agreement,
    balances,
    beyond_all,
    comparisons,
    in_rows,
    named_counts,
    named_orders,
    named_rows,
    named_shares,
    products,
    quotients,
    rate_slips,
    row_slips,
    schedules,
    sentences,
    shares,
    sums,
    table_totals,
    twice,
    unit_slips,
    wholes,
    within,
)
from extractor.checks.told import rates as told_rates
from extractor.checks.worded import (
    equations,
    far_slips,
    frames,
    level_lists,
    lists,
    mean_slips,
    means,
    named_prices,
    named_rates,
    opposites,
    paired_lists,
    parts_behind,
    percent_pairs,
    ratios,
    respective,
    statuses,
)
from extractor.checks.worded import products as worded_products
from extractor.checks.worded import shares as worded_shares
from extractor.checks.worded import terms as terms_of_years
from extractor.checks.wording import EXACT, ROUNDED
from extractor.model.reading import Reading
from extractor.model.report import Check, ReportHead, ScoreItem
from extractor.records.values import Values
from extractor.values.figures import LONGEST_FIGURE

# Digits that rules reckon with: what any two printed figures make can be rounded to its printed place.
DIGITS = 2 * LONGEST_FIGURE

RULES = (
    Rule("item_sum", "points, deduction and score of an indicator", EXACT, scoring.item_sums),
    Rule("score_total", "a total row of a scoring table", EXACT, scoring.totals, "serious"),
    Rule("level_points", "points printed with a level's name", EXACT, scoring.level_points),
    Rule("section_scores", "scores told section by section", "fails near only", level_scores.section_scores),
    Rule("score_above_points", "points and score of an indicator", EXACT, scoring.score_within_points),
    Rule("cases_in_remark", "每发现1例扣…分, cases in the remark", "fails on one count", remarks.cases_in_remarks),
    Rule("rate_meets_standard", "达到…%得满分, one rate", "under 1 is unsaid", standards.rates_meet_standards),
    Rule("deduction_in_remark", "one 扣…分 in a remark", EXACT, remarks.deductions_in_remarks),
    Rule("level_score_told", "a level's score in the text", "fails near only", level_scores.level_scores_told),
    Rule("score_column", "projects or levels side by side, totals", "two digits changed", matrices.columns_of_scores),
    Rule("level_scores_summed", "all parts told, the overall score", "never fails", matrices.parts_told),
    Rule("level_scores_summed", "决策, 过程, 产出, 效益 told", "a typist's slip", level_lists.scores_of_parts),
    Rule("level_points_told", "a level's points in the text", "never fails", level_scores.level_points_told),
    Rule("score_rate_told", "a level's 得分率 in the text", ROUNDED, level_scores.score_rates_told),
    Rule("stated_score", "one overall score, one total row", "under 1 is unknown", scoring.stated_score, "serious"),
    Rule("grade_fits_score", "a score and a grade", "unknown on other scales", grades.grade_fits_score, "serious"),
    Rule("column_sum", "a 合计 row", ROUNDED, totals.column_sums, "serious"),
    Rule("subtotal", "a 小计 row", ROUNDED, totals.subtotals),
    Rule("total_of_subtotals", "a total, all its 小计, one wrong", "exact gap", carried.totals_of_wrong_subtotals),
    Rule("level_sum", "rows numbered 一、（一）1.", ROUNDED, numbered_levels.levels_of_rows),
    Rule("parts_below", "其中 rows below their whole", "never fails: 其中 may be some", totals.parts_below),
    Rule("sources_of_funds", "a form's funds with their sources", "none", forms.sources_of_funds),
    Rule("total_of_forms", "several 自评表, their sum told", "a typist's slip", several_forms.totals_of_forms),
    Rule("balance", "budget, payment and balance in a row", ROUNDED, rows.balances),
    Rule("row_sum", "columns that make up another, row by row", ROUNDED, rows.row_sums),
    Rule("total_of_group", "总计 and the columns that its head groups", ROUNDED, group_totals.totals_of_groups),
    Rule("product_in_row", "数量, 单价, 金额 in a row", ROUNDED, row_products.products_of_rows),
    Rule("product_in_row", "46个, 30万元/个, 金额 in a row", "a typist's slip", row_products.products_in_words),
    Rule("product_in_row", "本金, 利率, 月数, 利息 in a row", ROUNDED, row_products.interest_of_rows),
    Rule("score_rate_in_row", "分值, 得分, 得分率 in a row", ROUNDED, level_rates.score_rates),
    Rule("scores_in_row", "bodies scored one a row, totals", ROUNDED, rankings.scores_of_rows),
    Rule("grade_in_row", "总分, 等级 in a row", "unknown where few fit", rankings.grades_of_rows),
    Rule("rank_in_row", "总分, 排名 in a row", "two rows alone", rankings.ranks_of_rows),
    Rule("level_extreme", "得分率最低, the parts' points and scores", "0.5 points", level_extremes.extremes_of_levels),
    Rule("mean_of_rows", "平均得分, a table of as many scores", "one digit", rankings.means_of_rows),
    Rule("goal_in_row", "≥90%, a result, full points", "under 1% is unsaid", goals.goals_of_rows),
    Rule("parts_in_text", "parts of 100 points, scores", EXACT, parts_in_text.parts_in_text),
    Rule("score_rate_in_row", "权重, 得分, 得分率 as rows", ROUNDED, matrices.rows_of_scores),
    Rule("share_done", "目标值, 完成值, 完成率 of indicators", "a typist's slip", done_shares.shares_done),
    Rule("list_of_rows", "rows named, 分别为, a column", "a typist's slip", named_lists.lists_of_rows),
    Rule("rates_one_by_one", "goals, results, 率分别为", "a typist's slip", respective.rates_one_by_one),
    Rule("shares_one_by_one", "amounts, 分别占 and rates, a whole", "a typist's slip", respective.shares_one_by_one),
    Rule("part_by_percent", "…%即…万元 making 100%, their whole", "a typist's slip", percent_pairs.parts_by_percent),
    Rule("change_in_row", "a change and its two amounts in a row", ROUNDED, rows.changes),
    Rule("rate_in_row", "a rate and its two amounts in a row", ROUNDED, rows.rates),
    Rule("share_of_total", "a share column beside amounts with a total", ROUNDED, rows.shares),
    Rule("shares_add_up", "a share column with a total of 100%", ROUNDED, rows.shares_add_up),
    Rule("share_of_row", "counts with their shares in a row", ROUNDED, surveys.shares_of_rows),
    Rule("row_doubled", "two rows alike, a total, the text's", "none", doubled.rows_doubled, "serious"),
    Rule("running_total", "累计 beside what it adds up", "one row alone", running.running_totals),
    Rule("column_of_two_tables", "rows of one name in two tables", "two digits changed", across.columns_of_two_tables),
    Rule("growth_down_rows", "环比 or 同比 of rows of periods", ROUNDED, down_rows.growth_down_rows),
    Rule("carried_to_next_year", "结余, 结转 of two years", "less is unsure", carried_years.carried_between_years),
    Rule("paid_within_contract", "what was paid and the contract", "none", contracts.paid_within_contract, "serious"),
    Rule("parts_of_amount", "an amount, 其中, and its parts", ROUNDED, sentences.parts),
    Rule("parts_of_count", "a count, 其中, and its parts", "never fails", agreement.counts_with_parts),
    Rule("total_in_text", "a total row, an amount in the text", ROUNDED, agreement.totals_in_text),
    Rule("amount_in_table", "an amount in the text and in a row", "never fails", twice.amounts_in_tables),
    Rule("group_in_text", "rows beside one merged name, told", "never fails", groups.groups_in_text),
    Rule("group_told", "a sentence with a merged name, a head", "two digits changed", groups.groups_of_sentences),
    Rule("told_in_two_units", "one amount in two units", "never fails", twice.told_in_two_units),
    Rule("score_by_rate", "an indicator's rate, points, score", ROUNDED, scoring_rates.scores_by_rates),
    Rule("deduction_by_points", "每低1个百分点扣…分, rates", "begun steps", scoring_rates.deductions_by_points),
    Rule("constant_share", "a column that is a fixed share of one", ROUNDED, rows.constant_shares),
    Rule("total_of_named_table", "总计 told by the name of a table", ROUNDED, table_totals.totals_named_as_tables),
    Rule("total_with_slip", "a total row, one amount told", "two digits", in_tables.totals_of_tables, "serious"),
    Rule("rate_with_slip", "a total row's rate, one of its name", "two digits changed", in_tables.rates_of_totals),
    Rule("amount_in_remark", "words of a row with an amount", "two digits changed", row_remarks.amounts_of_remarks),
    Rule("rate_of_two_figures", "a rate and its two figures", ROUNDED, quotients.rates),
    Rule("remainder", "a budget, what was paid, what is left", ROUNDED, balances.remainders),
    Rule("rate_told", "a budget, what was paid, the rate", ROUNDED, balances.rates_told),
    Rule("percentage_of_amount", "an amount, a share of it, the result", ROUNDED, sentences.percentages, "serious"),
    Rule("capital_amount", "an amount in capitals and in digits", ROUNDED, sentences.capitals, "serious"),
    Rule("share_by_words", "a rate, its two figures by their words", ROUNDED, frames.shares),
    Rule("change_by_words", "由…增加到…，增长…%", ROUNDED, frames.changes),
    Rule("direction_by_words", "由…下降到…, two figures", "none", opposites.directions),
    Rule("direction_by_words", "较…高…, two figures and the gap", "none", opposites.compared_directions),
    Rule("rates_of_opposites", "就业率, 未就业率", "fails above 100%", opposites.rates_that_leave_nothing),
    Rule("difference_by_words", "结余, 缺口, 核减 by their words", ROUNDED, frames.differences),
    Rule("multiple_by_words", "是…的2.3倍", ROUNDED, frames.multiples),
    Rule("product_by_words", "合同价款, …的3%，即", ROUNDED, frames.products),
    Rule("mean_by_words", "按两个项目平均, two rates", ROUNDED, frames.means),
    Rule("rate_by_name", "办结率, and what was 办结 of all", ROUNDED, named_rates.rates_by_name),
    Rule("rate_of_equals", "a rate of 100%, two equal figures", "never fails", named_rates.full_rates),
    Rule("sum_by_words", "a list that is complete, and its whole", ROUNDED, lists.totals_behind),
    Rule("sum_by_words", "三项合计, three amounts", ROUNDED, lists.totals_of_items),
    Rule("price_by_name", "a price by name, a count, an amount", "two digits changed", named_prices.prices_by_name),
    Rule("price_by_name", "户均, 共计, one count of 户", "two digits changed", named_prices.means_of_counts),
    Rule("rest_beyond_rate", "a count, its rate, what is left", "none", named_rates.rests_beyond_rates),
    Rule("parts_by_words", "a whole, 其中, parts that leave nothing out", ROUNDED, lists.parts_of_wholes),
    Rule("parts_by_words", "a count, its parts behind it", "never fails", parts_behind.parts_of_paragraphs),
    Rule("parts_by_words", "共…；其中…、其他… behind it", "one or two off", parts_behind.closed_lists_behind),
    Rule("mean_by_words", "a list and its mean", "rates and scores never fail", lists.means),
    Rule("mean_nearby", "户均, 每年, 满意率, what they are of", "never fails", means.means_nearby),
    Rule("share_in_order", "分别占…, each of its amount", ROUNDED, worded_shares.shares_in_order),
    Rule("parts_by_words", "counts and amounts part by part", "one sum proves the other", paired_lists.paired_lists),
    Rule("share_of_one_whole", "three shares of one whole, one wrong", ROUNDED, worded_shares.shares_of_one_whole),
    Rule("share_of_one_whole", "占…的…%, 占 what by name", "two digits changed", worded_shares.named_shares_with_slips),
    Rule("figure_with_slip", "a rate, rest or list, its whole elsewhere", "two digits changed", far_slips.far_slips),
    Rule("statuses_counted", "共, 已完成, 正在, 未启动", "one or two off", statuses.statuses_counted),
    Rule("done_within_all", "共…个, 已完成…个", "none", statuses.done_within_all),
    Rule("value_in_interval", "处于…至…之间, a figure", "none", intervals.values_in_intervals),
    Rule("bands_counted", "以上, 之间, 以下 with counts", "one or two off", bands.bands_counted),
    Rule("value_of_band", "a table of bands, 系数为", "none", bands.values_of_bands),
    Rule("pace_of_year", "序时进度, a day, a rate", ROUNDED, pace.paces_told),
    Rule("order_by_words", "由高到低, a list", "two changed places", lists.orders),
    Rule("product_by_words", "a price, a count, what they make", ROUNDED, worded_products.products_told),
    Rule("product_by_words", "服务期…年, 每年, the whole", "near only", terms_of_years.amounts_over_years),
    Rule("parts_by_ratio", "按6:3:1分担, a whole, its parts", "a typist's slip", ratios.parts_by_ratio),
    Rule("bid_within_limit", "最高限价, 中标价", "none", ratios.bids_within_limits, "serious"),
    Rule("equation", "a sum or product printed with ＝", ROUNDED, equations.equations),
    Rule("rate_nearby", "a rate and two figures near it", "never fails", told_rates.rates_nearby),
    Rule("share_of_whole", "a share, what it makes, the whole", "never fails", shares.shares_of_wholes),
    Rule("sum_nearby", "a figure and others near it", "never fails", sums.sums_nearby),
    Rule("whole_is_sum", "a whole, and its parts elsewhere", "never fails", wholes.wholes),
    Rule("row_amount_told", "a figure of a row, named in the text", "never fails", named_rows.figures_as_told),
    Rule("row_figure_with_slip", "a named row's figure", "one digit changed", row_slips.figures_with_slips),
    Rule("rate_of_paragraph", "an amount, 支出 and its rate", "5 points", rates_of_paragraph.rates_of_paragraphs),
    Rule("rate_of_told_row", "an amount of a row, its rate behind it", ROUNDED, rates_of_rows.rates_of_rows),
    Rule("row_sum_with_slip", "两项合计, the rows named", "two digits changed", named_orders.sums_with_slips),
    Rule("extreme_told", "支出率最高, a named row, its column", ROUNDED, extremes.extremes_told),
    Rule("gap_of_rows", "甲比乙高16.6分, two rows with scores", "none", rows_by_name.gaps_of_rows),
    Rule("change_of_row", "较上年增加, a named row, its 增减", "none", rows_by_name.changes_of_rows),
    Rule("claim_of_column", "均超过80%, 在…之间, the column", "none", columns.claims_of_columns),
    Rule("grades_counted", "“优”2个、“良”4个, the rows", "none", columns.grades_counted),
    Rule("grades_counted", "优、良、中、差 and their whole", "one or two off", columns.grades_summed),
    Rule("order_of_rows", "由高到低依次为, rows of a table", "none", named_orders.orders_told),
    Rule("row_rest_with_slip", "what a named row leaves", "two digits changed", row_slips.rests_with_slips),
    Rule("row_amounts_summed", "rows named in the text", "never fails", named_rows.figures_of_named_rows),
    Rule("amounts_compared", "低于 or 超过 between two figures", "none", comparisons.comparisons_told),
    Rule("plan_and_result_rate", "a plan, its result, 未完成", "never fails", comparisons.plans_and_results),
    Rule("share_of_named_count", "a share, its count, its whole", "1 point", named_shares.shares_of_named_counts),
    Rule("rate_of_named_whole", "占…的1.94%, the whole by name", "never fails", named_shares.shares_of_named_wholes),
    Rule("rate_of_count", "a count and its rate of two decimals", "never fails", named_shares.rates_of_counts),
    Rule("rest_of_sum", "N中有A，其余B in one sentence", "none", wholes.rests_of_counts),
    Rule("product_nearby", "an amount, a count, a price near it", "never fails", products.products_nearby),
    Rule("price_of_count", "a price, and its count elsewhere", "never fails", shares.prices_of_counts),
    Rule("told_in_row", "amounts in words in a row", "never fails", in_rows.told_in_rows),
    Rule("share_with_slip", "shares that make 100%, their amounts", "three tenths", shares.shares_with_slips),
    Rule("rate_with_changed_digits", "a rate, its whole further off", "two digits", rate_slips.rates_with_slips_far),
    Rule("rate_with_changed_digits", "…，占…%, a count before", "one digit", rate_slips.shares_with_slips_nearby),
    Rule("rate_with_changed_digits", "a rate, two figures", "two digits changed", rate_slips.rates_with_slips),
    Rule("unit_by_digits", "one figure in 元 and in 万元", "none", unit_slips.units_by_digits, "serious"),
    Rule("payment_by_schedule", "rates that make 100%, a contract", "never fails", schedules.payments_by_schedule),
    Rule("used_within_limit", "a limit, what was used of it", "never fails", within.used_within_limits),
    Rule("part_within_whole", "a part of an amount of one name", "never fails", within.parts_within_wholes),
    Rule("audited_within_contract", "审定 in a row with a contract", "never fails", within.audited_within_contracts),
    Rule("mean_with_slip", "共…套, an amount, 平均每套", "near only", mean_slips.means_right_behind),
    Rule("mean_with_slip", "a year's amount, 日均", "two digits changed", mean_slips.means_of_days),
    Rule("mean_with_slip", "三年共, 年均", "two digits changed", mean_slips.means_of_years),
    Rule("names_counted", "a list of names, their number behind it", "one off", named_counts.names_counted, "light"),
    Rule("names_counted", "a number, 分别为, the names", "one off", named_counts.names_behind, "light"),
    Rule("headings_counted", "以下三个方面, the headings below", "one off", named_counts.headings_counted, "light"),
    Rule("rate_above_all", "合格率 and its like", "none", beyond_all.rates_within_all),
    Rule("shares_of_all", "从…看, three shares or more", ROUNDED, beyond_all.shares_of_all),
    Rule("figure_told_again", "a count or rate told twice", "never fails", again.told_again),
    Rule("rate_told_twice", "a rate told twice under one name", "two digits changed", again.told_with_slips),
    Rule("amount_in_two_units", "an amount, the same in brackets", ROUNDED, sentences.units, "serious"),
    Rule("report_after_evaluation", "report date, period of evaluation", "none", dates.after_evaluation, "serious"),
    Rule("approved_before_start", "开工, 可研批复 or the like", "none", late_approvals.approved_before_started),
    Rule("dates_in_order", "two events of one project", "none", order.dates_in_order),
    Rule("two_starts", "two days of one start", "none", order.two_starts),
    Rule("days_told", "days and two dates", "one day; never fails", order.days_told),
    Rule("days_in_row", "工期（天） beside two dates", "one day", days_in_rows.days_in_rows),
    Rule("days_of_term", "实际工期 and two days", "one day", days_in_rows.days_of_terms),
    Rule("lateness_told", "an agreed and a real day, 逾期 or 按期", "a month is not told", terms.lateness_told),
    Rule("span_of_dates", "months or years between two dates", "never fails", periods.spans_told),
    Rule("earlier_told_of_dates", "早于 or 才 between two dates", "none", claims.earlier_told),
    Rule("source_dates", "a paper's day, and what it tells", "none", claims.source_dates),
    Rule("chain_of_dates", "three dates of one paragraph", "never fails", claims.chains_of_dates),
    Rule("late_dates_in_rows", "a table of terms and what was done", "never fails", claims.late_rows),
    Rule("consecutive_periods", "two periods with days", "never fails", periods.consecutive_periods),
    Rule("length_of_period", "a term beside its period", "a month", periods.lengths_of_periods),
    Rule("term_exceeded_days", "days agreed, start and end, 超出", "never fails", periods.terms_exceeded),
    Rule("days_of_period", "a period, its days in brackets", "one day", spans.days_of_periods),
    Rule("count_of_period", "a period of years or months, their number", "one", spans.counts_of_periods, "light"),
    Rule("reversed_period", "two days with their years, 至", "none", spans.reversed_periods, "light"),
    Rule("number_after_day", "a day, 印发, a document number", "none", spans.numbers_after_days, "light"),
    Rule("fact_after_report", "the report's date", "none", order.facts_after_report, "serious"),
    Rule("batches_in_order", "第一批 to 第三批, quarters, their days", "one year", years.batches_in_order),
    Rule("day_with_two_years", "a day of a named row, in text and row", "none", years.days_with_two_years),
    Rule("period_told_twice", "one period, two years", "none", order.period_told_twice),
    Rule("number_with_dates", "a document number and its day", "none", numbers.numbers_with_dates, "light"),
    Rule("number_with_titles", "a document number and its title", "never fails", naming.numbers_with_titles),
    Rule("heading_numbers", "three headings side by side", "none", naming.headings_in_order, "light"),
    Rule("name_with_slip", "two names of a company", "two characters changed", misnamed.names_with_slips, "light"),
    Rule("approval_of_project", "an approval with its title", "none", approvals.approvals_of_projects),
    Rule("annexes_named", "annexes with numbers", "never fails", numbers.annexes_named),
    Rule("rows_numbered", "serial numbers, totals that hold", "none", numbers.rows_numbered, "light"),
    Rule("rows_counted", "a count and a table of so many rows", "never fails", numbers.rows_counted),
    Rule("cited_after_report", "a report date and document numbers", "none", dates.cited_after_report),
    Rule("year_out_of_range", "a date", "none", dates.sensible_years, "light"),
    Rule("impossible_date", "a date", "none", dates.impossible_days, "light"),
    Rule("signed_after_year", "a self-evaluation's date and year", "never fails", dates.signed_after_year),
    Rule("points_make_full", "all points, no total row", "under 10 points", full_points.points_make_full),
    Rule("deduction_within_most", "最高扣…分, a deduction", EXACT, most_points.deductions_within_most),
    Rule("points_told_within", "分值, 扣 or 得 behind it", EXACT, most_points.points_told_within),
    *listed.LINKED,
)  # fmt: skip


# Rules that rest on how a table was read.
OF_TABLES = frozenset(
    [
        "item_sum", "score_total", "level_points", "score_above_points", "stated_score", "deduction_in_remark",
        "level_score_told", "level_points_told", "column_sum", "subtotal", "total_of_subtotals", "parts_below",
        "level_sum", "sources_of_funds", "balance", "row_sum", "change_in_row", "rate_in_row", "share_of_total",
        "share_of_row",
        "shares_add_up", "paid_within_contract", "total_with_slip", "rate_with_slip", "product_in_row",
        "score_rate_in_row", "score_column", "scores_in_row", "grade_in_row", "rank_in_row", "goal_in_row",
        "running_total", "row_doubled", "column_of_two_tables", "rows_numbered", "days_in_row", "points_make_full",
        "deduction_told", "gap_to_goal", "figure_of_table",
    ]
)  # fmt: skip


# What says that one of three figures is wrong: where another rule accuses one of them, that is the one.
ONE_OF_THREE = "rate_of_figure"
# What the words of a sentence decide: a figure that fails here is not proven by two others that happen to make it.
BY_WORDS = frozenset(
    [
        "share_by_words", "change_by_words", "difference_by_words", "multiple_by_words", "rate_by_name", "sum_by_words",
        "parts_by_words", "mean_by_words", "share_in_order", "share_of_one_whole", "order_by_words", "product_by_words",
        "equation", "figure_with_slip", "rest_beyond_rate", "price_by_name", "row_figure_with_slip",
        "rate_with_changed_digits", "share_of_called", "difference_from_called", "flow_of_funds", "closed_list",
        "rate_of_answers", "figure_of_table", "figure_proven_twice", "amount_told_again", "mean_with_slip",
        "rate_of_told_row", ONE_OF_THREE,
    ]
)  # fmt: skip
# What proves each of its figures where it holds: with one of them mistyped it would not.
SUMS = frozenset({"parts_of_amount", "column_sum", "subtotal", "score_total"})
NEARBY = frozenset(
    ["rate_nearby", "sum_nearby", "product_nearby", "rate_of_named_whole", "rate_of_count", "mean_nearby"]
)


def run(reading: Reading, head: ReportHead, items: list[ScoreItem], values: Values) -> list[Check]:
    """The results of all rules, rule by rule in reading order."""
    with localcontext(prec=DIGITS):
        return _run(Material(reading, head, items, values))


def _run(material: Material) -> list[Check]:
    found = [result for rule in RULES for result in rule.run(material)]
    # Two forms of one kind on a page give results in the same words.
    apart = {(each.rule, each.message, _tables(each)): each for each in _decided(found)}
    severity = {rule.name: rule.severity for rule in RULES}
    return [
        result.model_copy(update={"severity": severity[result.rule]}) if result.status == "fail" else result
        for result in with_doubts(list(apart.values()), material.reading, OF_TABLES)
    ]


def _tables(result: Check) -> frozenset[str | None]:
    return frozenset([place.table for place in result.evidence])


def _decided(found: list[Check]) -> list[Check]:
    """The results, each figure accused once, none that its words accuse proven by figures near it, and none held
    against another where sums prove both: then the two tell different things."""
    summed = {(place.page, place.start) for each in found if _proves_all(each) for place in each.evidence}
    found = [each for each in found if not (each.status == "fail" and each.rule in BY_WORDS and _both(each, summed))]
    accused: dict[tuple[int, int], Check] = {}
    for each in found:
        if each.status == "fail" and each.evidence:
            accused.setdefault(_stands(each), each)
    by_words = {place for place, each in accused.items() if each.rule in BY_WORDS}
    settled = {place for place, each in accused.items() if each.rule != ONE_OF_THREE}
    return [
        each
        for each in found
        if not each.evidence
        or not (
            (each.status == "pass" and each.rule in NEARBY and _stands(each) in by_words)
            or (each.status == "fail" and each.rule in BY_WORDS and accused[_stands(each)] is not each)
            or (each.rule == ONE_OF_THREE and not settled.isdisjoint((at.page, at.start) for at in each.evidence))
        )
    ]


def _proves_all(result: Check) -> bool:
    return result.status == "pass" and result.rule in SUMS


def _both(result: Check, summed: Set[tuple[int, int]]) -> bool:
    """Whether a result compares two figures, both of which are among those given."""
    places = {(place.page, place.start) for place in result.evidence}
    return len(places) == 2 and places <= summed


def _stands(result: Check) -> tuple[int, int]:
    """Where the figure stands that a result is about."""
    return result.evidence[0].page, result.evidence[0].start
