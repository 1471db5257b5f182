"""Shares and prices told with what they make, the whole or the count of which stands elsewhere.

按合同价的30%支付，即114万元, where the contract is told in another sentence or cell; 每公里1,000元，应安排17.92万元,
where 179.2公里 is told elsewhere. These never fail, for another whole may be meant, but where the parts of one whole
are told by shares that make 100% and one of them is mistyped (首付70%即6,552,000元，剩余30%即2,880,000元).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.engine import Figure, Printed, check, tight
from extractor.checks.figures_told import DRAFT, amount, is_mistyped, is_slip
from extractor.checks.material import Material
from extractor.checks.quantities import YUAN, Quantity, telling_digits
from extractor.checks.units import HUNDRED, ZERO, half_unit, in_unit, scale_of
from extractor.checks.wording import WORDINGS
from extractor.model.report import Check, plain
from extractor.model.values import Money
from extractor.records.values import Told
from extractor.values.figures import decimals

_words = WORDINGS["shares_told"]

# A whole with fewer digits that say something is found too often by chance, but in the same row or sentence.
TELLING_DIGITS = 3
REACH = 24
# Shares that make 100% together; of one amount that is told nowhere else, so many are right.
FEWEST_SHARES, SHARES_THAT_PROVE = 2, 2

Whole = tuple[Decimal, Figure, str]


def shares_of_wholes(material: Material) -> Iterator[Check]:
    """合同价的30%，即114万元: the amount is that share of an amount in its row or paragraph, or told in the report."""
    shares = [
        (told, money, share)
        for told in material.with_money
        if ("%" in told.spot.passage.text or "％" in told.spot.passage.text)
        for money in told.money
        if money.yuan and (share := share_told(told.spot.passage.text, money))
    ]
    rows = _row_figures(material, {each[0].spot.place[:2] for each in shares if each[0].spot.place})
    done: set[tuple[str, Decimal]] = set()
    for told, money, (rate, start, end) in shares:
        if money.yuan is not None:
            whole, slack = money.yuan * HUNDRED / rate, half_unit(money) * HUNDRED / rate
            place = told.spot.place
            near = [*_amounts_of(material, told), *(rows.get((place.table, place.row), ()) if place else ())]
            match = next((each for each in near if abs(each[0] - whole) <= slack), None)
            if match is None:
                match = next(_amounts_near(material, whole, slack), None)
            if match is None or (money.text, rate) in done:
                continue
            done.add((money.text, rate))
            found = Printed(told.spot.passage, material.reading.pages, start, end, place)
            yield check(
                "share_of_whole", "pass",
                f"所述{tight(money.text)}与{match[2]}的{plain(rate)}%一致。",
                [amount(material, told, money), match[1], Figure(rate, decimals(plain(rate)), found)],
                money.yuan, match[0] * rate / HUNDRED,
            )  # fmt: skip


def prices_of_counts(material: Material) -> Iterator[Check]:
    """每公里1,000元，安排17.92万元: of 179.2公里 told elsewhere; 930座，每座20千元: 18,600千元 told elsewhere."""
    prices = [each for scope in material.neighbours for each in scope.prices if each.per and each.value]
    scopes = material.neighbours if prices else []
    told = [each for scope in scopes for each in scope.by_unit.get(YUAN, ())]
    amounts = [q for q in told if q.per is None and not q.blurred and q.digits >= TELLING_DIGITS]
    in_clause: dict[tuple[int, int], list[Quantity]] = defaultdict(list)
    for each in amounts:
        in_clause[each.clause].append(each)
    counted = {
        unit: [each for scope in scopes for each in scope.by_unit.get(unit, ()) if each.value > 1]
        for unit in {price.per or "" for price in prices}
    }
    done: set[Decimal] = set()
    for price in prices:
        counts = counted[price.per or ""]
        beside = [each for each in counts if each.clause == price.clause]
        # Without a count beside its price, an amount must stand there.
        for whole in amounts if beside else in_clause[price.clause]:
            near = counts if whole.clause == price.clause else beside
            count = next((q for q in near if abs(q.value * price.value - whole.value) <= whole.half), None)
            if count is not None and whole.value not in done:
                done.add(whole.value)
                yield _product(material, whole, price, count)


def _product(material: Material, whole: Quantity, price: Quantity, count: Quantity) -> Check:
    pages = material.reading.pages
    return check(
        "price_of_count", "pass", f"所述{whole.said}与{count.said}、{price.said}之积一致。",
        [each.figure(pages) for each in (whole, count, price)], whole.value, plain(count.value * price.value),
    )  # fmt: skip


def shares_with_slips(material: Material) -> Iterator[Check]:
    """Shares of a paragraph that make 100%, all but one of one amount, that one but for a draft or a slip."""
    for told in material.money_in_text:
        text = told.spot.passage.text
        if text.count("%") + text.count("％") < FEWEST_SHARES:
            continue
        shares = [(money, share_told(text, money)) for money in told.money if money.yuan]
        pairs = [(money, share[0]) for money, share in shares if share is not None]
        if len(pairs) < FEWEST_SHARES or sum(rate for _, rate in pairs) != HUNDRED:
            continue
        for first, rate in pairs:
            whole = _yuan(first) * HUNDRED / rate
            missed = [pair for pair in pairs if not _is_share(*pair, whole)]
            right = len(pairs) - len(missed)
            if len(missed) != 1 or (right < SHARES_THAT_PROVE and whole not in material.all_amounts):
                continue
            money, share = missed[0]
            computed = whole * share / HUNDRED
            meant = is_slip(_yuan(money), computed, DRAFT) or is_mistyped(_yuan(money), computed)
            if not money.modifier and meant:
                figures = [amount(material, told, each) for each, _ in pairs if each is not money]
                yield check(
                    "share_with_slip", "fail",
                    f"所述{tight(money.text)}，与{in_unit(whole, money.unit)}的{plain(share)}%即"
                    f"{in_unit(computed, money.unit)}不一致。",
                    [amount(material, told, money), *figures], _yuan(money), computed,
                )  # fmt: skip
                break


def share_told(text: str, money: Money) -> tuple[Decimal, int, int] | None:
    """The share that the words right around an amount say it is, with its place."""
    start = max(0, money.start - REACH)
    for match, at in (
        (_words["before"].search(text[start : money.start]), start),
        (_words["behind"].match(text[money.end : money.end + REACH]), money.end),
    ):
        if match and Decimal(match["rate"]):
            return Decimal(match["rate"]), at + match.start("rate"), at + match.end("rate")
    return None


def _amounts_of(material: Material, told: Told) -> list[Whole]:
    return [(money.yuan, amount(material, told, money), tight(money.text)) for money in told.money if money.yuan]


def _amounts_near(material: Material, whole: Decimal, slack: Decimal) -> Iterator[Whole]:
    """The amounts told anywhere that may be a whole."""
    for told in material.with_money:
        for money in told.money:
            if money.yuan and abs(money.yuan - whole) <= slack and telling_digits(plain(money.yuan)) >= TELLING_DIGITS:
                yield money.yuan, amount(material, told, money), tight(money.text)


def _row_figures(material: Material, asked: set[tuple[str, int]]) -> dict[tuple[str, int], list[Whole]]:
    """The amounts of rows of tables, those merged over several rows in each of them."""
    found: dict[tuple[str, int], list[Whole]] = {}
    for sheet in material.sheets if asked else ():
        rows = [row for row in sheet.part.rows if (sheet.table.grid.id, row) in asked]
        for column in sheet.money_columns:
            scale = scale_of(column)
            for row in rows:
                figure = sheet.covering(row, column.index)
                if figure is not None and figure.value:
                    whole = figure.value * scale, figure, f"{figure.text}{column.unit}"
                    found.setdefault((sheet.table.grid.id, row), []).append(whole)
    return found


def _is_share(money: Money, rate: Decimal, whole: Decimal) -> bool:
    return abs(_yuan(money) - whole * rate / HUNDRED) <= half_unit(money)


def _yuan(money: Money) -> Decimal:
    return money.yuan or ZERO
