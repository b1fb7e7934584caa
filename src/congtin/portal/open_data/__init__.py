"""The ledger as open data: tables with stable columns, written as CSV, JSON and workbooks, and
described for catalogues."""
