"""Measures the three finders' speed beside JioNLP and Recognizers-Text, in one run on the same text.

``python scripts/bench_values.py [--characters N] [--peers] [--cache FOLDER] [TEXT_FILE ...]`` works on the
given files, or on a generated text of N characters (200,000 unless told) that has the density of amounts and
dates of a report. With ``--peers`` it makes a virtual environment of its own in FOLDER (``.bench`` beside the
checkout), installs the two peers there and runs them on a part that they finish in reasonable time.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from extractor.text.fold import squeeze
from extractor.values import find_dates, find_document_numbers, find_money, find_regions, find_scores

_PAGE = 1200  # characters; the pipeline passes paragraphs and cells, a page is their order of size
Finder = Callable[[str], object]

_ROUNDS = 5
_PEER_CHARACTERS = 6_000
_PEERS = ["jionlp", "recognizers-text-suite", "emoji<2", "setuptools<81"]
_SENTENCES = [
    "{y}年{m}月，项目主管部门按照《关于下达{y}年度专项资金预算的通知》（滇财预〔{y}〕{n}号）下达资金{a}万元。",
    "截至{y}年{m}月{d}日，累计支付{a}万元，其中设备购置{b}元，预算执行率{p}%。",
    "项目组织实施单位建立了管理制度，明确了职责分工，资金使用未发现截留、挤占、挪用等情况。",
    "绩效目标设置不够具体，部分指标未细化量化，与项目实际内容的对应性有待提高，后续应当结合实际加以完善。",
    "经现场查看，部分设备尚未投入使用，使用单位未建立台账，也未按规定粘贴标签，资产管理责任没有落实到人。",
    "{y}年至{z}年，中标单位完成了三个标段的施工，合同金额分别为{a}万元、{b}元，质保期两年。",
    "通过问卷调查，受益群众满意度为{p}%，服务人口约{n}万人，社会效益较为明显，可持续影响机制基本建立。",
]


def generated(characters: int) -> str:
    chance = random.Random(7)
    pieces: list[str] = []
    length = 0
    while length < characters:
        year = chance.randint(2012, 2024)
        sentence = chance.choice(_SENTENCES).format(
            y=year,
            z=year + 2,
            m=chance.randint(1, 12),
            d=chance.randint(1, 28),
            n=chance.randint(1, 300),
            a=f"{chance.randint(1, 99999) / 100:,.2f}",
            b=f"{chance.randint(10000, 9999999):,}",
            p=f"{chance.randint(5000, 10000) / 100:.2f}",
        )
        pieces.append(sentence)
        length += len(sentence)
    return "".join(pieces)


def pages(text: str) -> list[str]:
    return [text[start : start + _PAGE] for start in range(0, len(text), _PAGE)]


def best_seconds(finders: Sequence[Finder], pieces: list[str]) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        squeeze.cache_clear()
        started = time.process_time()
        for piece in pieces:
            for finder in finders:
                finder(piece)
        best = min(best, time.process_time() - started)
    return best


def own(text: str) -> None:
    pieces = pages(text)
    three: list[Finder] = [find_money, find_dates, find_document_numbers]
    measured: dict[str, list[Finder]] = {
        "money": [find_money],
        "dates": [find_dates],
        "document numbers": [find_document_numbers],
        "all three": three,
        "scores": [find_scores],
        "regions": [find_regions],
    }
    for name, finders in measured.items():
        for finder in finders:
            finder("2019年1元")
        seconds = best_seconds(finders, pieces)
        print(f"{name:18} {len(text) / seconds:12,.0f} characters a second")


_PEER_PROGRAM = """
import json, sys, time
text = sys.stdin.read()
sentences = [part + "。" for part in text.split("。") if part]
result = {}
try:
    import jionlp
    jionlp.ner.extract_money("1元"); jionlp.ner.extract_time("2019年")
    start = time.perf_counter()
    for sentence in sentences:
        jionlp.ner.extract_money(sentence); jionlp.ner.extract_time(sentence)
    result["JioNLP (money, dates)"] = len(text) / (time.perf_counter() - start)
except Exception as error:
    result["JioNLP"] = f"failed: {error}"
try:
    from recognizers_date_time import recognize_datetime
    from recognizers_number_with_unit import recognize_currency
    recognize_currency("1元", "zh-cn"); recognize_datetime("2019年", "zh-cn")
    start = time.perf_counter()
    for sentence in sentences:
        recognize_currency(sentence, "zh-cn"); recognize_datetime(sentence, "zh-cn")
    result["Recognizers-Text (money, dates)"] = len(text) / (time.perf_counter() - start)
except Exception as error:
    result["Recognizers-Text"] = f"failed: {error}"
print(json.dumps(result))
"""


def peers(text: str, folder: Path) -> None:
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *_PEERS], check=True)
    done = subprocess.run(
        [python, "-c", _PEER_PROGRAM],
        input=text[:_PEER_CHARACTERS],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"the peers failed: {done.stderr.strip().splitlines()[-1:]}")
        return
    for name, speed in json.loads(done.stdout.splitlines()[-1]).items():
        print(f"{name:32} {speed if isinstance(speed, str) else f'{speed:,.0f} characters a second'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path(".bench"))
    options = parser.parse_args()
    text = "".join(path.read_text(encoding="utf-8") for path in options.files) or generated(options.characters)
    print(f"{len(text):,} characters")
    own(text)
    if options.peers:
        peers(text, options.cache)


if __name__ == "__main__":
    main()
