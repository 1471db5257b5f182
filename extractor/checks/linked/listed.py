"""The rules of this room, each with what it needs and what may differ; ``rules`` takes them in behind its own."""

from __future__ import annotations

from extractor.checks.linked import (
    answers,
    bases,
    brackets,
    called,
    closed,
    complete,
    counted,
    each_means,
    echoes,
    flows,
    in_tables,
    kinds,
    labelled,
    points,
    triples,
)
from extractor.checks.linked import rates as rates_beside
from extractor.checks.material import Rule
from extractor.checks.wording import EXACT, ROUNDED

LINKED = (
    Rule("share_of_called", "占到位资金的…%, 到位资金 before it", "a typist's slip", called.shares_of_called),
    Rule("share_of_called", "an item's 执行率, its amounts by name", "5 points", called.rates_of_same_name),
    Rule("difference_from_called", "较计划减少, 计划 before it", "a typist's slip", called.differences_from_called),
    Rule("difference_from_called", "2023年较2021年, both years", "a typist's slip", called.changes_between_years),
    Rule("change_by_words", "较…下降, the two figures", "none", bases.growths_of_later),
    Rule("difference_from_called", "a part, its rate and the rest", "near only", bases.rests_beside_proof),
    Rule("parts_by_words", "基本支出, 项目支出 and their whole", "a fifth of it", kinds.parts_of_a_kind),
    Rule("rows_counted", "6份合同金额合计, a total of rows", "one or two off", counted.counts_beside_totals),
    Rule("parts_by_words", "到位…，其中…到位…", "a typist's slip", labelled.parts_by_label),
    Rule("sum_by_words", "三类合计发放, what is called so", "none", labelled.sums_by_label),
    Rule("flow_of_funds", "安排, 支出, 结余, 执行率", "a typist's slip", flows.flows),
    Rule("flow_of_funds", "支出, its rate, 结余, the whole told", ROUNDED, flows.rates_beside_rests),
    Rule("closed_list", "按…分, 分为4个, a whole before it", "a typist's slip", closed.closed_lists),
    Rule("closed_list", "parts with shares, their whole", "all others right", complete.lists_with_shares),
    Rule("closed_list", "其中…、其他…, a figure before it", "a typist's slip", complete.lists_with_others),
    Rule("part_beyond_whole", "其中 with parts of one kind", "a typist's slip", complete.lists_beyond),
    Rule("closed_list", "a list, 分别占, all others right", ROUNDED, closed.shares_of_lists),
    Rule("closed_list", "甲…（60%）、乙…（20%）", "all others right", brackets.shares_in_brackets),
    Rule("closed_list", "合计…（甲…、乙…）", "a typist's slip", brackets.parts_in_brackets),
    Rule("closed_list", "甲和乙合计, both told before", ROUNDED, closed.sums_of_named),
    Rule("mean_with_slip", "站均, 17个管护站, an amount", "a typist's slip", each_means.means_by_what_they_are_for),
    Rule("difference_from_called", "空编, 节约, 达到 behind two figures", "a typist's slip", triples.triples),
    Rule("difference_from_called", "欠付, 即 behind amounts", "a typist's slip", triples.amounts_further_off),
    Rule("difference_from_called", "二者相差, two rates", ROUNDED, triples.points_between),
    Rule("share_of_called", "15个乡镇中, …，占…%", "5 points", rates_beside.shares_of_group),
    Rule("share_of_called", "停运31座，停运率", "a typist's slip", rates_beside.rates_by_stem),
    Rule("share_of_called", "增加84万元，增长…%", "two digits changed", rates_beside.rises_beside),
    Rule("figure_of_table", "a row's figure in the text", "two digits changed", in_tables.figures_of_tables),
    Rule("points_and_deductions", "得分, 扣 and the parts' 扣", EXACT, points.points_and_deductions),
    Rule("deduction_told", "an indicator by name, 扣…分 in the text", "beside one told right", points.deductions_told),
    Rule("deduction_told", "a reason of a remark in the text, 扣…分", EXACT, points.reasons_told),
    Rule("gap_to_goal", "低于目标值…个百分点, the indicator's row", EXACT, points.gaps_to_goals),
    Rule("rate_of_answers", "满意, 基本满意, 不满意 and 满意度", "a typist's slip", answers.rates_of_answers),
    Rule("done_and_not", "已追回, 未追回 and all of it", "none", answers.done_and_not),
    Rule("part_beyond_whole", "a count, 其中, one part", "none", answers.parts_beyond),
    Rule("share_of_called", "…，占…% in a sentence that begins with its whole", "two digits", answers.shares_of_first),
    Rule("amount_told_again", "one amount, two digits changed", "two digits changed", echoes.amounts_told_again),
)  # fmt: skip
