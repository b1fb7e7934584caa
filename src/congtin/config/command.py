"""The `congtin` command: finds the sub-command and imports only what that one needs."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

__all__ = ["main"]

_COMMANDS = {
    "run": ("dựng và chạy cổng tin trên máy này (bước đầu tiên nên dùng)", "run"),
    "set-up": ("dựng hoặc nâng cấp thư mục dữ liệu, không chạy máy chủ", "set_up"),
    "serve": ("chỉ chạy máy chủ", "serve"),
    "worker": (
        "chỉ chạy việc nền: đăng bài hẹn giờ, lấy tin, lập chỉ mục, dọn kho trang",
        "worker",
    ),
    "demo": ("làm đầy cổng thử bằng bài viết do máy ghép", "demo"),
    "import": ("chuyển một cổng cũ vào: WordPress, NukeViet, JSON Lines, web", "move_in"),
    "export": ("xuất cả cổng này ra JSON Lines hoặc WXR", "move_out"),
    "pages": ("kho trang: tình trạng, liệt kê, bỏ, dựng sẵn, đối chiếu", "pages"),
    "nginx-config": ("viết cấu hình nginx đứng trước cổng", "nginx_config"),
    "places": ("nạp các xã, phường của một tỉnh, thành phố", "places"),
    "wire": ("lấy tin từ các nguồn đã khai", "wire"),
    "figures": ("đọc số liệu trong văn bản", "figures"),
    "search": ("dựng lại hoặc xem chỉ mục tìm kiếm", "search"),
    "manage": ("lệnh quản trị của Django và Wagtail", "manage"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command and give its exit code: 0 done, 1 not done, 2 wrong words or input."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_describe())
        return 0
    if words[0] in {"-V", "--version"}:
        from congtin import __version__  # noqa: PLC0415  (nothing else is needed)

        print(f"congtin {__version__}")
        return 0
    if words[0] not in _COMMANDS:
        print(f"Không có lệnh “{words[0]}”.\n\n{_describe()}", file=sys.stderr)
        return 2
    try:
        return _load(_COMMANDS[words[0]][1])(words[1:])
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0


def _load(module: str) -> Callable[[Sequence[str]], int]:
    run: Callable[[Sequence[str]], int] = import_module(f"congtin.config.commands.{module}").main
    return run


def _describe() -> str:
    width = max(map(len, _COMMANDS))
    lines = [f"  congtin {name:{width}}  {text}" for name, (text, _) in _COMMANDS.items()]
    return "\n".join(
        ["Cách dùng: congtin LỆNH [tùy chọn]", "", *lines, "", "congtin LỆNH --help: chi tiết."]
    )


if __name__ == "__main__":
    raise SystemExit(main())
