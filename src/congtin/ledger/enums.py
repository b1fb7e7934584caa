"""The closed lists of the ledger. Figures use the same words (docs/figures.md)."""

from django.db import models

__all__ = ["Aggregation", "Comparator", "Direction", "Kind", "Nature", "ProposalState", "Topic"]


class Nature(models.TextChoices):
    FLOW = "flow", "lũy kế trong kỳ"
    STOCK = "stock", "tại một thời điểm"
    RATE = "rate", "tỷ lệ, tốc độ"
    INDEX = "index", "chỉ số, điểm"
    COUNT = "count", "số lượng"


class Direction(models.TextChoices):
    HIGHER = "higher", "càng cao càng tốt"
    LOWER = "lower", "càng thấp càng tốt"
    NONE = "none", "không xét"


class Aggregation(models.TextChoices):
    SUM = "sum", "cộng được"
    WEIGHTED = "weighted", "chỉ gộp khi có mẫu số"
    NONE = "none", "không cộng được"


class Topic(models.TextChoices):
    ECONOMY = "Kinh tế"
    BUDGET = "Ngân sách"
    INVESTMENT = "Đầu tư - doanh nghiệp"
    FARMING = "Nông nghiệp - nông thôn mới"
    URBAN = "Đô thị - hạ tầng"
    SOCIETY = "Văn hóa - xã hội"
    LABOUR = "Lao động - giảm nghèo"
    EDUCATION = "Giáo dục"
    HEALTH = "Y tế"
    ENVIRONMENT = "Môi trường"
    REFORM = "Cải cách hành chính - chuyển đổi số"
    SECURITY = "Quốc phòng - an ninh"
    PARTY = "Xây dựng Đảng"


class Comparator(models.TextChoices):
    EQ = "eq", "bằng"
    GE = "ge", "từ … trở lên"
    GT = "gt", "trên"
    LE = "le", "không quá"
    LT = "lt", "dưới"
    APPROX = "approx", "khoảng"
    RANGE = "range", "trong khoảng"


class Kind(models.TextChoices):
    TARGET = "target", "mức đề ra"
    RESULT = "result", "kết quả"
    ESTIMATE = "estimate", "kết quả ước"


class ProposalState(models.TextChoices):
    OPEN = "open", "chờ duyệt"
    CONFIRMED = "confirmed", "đã xác nhận"
    REJECTED = "rejected", "đã bỏ"
    GONE = "gone", "không còn trong bài"
