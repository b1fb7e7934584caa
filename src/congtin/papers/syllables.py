"""Whether letters make Vietnamese syllables: onset, rhyme and tone that go together.

Text read in the wrong alphabet gives letters, but hardly ever syllables; so the share of words
that can be Vietnamese tells one alphabet from another.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["Likeness", "measure_likeness"]

_ONSET = "(?:ngh|ng|nh|n|gh|gi|g|ch|c|kh|k|ph|p|th|tr|t|qu|b|d|đ|h|l|m|r|s|v|x)?"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet
    oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
    uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
"""
_SYLLABLE = re.compile(_ONSET + f"(?:{'|'.join(_RHYMES.split())})")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_TONES_OF_STOPS = {"\u0301", "\u0323"}
_STOPS = ("c", "ch", "p", "t")
# Signs beside numbers and typographic signs are no letters in any of the alphabets.
_SIGNS = re.compile(r"[\u00a0°±²³\u2000-\u206f\u20ab\u2190-\u22ff\u25a0-\u25ff\ufeff]+")
_WORD = re.compile(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7f]+")
_COMMON_WORDS = """
    chỉ tiêu đơn vị tính kế hoạch thực hiện năm và của các được tỷ đồng số người hộ xã phường
    tổng giá trị trên địa bàn thu chi sản xuất tế hội văn hóa hoá dân lượng lệ đất diện tích
    nghèo trường học đạt so với trong đó cùng kỳ ước quận huyện thành phố triệu dưới từ đến
    việc lao động mới hoàn công trình đầu tư ngân sách môi y giáo dục
"""
_COMMON = frozenset(_COMMON_WORDS.split())


class Likeness:
    """How far words with a letter beyond ASCII are Vietnamese: `share` from 0 to 1 of `words`.

    `rank` puts texts of everyday words before others of the same share.
    """

    __slots__ = ("rank", "share", "words")

    def __init__(self, words: int, valid: int, common: int) -> None:
        self.words = words
        self.share = valid / words if words else 0.0
        self.rank = self.share + 0.2 * (common / words if words else 0.0)


def measure_likeness(texts: Iterable[str]) -> Likeness:
    """
    >>> measure_likeness(["Kế hoạch năm 2025"]).share, measure_likeness(["Ho¹ch n¨m"]).share
    (1.0, 0.0)
    """
    words = valid = common = 0
    for text in texts:
        for word in _WORD.findall(_SIGNS.sub(" ", unicodedata.normalize("NFC", text))):
            if word.isascii():
                continue
            words += 1
            valid += _is_syllable(word.lower())
            common += word.lower() in _COMMON
    return Likeness(words, valid, common)


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    pieces = unicodedata.normalize("NFD", word)
    tones = [char for char in pieces if char in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(char for char in pieces if char not in _TONES))
    if _SYLLABLE.fullmatch(bare) is None:
        return False
    return not bare.endswith(_STOPS) or bool(_TONES_OF_STOPS.intersection(tones))
