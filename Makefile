# One command for each thing to do. `make help` lists them.
SHELL := /bin/bash
PY := .venv/bin/python
PORT ?= 8000
SIZES ?= 1000
DATABASE_TESTS := tests/accounts tests/places tests/newsroom tests/ledger tests/wire tests/search tests/portal tests/demonstration
export PORT
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run test test-postgres test-next bench check check-static format places requirements clean

help: ## danh sách lệnh
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: .venv/.base ## dựng môi trường vào .venv

run: .venv/.base ## dựng nếu cần rồi chạy cổng tin (PORT=8000)
	@.venv/bin/congtin run

test: .venv/.dev ## chạy mọi kiểm thử, cả trong Chromium thật
	@scripts/install-chromium
	@scripts/install-nginx
	@.venv/bin/pytest -n 2 --dist loadfile --ignore tests/browser -m "not flushes"
	@.venv/bin/pytest -n 3 -m flushes tests/pagestore tests/wire # apart, a process each: they leave the database empty
	@.venv/bin/pytest -n 2 --dist loadfile tests/browser # apart: the browser's driver keeps an event loop running

test-postgres: .venv/.dev ## chạy các kiểm thử dùng cơ sở dữ liệu trên PostgreSQL
	@scripts/with-postgres .venv/bin/pytest -n 2 --dist loadfile -m "not flushes" $(DATABASE_TESTS)

test-next: .venv/.dev ## chạy các kiểm thử dùng cơ sở dữ liệu trên bản Wagtail kế tiếp
	@[ -x .venv-next/bin/python ] || .venv/bin/uv venv --quiet --python .venv/bin/python .venv-next
	@.venv/bin/uv pip install --quiet --python .venv-next/bin/python --require-hashes -r requirements/next.txt
	@.venv/bin/uv pip install --quiet --python .venv-next/bin/python --no-deps --require-hashes -r requirements/places.txt
	@PYTHONPATH=src .venv-next/bin/python -m pytest -n 2 --dist loadfile -m "not flushes" -p no:cacheprovider $(DATABASE_TESTS)

bench: .venv/.base ## đo kho trang: make bench SIZES=1000,100000
	@scripts/install-for-bench
	@$(PY) benchmarks/bench.py --sizes $(SIZES)

check: check-static test test-postgres ## mọi thứ: hình thức, kiểu, ranh giới các phòng, kiểm thử

check-static: .venv/.dev ## định dạng, lint, kiểu, ranh giới các phòng
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/lint-imports
	@.venv/bin/mypy
	@.venv/bin/mypy --strict -p congtin.figures -p congtin.vietnamese

format: .venv/.dev ## sửa định dạng và những lỗi lint sửa được
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

places: .venv/.base ## nạp xã, phường của một tỉnh: make places PROVINCE="Tỉnh Đồng Tháp"
	@.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --require-hashes -r requirements/places.txt
	@.venv/bin/congtin places "$(PROVINCE)"

requirements: .venv/.base ## ghim lại các gói với mã băm
	@.venv/bin/uv pip compile -q pyproject.toml --group setup --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements/base.txt
	@.venv/bin/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements/base.txt -o requirements/dev.txt
	@mkdir -p .venv/next && sed 's/"wagtail~=[0-9.]*"/"wagtail~=8.0"/' pyproject.toml > .venv/next/pyproject.toml
	@cd .venv/next && ../bin/uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o ../../requirements/next.txt

clean: ## xóa môi trường (.venv); dữ liệu trong var/ được giữ
	@rm -rf .venv

.venv/.base: requirements/base.txt pyproject.toml scripts/set-up-environment
	@scripts/set-up-environment base

.venv/.dev: requirements/dev.txt pyproject.toml scripts/set-up-environment
	@scripts/set-up-environment dev
	@touch .venv/.base
