"""A problem of each code, as the golden cases in tests/cases give it: where, what was typed, the facts."""

from __future__ import annotations

from publicstats.contract.figure_examples import FIGURE_EXAMPLES
from publicstats.contract.problems import Problem

CHARTS = (
    ("apart", "indicators", "library_readers;library_spending", "人 ≠ 元"),
    ("funnel", "indicators", "active_readers;library_readers", "active_readers < library_readers"),
    ("nested", "regions", "310000;310115", "310115 ⊂ 310000"),
    ("places", "regions", "", "310000 ≠ 310115"),
    ("times", "indicators", "library_visits;library_events", "2024-H1 ≠ 2023"),
    (
        "wholes",
        "indicators",
        "reader_satisfaction;event_satisfaction",
        "reader_satisfaction ≠ event_satisfaction",
    ),
)
"""What charts put together that is unlike: code, column, what was typed, and what differs."""

EXAMPLES: dict[str, tuple[Problem, ...]] = {
    "file": (
        Problem("characters_lost", "indicators.csv", 2, "name_zh", "????", facts={"count": "6"}),
        Problem(
            "check_failed",
            "figures/libraries.csv",
            facts={"error": "MemoryError", "place": "folder._load_tables"},
        ),
        Problem("column_doubled", "breakdowns.csv", 1, "name_zh", "name_zh"),
        Problem("column_missing", "figures/buses.csv", 1, "line"),
        Problem("column_renamed", "figures/buses.csv", 1, "行号", "行号", facts={"meant": "line"}),
        Problem("column_unknown", "figures/buses.csv", 1, "已核对", "已核对"),
        Problem("column_unnamed", "breakdowns.csv", 1, facts={"letter": "B"}),
        Problem("cut_off", "figures/buses.csv", 9, "", "punctuality_2024,bus_punct"),
        Problem("encoding", "figures/libraries.csv", 13),
        Problem("encoding_big5", "breakdowns.csv"),
        Problem("encoding_utf16", "figures/buses.csv"),
        Problem("file_empty", "figures/buses.csv"),
        Problem("file_kind", "figures/new.csv"),
        Problem("file_missing", "calculations.csv"),
        Problem("file_name", "figures/图书馆.csv", typed="\\xcd\\xbc\\xca\\xe9\\xb9\\xdd.csv"),
        Problem("file_unreadable", "figures/libraries.csv"),
        Problem("files_large", "figures/libraries.csv"),
        Problem("header_missing", "breakdowns.csv", 1, "", "分类一览"),
        Problem("header_repeated", "figures/libraries.csv", 7),
        Problem(
            "more", "figures/buses.csv", 111, "kind", facts={"code": "choice", "count": "200", "first": "111"}
        ),
        Problem("nul_bytes", "figures/libraries.csv"),
        Problem(
            "quote_open",
            "figures/buses.csv",
            3,
            "",
            'lines_2024,bus_lines,310000,,2024-05-31,stock,,,1592条,daily_2024,31,"在营线路,',
        ),
        Problem(
            "quoting",
            "figures/buses.csv",
            6,
            "",
            'trips_total,bus_trips,310000,,../2024-07-17,cumulative,,,突破100亿人次,daily_2024,34,"',
        ),
        Problem("restore_damaged", ".restoring"),
        Problem(
            "row_length",
            "figures/buses.csv",
            3,
            "",
            "lines_2024,bus_lines,310000,,2024-05-31,stock,,,1,592条,daily_2024,31,,",
        ),
        Problem("row_sparse", "regions.csv", 6, "", "以上地区代码据国家标准。"),
        Problem(
            "separator",
            "figures/libraries.csv",
            1,
            "",
            "figure;indicator;region;breakdown;period;basis;kind;status;printed;source;line;no",
        ),
        Problem(
            "table_empty", "indicators.csv", facts={"table": "figures/*.csv, calculations.csv, charts.csv"}
        ),
    ),
    "cell": (
        Problem(
            "cell_long",
            "figures/libraries.csv",
            8,
            "note_zh",
            "很长的一段文字，很长的一段文字，很长的一段文字，很长的一段文字，很长的一段文字，很长的一段文字，很长的一段文字，很长的一段文字，很长的一段文字，很长的一段文字，很",
        ),
        Problem(
            "choice",
            "figures/buses.csv",
            5,
            "basis",
            "flwo",
            facts={"choices": "stock, flow, cumulative, growth", "nearest": "flow"},
        ),
        Problem("control_character", "figures/libraries.csv", 8, "note_zh", "含\x07续借\x1b[31m。"),
        Problem("formula_cell", "figures/libraries.csv", 4, "note_en", "-2+3"),
        Problem("id_form", "figures/buses.csv", 10, "figure", "Fare-2024"),
        Problem(
            "id_long",
            "figures/buses.csv",
            10,
            "figure",
            "fare_2024_as_printed_in_the_bulletin_of_the_city_s_own_bus_company_in_2024_of_which_the_title_is_longer_than_any_other_title_of_all",
            facts={"most": "120"},
        ),
        Problem("integer", "figures/buses.csv", 9, "line", "22.0", facts={"nearest": "22"}),
        Problem("integer_beyond", "regions.csv", 3, "column", "6000", facts={"low": "1", "high": "30"}),
        Problem("period", "figures/buses.csv", 3, "period", "2024年5月31日", facts={"nearest": "2024-05-31"}),
        Problem("period_day", "figures/buses.csv", 3, "period", "2024-02-30"),
        Problem("period_excel", "figures/buses.csv", 3, "period", "45443", facts={"meant": "2024-05-31"}),
        Problem("period_order", "figures/libraries.csv", 8, "period", "2024-06-15/2024-01-01"),
        Problem("period_year", "figures/buses.csv", 10, "period", "3024"),
        Problem("region_excel", "figures/buses.csv", 9, "region", "3.1E+05", facts={"meant": "310000"}),
        Problem("region_form", "regions.csv", 6, "region", "north-east"),
        Problem("required", "figures/buses.csv", 3, "indicator"),
        Problem("question_mark", "regions.csv", 4, "name_zh", "浦?新区", severity="warning"),
        Problem("theme_reserved", "themes.csv", 4, "theme", "sources"),
    ),
    "reference": (
        Problem("chain_long", "regions.csv", 24, "region", "level_19", facts={"most": "20"}),
        Problem("cycle", "regions.csv", 3, "parent", "310115", facts={"chain": "310000 → 310115 → 310000"}),
        Problem(
            "id_doubled",
            "figures/libraries.csv",
            7,
            "figure",
            "visits_2024",
            facts={"first": "figures/buses.csv:5"},
        ),
        Problem(
            "id_unknown",
            "figures/buses.csv",
            10,
            "indicator",
            "bus_fair",
            facts={"id": "bus_fair", "nearest": "bus_fare", "table": "indicators.csv"},
        ),
        Problem(
            "name_beyond",
            "indicators.csv",
            3,
            "name_zh",
            "公共图书馆日均到馆人次",
            "warning",
            {"found": "日均", "where": "definition_zh"},
        ),
        Problem(
            "name_doubled", "regions.csv", 6, "name_zh", "浦东新区", "warning", {"first": "regions.csv:4"}
        ),
        Problem("tile_shared", "regions.csv", 4, "row", "3", facts={"first": "310000"}),
    ),
    "figure": FIGURE_EXAMPLES,
    "chart": (
        Problem("chart_across", "charts.csv", 3, "across"),
        Problem("chart_empty", "charts.csv", 9, "indicators", "bus_stops", severity="warning"),
        *(
            Problem(f"chart_{code}", "charts.csv", 9, column, typed, "warning", {"found": found})
            for code, column, typed, found in CHARTS
        ),
        Problem("chart_rate", "charts.csv", 9, "kind", "rate", "warning", {"unit": "人"}),
    ),
    "calculation": (
        Problem(
            "compare_units",
            "calculations.csv",
            4,
            "compare_with",
            "spending_2024",
            facts={"found": "人 ≠ 元"},
        ),
        Problem(
            "compare_unknown",
            "calculations.csv",
            4,
            "compare_with",
            "raeders_2024",
            facts={"id": "raeders_2024", "nearest": "readers_2024"},
        ),
        Problem(
            "formula_cycle",
            "calculations.csv",
            2,
            "formula",
            "readers_check - readers_2023",
            facts={"chain": "readers_gain → readers_check → readers_gain"},
        ),
        Problem(
            "formula_id_unknown",
            "calculations.csv",
            2,
            "formula",
            "readers_2024 - reader_2023",
            facts={"id": "reader_2023", "nearest": "readers_2023"},
        ),
        Problem(
            "formula_points",
            "calculations.csv",
            5,
            "formula",
            "punctuality_2024 - punctuality_2023",
            facts={"found": "个百分点", "wanted": "%"},
        ),
        Problem(
            "formula_long",
            "calculations.csv",
            2,
            "formula",
            "readers_2024 + readers_2024 + readers_2024 + readers_2024 + readers_2024 + readers_2024",
        ),
        Problem(
            "formula_units",
            "calculations.csv",
            2,
            "formula",
            "readers_2024 + spending_2024",
            facts={"found": "人 ± 元"},
        ),
        Problem(
            "formula_unreadable",
            "calculations.csv",
            3,
            "formula",
            "spending_2024 ** 2",
            facts={"found": "spending_2024 ** 2"},
        ),
        Problem(
            "number_long",
            "calculations.csv",
            4,
            "compare_with",
            "99999999999999999999999999999",
            facts={"found": "99999999999999999999999999999"},
        ),
        Problem(
            "result_large",
            "calculations.csv",
            3,
            "formula",
            "1000000000000 * 1000000000000 * 1000000000000",
        ),
        Problem(
            "result_none",
            "calculations.csv",
            3,
            "formula",
            "spending_2024 / (visits_2024 - visits_2024)",
        ),
        Problem(
            "result_small",
            "calculations.csv",
            3,
            "formula",
            "spending_2024 / visits_2024 / 1000000000000",
        ),
    ),
}
"""By group, in the order of the page docs/problems.md; a test holds that golden cases give them."""
